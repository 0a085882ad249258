/** The share of a cycle's credits that is used, and the colour that says so (R21). Pure: screens and tests share it. */

export type UsageTone = 'green' | 'orange' | 'red'

export type Usage = {
  /** Credits spent or running in this cycle. */
  usedCredits: number
  /** Allowance and extra credits of this cycle. */
  totalCredits: number
  leftCredits: number
  /** 0-100, not rounded. */
  percentUsed: number
  tone: UsageTone
}

/** Under 60 % green, 60-80 % orange with both ends, over 80 % red. Whole credits in, so no rounding decides a colour. */
export function usageTone(usedCredits: number, totalCredits: number): UsageTone {
  if (totalCredits <= 0) return 'red'
  if (usedCredits * 100 < totalCredits * 60) return 'green'
  return usedCredits * 100 <= totalCredits * 80 ? 'orange' : 'red'
}

/** A total of 0 (an ended trial, an unpaid cycle) counts as wholly used: there is nothing left to spend. */
export function usage(leftCredits: number, totalCredits: number): Usage {
  const usedCredits = Math.max(0, totalCredits - leftCredits)
  return {
    usedCredits,
    totalCredits,
    leftCredits,
    percentUsed: totalCredits > 0 ? (usedCredits / totalCredits) * 100 : 100,
    tone: usageTone(usedCredits, totalCredits),
  }
}
