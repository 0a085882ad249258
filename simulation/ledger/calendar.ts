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
export function applyDueEvents(model: ModelState, at: number): void {
  if (at >= model.cycleEnd) {
    endLots(model, model.cycleEnd)
    expireAllowance(model, model.cycleEnd)
    const { start, end } = cycleOf(model.anchorAt, at)
    endLots(model, start)
    settleCycle(model)
    model.bought = { full: model.funding.allowance, steps: [] }
    model.cycleStart = start
    model.cycleEnd = end
    model.granted = due(model)
    model.extraGranted = extraOf(model) + frozenOf(model)
    if (model.granted > 0) {
      model.allowanceLeft += model.granted
      enter(model, { at: start, kind: 'allowance', amount: model.granted, ...calendar })
    }
  }
  endLots(model, at)
}

export function expireAllowance(model: ModelState, at: number): void {
  if (model.allowanceLeft === 0) return
  enter(model, { at, kind: 'expiry', amount: -model.allowanceLeft, ...calendar })
  model.allowanceLeft = 0
}

/** R16: expired credits are the ones up to the end of their lot. */
function endLots(model: ModelState, until: number): void {
  for (const lot of model.lots) {
    if (lot.over || lot.expiresAt === null || lot.expiresAt > until) continue
    lot.over = true
    const end = endOf(model, lot)
    const gone = Math.max(0, end - model.used)
    model.used += gone
    lot.expired += gone
    model.ended = Math.max(model.ended, end)
    if (gone > 0)
      enter(model, { at: lot.expiresAt, kind: 'expiry', amount: -gone, extraAmount: -gone, ...calendar })
  }
}

const formatters = new Map<string, Intl.DateTimeFormat>()

export function dayIn(timeZone: string, at: number): string {
  const formatter = formatters.get(timeZone) ?? new Intl.DateTimeFormat('sv-SE', { timeZone })
  formatters.set(timeZone, formatter)
  return formatter.format(at)
}
