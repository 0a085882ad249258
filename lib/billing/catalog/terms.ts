import type { Funding } from '@/lib/credits/model'

/** What decides an allowance: times in milliseconds since 1970. */
export type PlanFacts = {
  /** What the plan that is paid for gives a month. */
  allowance: number
  fundedUntil: number
  partlyFundedUntil: number
  endsAt: number | null
  /** A change at the end of the paid period. */
  next: { allowance: number; from: number } | null
}

/**
 * What the ledger grants and until when. A paid period funds the cycles that start in it; one that starts unpaid gets the
 * share that the grace covers, and the rest when the payment arrives (R19). An ended plan can spend nothing.
 */
export function termsOf(facts: PlanFacts, cycleEnd: number): Funding {
  const { fundedUntil, partlyFundedUntil, endsAt } = facts
  const end = endsAt ?? Number.POSITIVE_INFINITY
  return {
    allowance: allowanceAfter(facts, cycleEnd),
    spendUntil: endsAt,
    fundedUntil: Math.min(fundedUntil, end),
    partlyFundedUntil: Math.min(partlyFundedUntil, end),
  }
}

/**
 * A smaller allowance is told to the ledger as soon as it is the next cycle's: it takes nothing from the running one
 * (R17), and a notice that comes after the reset finds the right allowance granted. A larger one waits for its day.
 */
function allowanceAfter({ allowance, next }: PlanFacts, cycleEnd: number): number {
  return next && next.from <= cycleEnd ? Math.min(allowance, next.allowance) : allowance
}
