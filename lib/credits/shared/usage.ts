/**
 * How many of a cycle's credits are used, held and left, and the color of the usage bar (R20, R21). The menu, billing
 * page, API and emails all show these figures. Pure, so that screens and tests share it.
 */

export type UsageTone = 'green' | 'orange' | 'red'

export type Usage = {
  /** Spent in this cycle. Excludes credits held for work in progress, which may be returned. */
  usedCredits: number
  /** Set aside for work in progress. */
  heldCredits: number
  /** What can be spent now. */
  leftCredits: number
  /** Allowance and extra credits of this cycle. */
  totalCredits: number
  /** 0-100, not rounded. */
  percentUsed: number
  tone: UsageTone
}

type Balance = {
  allowanceLeft: number
  extraLeft: number
  held: number
  frozen: number
  granted: number
  extraGranted: number
}

/**
 * Under 60 % green, 60-80 % (inclusive) orange, over 80 % red. Takes whole credits, so rounding never decides the
 * color.
 */
export function usageTone(usedCredits: number, totalCredits: number): UsageTone {
  if (totalCredits <= 0) return 'red'
  if (usedCredits * 100 < totalCredits * 60) return 'green'
  return usedCredits * 100 <= totalCredits * 80 ? 'orange' : 'red'
}

/**
 * Frozen credits can't be spent and are not used, so they don't count. `heldBefore` is what work from an earlier cycle
 * still holds: it is held, but belongs to that cycle's total. A total of 0 (an ended trial, an unpaid cycle) counts as
 * fully used.
 */
export function usageOf(balance: Balance, heldBefore = 0): Usage {
  const { allowanceLeft, extraLeft, held, frozen, granted, extraGranted } = balance
  const leftCredits = allowanceLeft + extraLeft
  const totalCredits = granted + extraGranted - frozen
  const usedCredits = Math.max(0, totalCredits - leftCredits - (held - heldBefore))
  return {
    usedCredits,
    heldCredits: held,
    leftCredits,
    totalCredits,
    percentUsed: totalCredits > 0 ? (usedCredits / totalCredits) * 100 : 100,
    tone: usageTone(usedCredits, totalCredits),
  }
}

/** Below 10 % of the cycle's allowance (R32), or more than 90 % of a limit used. */
export const isLow = (leftCredits: number, allowance: number): boolean =>
  allowance > 0 && leftCredits * 10 < allowance

/**
 * The allowance that the running cycle granted: the paid share after an upgrade, or the grace share while it is unpaid.
 * If it granted nothing, the plan's allowance.
 */
export const allowanceOfCycle = ({ granted, allowance }: { granted: number; allowance: number }): number =>
  granted > 0 ? granted : allowance

/** The amount that warnings are based on: held credits may be returned, so they are not gone yet (R32). */
export const unspentCredits = ({ allowanceLeft, extraLeft, held }: Balance): number =>
  allowanceLeft + extraLeft + held
