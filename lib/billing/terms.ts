import type { Terms } from '@/lib/credits/model'

const DAY_MS = 86_400_000

/** What decides an allowance: times in milliseconds since 1970. */
export type PlanFacts = {
  /** What the plan that is paid for gives a month. */
  allowance: number
  paidUntil: number
  endsAt: number | null
  /** A change at the end of the paid period. */
  next: { allowance: number; from: number } | null
}

/**
 * What the ledger grants and until when. A paid period funds its cycles and a grace after it, so a late renewal notice
 * holds nobody up; an unpaid period funds only its grace (R19). An ended plan can spend nothing.
 */
export function termsOf(facts: PlanFacts, cycleEnd: number, graceDays: number): Terms {
  const { paidUntil, endsAt } = facts
  const fundedUntil = paidUntil + graceDays * DAY_MS
  return {
    allowance: allowanceAfter(facts, cycleEnd),
    spendUntil: endsAt,
    fundedUntil: endsAt === null ? fundedUntil : Math.min(fundedUntil, endsAt),
  }
}

/**
 * A smaller allowance is told to the ledger as soon as it is the next cycle's: it takes nothing from the running one
 * (R17), and a notice that comes after the reset finds the right allowance granted. A larger one waits for its day.
 */
function allowanceAfter({ allowance, next }: PlanFacts, cycleEnd: number): number {
  return next && next.from <= cycleEnd ? Math.min(allowance, next.allowance) : allowance
}
