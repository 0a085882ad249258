import type { PaidCycle } from '@/lib/credits/model'
import type { Bought, ModelState } from '../model-state.ts'

/** R17: each step in whole credits, in exact arithmetic, rounded away from zero. */
export function boughtBy({ allowance, changes }: PaidCycle): Bought {
  const steps = changes.map(({ credits, part, whole }) => {
    const [size, length] = [BigInt(Math.abs(credits)) * BigInt(part), BigInt(whole)]
    const share = Number(size / length) + (size % length === 0n ? 0 : 1)
    return credits < 0 ? -share : share
  })
  return { full: allowance, steps }
}

export const changesIn = ({ bought }: ModelState) => bought.steps.reduce((credits, step) => credits + step, 0)

/**
 * R19: a cycle that begins unpaid is worth the milliseconds that are still covered, rounded up to whole credits, in
 * exact arithmetic.
 */
function ownWorth({
  funding: { fundedUntil, partlyFundedUntil },
  cycleStart,
  cycleEnd,
  bought,
}: ModelState): number {
  if (fundedUntil === null || fundedUntil > cycleStart) return bought.full
  const coveredMs = Math.max(0, Math.min(cycleEnd, partlyFundedUntil ?? cycleStart) - cycleStart)
  const [whole, lengthMs] = [BigInt(bought.full) * BigInt(coveredMs), BigInt(cycleEnd - cycleStart)]
  return Number(whole / lengthMs) + (whole % lengthMs > 0n ? 1 : 0)
}

/** R17, R19: the allowance as far as it is paid for, with the paid changes in the cycle. */
export function due(model: ModelState): number {
  return Math.max(0, ownWorth(model) + changesIn(model) - model.debt)
}

/**
 * R17: what the ending cycle granted for money credited back becomes a debt; a cycle that granted less than its worth
 * pays it off.
 */
export function settleCycle(model: ModelState): void {
  const { full, steps } = model.bought
  const heights = steps.map((_, i) => steps.slice(0, i + 1).reduce((credits, step) => credits + step, 0))
  const last = heights.at(-1) ?? 0
  const fell = Math.max(0, ...heights) - last
  const surplus = model.granted - full - last
  if (surplus >= 0) model.debt += Math.min(surplus, fell)
  else model.debt -= Math.min(model.debt, Math.max(0, ownWorth(model) + last - model.granted))
}
