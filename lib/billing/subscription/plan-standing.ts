import { eq } from 'drizzle-orm'
import { readInWorkspace } from '@/db/client'
import { plans, subscriptions } from '@/db/schema'
import { assert } from '@/lib/core/assert'
import type { WorkspaceContext } from '@/lib/core/context'
import { env } from '@/lib/core/settings/env'
import { limitsOf, type Plan } from '../catalog/catalog.ts'
import { isMovedTo } from '../plan-changes/move-plan.ts'
import type { PendingPlan, PlanStanding } from '../views.ts'
import { planTimes } from './plan-in-force.ts'

const DAY_MS = 86_400_000

/** The pending state of the plan, as last read from Stripe. Payment links are only for owners and admins (R31). */
export async function getPlanStanding(ctx: WorkspaceContext): Promise<PlanStanding> {
  const { subscription, next, byMarketTrak } = await readInWorkspace(ctx.workspaceId, async (tx) => {
    const [row] = await tx
      .select({ subscription: subscriptions, next: plans })
      .from(subscriptions)
      .leftJoin(plans, eq(plans.key, subscriptions.pendingPlanKey))
      .where(eq(subscriptions.workspaceId, ctx.workspaceId))
    assert(row, `workspace ${ctx.workspaceId} has a subscription`)
    const byMarketTrak = row.next !== null && (await isMovedTo(tx, ctx.workspaceId, row.next.key))
    return { ...row, byMarketTrak }
  })
  const { status, endsAt, paidUntil } = subscription
  const graceMs = env().PAYMENT_GRACE_DAYS * DAY_MS
  const isOverdue = status === 'past_due' && paidUntil !== null
  return {
    subscribed: subscription.stripeSubscriptionId !== null && status !== 'canceled',
    pending: next && pendingOf(subscription, planTimes(next, subscription.quantity), byMarketTrak),
    endsAt: endsAt?.toISOString() ?? null,
    graceEndsAt: isOverdue ? new Date(paidUntil.getTime() + graceMs).toISOString() : null,
    payHref: ctx.role === 'member' ? null : subscription.openInvoiceUrl,
    hasCustomer: subscription.stripeCustomerId !== null,
  }
}

type Row = typeof subscriptions.$inferSelect

function pendingOf({ pendingInterval, pendingFrom }: Row, plan: Plan, byMarketTrak: boolean): PendingPlan {
  const interval = pendingInterval ?? 'month'
  return {
    planKey: plan.key,
    planName: plan.name,
    interval,
    from: pendingFrom?.toISOString() ?? null,
    byMarketTrak,
    priceCents: interval === 'year' ? plan.annualPriceCents : plan.monthlyPriceCents,
    currency: env().CATALOG_CURRENCY,
    allowanceCredits: plan.allowanceCredits,
    limits: limitsOf(plan),
  }
}
