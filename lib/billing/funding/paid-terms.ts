import { type Cycle, cycleAt } from '@/lib/credits/decide/cycle'
import type { Account, Funding, PaidCycle } from '@/lib/credits/model'
import { type PlanFacts, termsOf } from '../catalog/terms.ts'
import type { BilledLine } from '../catalog/time-on-plan.ts'
import { allowanceAt, isNewCycle, paidCycle } from './paid-cycle.ts'

/** The period that Stripe bills: what it is counted from, and its end. Times in milliseconds since 1970. */
export type Period = { anchorAt: number; end: number }

/** A cycle of its own, or new terms for the one that runs. */
export type PaidTerms = { begins: Funding & { anchorAt: number } } | { terms: Funding; cycle?: PaidCycle }

/**
 * What the ledger is to be told of a subscription: that a new cycle was bought in the middle of another, or what was paid
 * for in the running one and what the next one gives (R17).
 */
export function paidTerms(
  account: Pick<Account, 'anchorAt' | 'cycleStart' | 'cycleEnd'> & { at: number },
  lines: readonly BilledLine[],
  facts: PlanFacts,
  period: Period,
): PaidTerms {
  const { anchorAt, cycleStart: start, cycleEnd: end, at } = account
  if (period.anchorAt > anchorAt && isNewCycle(lines, period.anchorAt))
    return { begins: firstTerms(lines, facts, period.anchorAt, at) }
  const next = { start: end, end: cycleAt(anchorAt, end).end }
  const allowance = nextAllowance(lines, facts, next, period)
  return {
    terms: termsOf({ ...facts, allowance }, end),
    cycle: paidCycle(lines, anchorAt, { start, end }) ?? undefined,
  }
}

/** The terms of a cycle that runs by an anchor of its own, with the allowance that was in force as it began. */
export function firstTerms(
  lines: readonly BilledLine[],
  facts: PlanFacts,
  anchorAt: number,
  at: number,
): Funding & { anchorAt: number } {
  const allowance = allowanceAt(lines, cycleAt(anchorAt, at).start) ?? facts.allowance
  return { anchorAt, ...termsOf({ ...facts, allowance, next: null }, 0) }
}

/**
 * A cycle within the period that was billed gives what was paid for, and where the period ends within the cycle, its
 * share of that until the next period is paid. A cycle of the next period gives what the plan gives. Of a cycle that is
 * not funded as it begins, the ledger works out the share itself (R19).
 */
function nextAllowance(
  lines: readonly BilledLine[],
  { allowance, fundedUntil }: PlanFacts,
  next: Cycle,
  period: Period,
): number {
  if (next.start >= period.end) return allowance
  const paid = allowanceAt(lines, next.start) ?? allowance
  if (next.start >= fundedUntil) return paid
  const covered = Math.min(period.end, next.end) - next.start
  return Math.ceil((paid * covered) / (next.end - next.start))
}
