import type { Outcome, Work } from '@/lib/credits/model'
import { dayIn } from '../calendar.ts'
import { type ModelState, refuse, spendableOf } from '../model-state.ts'

export function unpaid(book: ModelState, work: Work, at: number): Outcome | null {
  const { spendUntil } = book.funding
  if (spendUntil !== null && at >= spendUntil) return refuse(book, 'stopped', work.credits)
  return work.credits > spendableOf(book) ? refuse(book, 'insufficient', work.credits) : null
}

/** R15: the allowance first. Returns how many extra credits it took. */
export function spend(book: ModelState, credits: number): number {
  const extra = Math.max(0, credits - book.allowanceLeft)
  book.allowanceLeft -= credits - extra
  book.used += extra
  return extra
}

export function tally(
  book: ModelState,
  action: number,
  actorId: number,
  credits: number,
  units: number,
  at: number,
): void {
  const name = [book.cycleStart, dayIn(book.timeZone, at), action, actorId].join('|')
  const before = book.usage[name] ?? { credits: 0, times: 0, units: 0 }
  book.usage[name] = {
    credits: before.credits + credits,
    times: before.times + 1,
    units: before.units + units,
  }
}
