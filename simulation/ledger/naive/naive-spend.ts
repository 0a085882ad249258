import type { Outcome, Work } from '@/lib/credits/model'
import { dayIn } from '../calendar.ts'
import { type ModelState, refuse, spendableOf } from '../model-state.ts'

export function unpaid(model: ModelState, work: Work, at: number): Outcome | null {
  const { spendUntil } = model.funding
  if (spendUntil !== null && at >= spendUntil) return refuse(model, 'stopped', work.credits)
  return work.credits > spendableOf(model) ? refuse(model, 'insufficient', work.credits) : null
}

/** R15: the allowance first. Returns how many extra credits it took. */
export function spend(model: ModelState, credits: number): number {
  const extra = Math.max(0, credits - model.allowanceLeft)
  model.allowanceLeft -= credits - extra
  model.used += extra
  return extra
}

export function tally(
  model: ModelState,
  action: number,
  actorId: number,
  credits: number,
  units: number,
  at: number,
): void {
  const name = [model.cycleStart, dayIn(model.timeZone, at), action, actorId].join('|')
  const before = model.usage[name] ?? { credits: 0, times: 0, units: 0 }
  model.usage[name] = {
    credits: before.credits + credits,
    times: before.times + 1,
    units: before.units + units,
  }
}
