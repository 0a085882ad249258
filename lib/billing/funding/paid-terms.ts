import { type Cycle, cycleAt } from '@/lib/credits/decide/cycle'
import type { Account, Funding, PaidCycle } from '@/lib/credits/model'
import { computeTerms, type PlanFacts } from '../catalog/terms.ts'
import type { BilledLine } from '../catalog/time-on-plan.ts'
import { allowanceAt, isNewCycle, paidCycle } from './paid-cycle.ts'

/** The period that Stripe bills: its anchor and its end. Times are in milliseconds since 1970. */
export type Period = { anchorAt: number; end: number }

/** A new cycle, or new terms for the current one. */
export type PaidTerms = { begins: Funding & { anchorAt: number } } | { terms: Funding; cycle?: PaidCycle }

/**
 * The ledger terms of a subscription: either a new cycle that was bought in the middle of another, or what was paid in the
 * current cycle and what the next one gives (R17).
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
    terms: computeTerms({ ...facts, allowance }, end),
    cycle: paidCycle(lines, anchorAt, { start, end }) ?? undefined,
  }
}

/** The terms of a cycle with its own anchor and the allowance at its start. */
export function firstTerms(
  lines: readonly BilledLine[],
  facts: PlanFacts,
  anchorAt: number,
  at: number,
): Funding & { anchorAt: number } {
  const allowance = allowanceAt(lines, cycleAt(anchorAt, at).start) ?? facts.allowance
  return { anchorAt, ...computeTerms({ ...facts, allowance, next: null }, 0) }
}

/**
 * A cycle within the billed period gives what was paid; when the period ends within the cycle, it gives that share until
 * the next period is paid. A cycle of the next period gives the plan's allowance. For a cycle that is unfunded at its
 * start, the ledger calculates the share (R19).
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
