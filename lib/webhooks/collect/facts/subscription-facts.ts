import { eq } from 'drizzle-orm'
import type { Queryable } from '@/db/client'
import { plans, subscriptions } from '@/db/schema'
import type { SubscriptionData } from '../event-data'
import type { Fact } from '../payload'

/** What is remembered of a subscription between two looks. */
export type SeenSubscription = SubscriptionData & {
  /** The newest period that was seen paid; null: none. */
  paidPeriod: string | null
}

/** A subscription as it is now; null: there is none. */
export async function seeSubscription(tx: Queryable, workspaceId: number): Promise<SeenSubscription | null> {
  const [found] = await tx
    .select({ row: subscriptions, planName: plans.name, mode: plans.mode })
    .from(subscriptions)
    .innerJoin(plans, eq(plans.key, subscriptions.planKey))
    .where(eq(subscriptions.workspaceId, workspaceId))
  if (!found) return null
  const { planKey, interval, status, currentPeriodStart, currentPeriodEnd, endsAt, paidUntil } = found.row
  const isPaid =
    status === 'active' && currentPeriodStart !== null && paidUntil !== null && paidUntil > currentPeriodStart
  return {
    plan: planKey,
    planName: found.planName,
    mode: found.mode,
    interval,
    status,
    periodStartsAt: currentPeriodStart?.toISOString() ?? null,
    periodEndsAt: currentPeriodEnd?.toISOString() ?? null,
    endsAt: endsAt?.toISOString() ?? null,
    paidPeriod: isPaid ? currentPeriodStart.toISOString() : null,
  }
}

type Found = { facts: Fact[]; seen: SeenSubscription | null; changes: number }

/**
 * What changed since the last look. Stripe's portal, an operator and the end of a period change subscriptions too, so the
 * audit log would not tell all of it. Changes between two looks are one.
 */
export function subscriptionFacts(
  before: SeenSubscription | null,
  now: SeenSubscription | null,
  changes: number,
  at: Date,
): Found {
  if (!now) return { facts: [], seen: before, changes }
  // A renewal whose payment is under way still remembers the period that was paid before it.
  const seen = { ...now, paidPeriod: now.paidPeriod ?? before?.paidPeriod ?? null }
  if (!before) return { facts: [], seen, changes }
  const facts: Fact[] = []
  const isChanged =
    before.plan !== now.plan ||
    before.interval !== now.interval ||
    before.status !== now.status ||
    before.endsAt !== now.endsAt
  if (isChanged) {
    const data = { ...dataOf(now), previous: dataOf(before) }
    facts.push({ type: 'subscription.changed', key: `subscription ${changes + 1}`, at, data })
  }
  // A first payment starts a plan, and another interval starts its own period: neither is a renewal.
  const isRenewed =
    before.paidPeriod !== null &&
    now.paidPeriod !== null &&
    now.paidPeriod > before.paidPeriod &&
    before.interval === now.interval
  if (isRenewed) {
    facts.push({ type: 'subscription.renewed', key: `renewal ${now.paidPeriod}`, at, data: dataOf(now) })
  }
  return { facts, seen, changes: changes + (isChanged ? 1 : 0) }
}

function dataOf({ paidPeriod: _, ...data }: SeenSubscription): SubscriptionData {
  return data
}
