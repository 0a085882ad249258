import type { PaidCycle } from '../model.ts'
import type { Book } from './book.ts'

/** What was paid for in the running cycle, as the naive model keeps it: every change by itself. */
export type Bought = { full: number; steps: number[] }

/** R17: each step in whole credits, in exact arithmetic, away from zero. */
export function boughtBy({ allowance, changes }: PaidCycle): Bought {
  const steps = changes.map(({ credits, part, whole }) => {
    const [size, length] = [BigInt(Math.abs(credits)) * BigInt(part), BigInt(whole)]
    const share = Number(size / length) + (size % length === 0n ? 0 : 1)
    return credits < 0 ? -share : share
  })
  return { full: allowance, steps }
}

export const changesIn = ({ bought }: Book) => bought.steps.reduce((credits, step) => credits + step, 0)

const isPaid = ({ terms: { fundedUntil }, cycleStart }: Book) =>
  fundedUntil === null || cycleStart < fundedUntil

/** R17, R19: an unpaid cycle has no allowance of its own, only the changes that were paid for in it. */
export function due(book: Book): number {
  const { full, steps } = book.bought
  const worth = steps.reduce((credits, step) => credits + step, isPaid(book) ? full : 0)
  return Math.max(0, worth - book.debt)
}

/** R17: what the ending cycle gave for money that went back is a debt, and a paid cycle that gave less pays it off. */
export function settleCycle(book: Book): void {
  const { full, steps } = book.bought
  const heights = steps.map((_, i) => steps.slice(0, i + 1).reduce((credits, step) => credits + step, 0))
  const fell = Math.max(0, ...heights) - (heights.at(-1) ?? 0)
  const surplus = book.granted - full - (heights.at(-1) ?? 0)
  if (surplus >= 0) book.debt += Math.min(surplus, fell)
  else if (isPaid(book)) book.debt = Math.max(0, book.debt + surplus)
}
