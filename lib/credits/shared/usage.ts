/**
 * What is used, held and left of a cycle's credits, and the color that says how much (R20, R21). Menu, billing page, API
 * and emails all show these figures. Pure, so that screens and tests share it.
 */

export type UsageTone = 'green' | 'orange' | 'red'

export type Usage = {
  /** Spent in this cycle. Credits held by running work are not among them: they may still come back. */
  usedCredits: number
  /** Set aside for running work. */
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

/** Under 60 % green, 60-80 % orange with both ends, over 80 % red. Takes whole credits, so rounding decides no color. */
export function usageTone(usedCredits: number, totalCredits: number): UsageTone {
  if (totalCredits <= 0) return 'red'
  if (usedCredits * 100 < totalCredits * 60) return 'green'
  return usedCredits * 100 <= totalCredits * 80 ? 'orange' : 'red'
}

/**
 * Frozen credits can't be spent and are not used, so they don't count. `heldBefore`: credits that work of an earlier
 * cycle still holds. They are held, but belong to that cycle's total. A total of 0 (an ended trial, an unpaid cycle)
 * counts as all used.
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

/** Below a tenth of the cycle's allowance (R32), and beyond nine tenths of a limit. */
export const isLow = (leftCredits: number, allowance: number): boolean =>
  allowance > 0 && leftCredits * 10 < allowance

/**
 * What the running cycle gave as its allowance: the paid share after an upgrade, the share of the grace while it is unpaid.
 * The plan's, which is the next cycle's, where it gave nothing.
 */
export const allowanceOfCycle = ({ granted, allowance }: { granted: number; allowance: number }): number =>
  granted > 0 ? granted : allowance

/** What a warning is judged on: held credits may come back, so they are not gone yet (R32). */
export const unspentCredits = ({ allowanceLeft, extraLeft, held }: Balance): number =>
  allowanceLeft + extraLeft + held
