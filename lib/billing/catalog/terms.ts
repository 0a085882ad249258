import type { Funding } from '@/lib/credits/model'

/** The facts that determine an allowance. Times are in milliseconds since 1970. */
export type PlanFacts = {
  /** Monthly credits of the paid plan. */
  allowance: number
  fundedUntil: number
  partlyFundedUntil: number
  endsAt: number | null
  /** A change at the end of the paid period. */
  next: { allowance: number; from: number } | null
}

/**
 * What the ledger grants and until when. A paid period funds the cycles that start in it; a cycle that starts unpaid gets
 * the share that the grace period covers, and the rest when the payment arrives (R19). An ended plan cannot spend.
 */
export function computeTerms(facts: PlanFacts, cycleEnd: number): Funding {
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
 * A smaller allowance is set in the ledger as soon as it applies to the next cycle: it does not affect the current one
 * (R17), and a webhook that arrives after the reset finds the right allowance granted. A larger one waits for its day.
 */
function allowanceAfter({ allowance, next }: PlanFacts, cycleEnd: number): number {
  return next && next.from <= cycleEnd ? Math.min(allowance, next.allowance) : allowance
}
