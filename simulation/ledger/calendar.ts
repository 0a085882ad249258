import { subjectIds } from '@/lib/credits/shared/actions'
import { endOf, enter, extraOf, frozenOf, type ModelState } from './model-state.ts'
import { due, settleCycle } from './naive/naive-changes.ts'

/** Cycles of the naive model, by its own calendar arithmetic. */
export function boundary(anchorAt: number, months: number): number {
  const anchor = new Date(anchorAt)
  const [year, month] = [anchor.getUTCFullYear(), anchor.getUTCMonth() + months]
  const lastDay = new Date(Date.UTC(year, month + 1, 0)).getUTCDate()
  const midnight = Date.UTC(year, month, Math.min(anchor.getUTCDate(), lastDay))
  return midnight + (anchorAt - Date.UTC(year, anchor.getUTCMonth(), anchor.getUTCDate()))
}

export function cycleOf(anchorAt: number, at: number): { start: number; end: number } {
  let months = 0
  while (boundary(anchorAt, months + 1) <= at) months += 1
  return { start: boundary(anchorAt, months), end: boundary(anchorAt, months + 1) }
}

const calendar = { subjectKind: subjectIds.cycle }

/** R14: everything that ended by `at`, in order. */
export function applyDueEvents(book: ModelState, at: number): void {
  if (at >= book.cycleEnd) {
    endLots(book, book.cycleEnd)
    expireAllowance(book, book.cycleEnd)
    const { start, end } = cycleOf(book.anchorAt, at)
    endLots(book, start)
    settleCycle(book)
    book.bought = { full: book.funding.allowance, steps: [] }
    book.cycleStart = start
    book.cycleEnd = end
    book.granted = due(book)
    book.extraGranted = extraOf(book) + frozenOf(book)
    if (book.granted > 0) {
      book.allowanceLeft += book.granted
      enter(book, { at: start, kind: 'allowance', amount: book.granted, ...calendar })
    }
  }
  endLots(book, at)
}

export function expireAllowance(book: ModelState, at: number): void {
  if (book.allowanceLeft === 0) return
  enter(book, { at, kind: 'expiry', amount: -book.allowanceLeft, ...calendar })
  book.allowanceLeft = 0
}

/** R16: expired credits are the ones up to the end of their lot. */
function endLots(book: ModelState, until: number): void {
  for (const lot of book.lots) {
    if (lot.over || lot.expiresAt === null || lot.expiresAt > until) continue
    lot.over = true
    const end = endOf(book, lot)
    const gone = Math.max(0, end - book.used)
    book.used += gone
    lot.expired += gone
    book.ended = Math.max(book.ended, end)
    if (gone > 0)
      enter(book, { at: lot.expiresAt, kind: 'expiry', amount: -gone, extraAmount: -gone, ...calendar })
  }
}

const formatters = new Map<string, Intl.DateTimeFormat>()

export function dayIn(timeZone: string, at: number): string {
  const formatter = formatters.get(timeZone) ?? new Intl.DateTimeFormat('sv-SE', { timeZone })
  formatters.set(timeZone, formatter)
  return formatter.format(at)
}
