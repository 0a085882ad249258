import { eq } from 'drizzle-orm'
import { readInWorkspace } from '@/db/client'
import { type Given, preparedRead } from '@/db/connections/prepared-read'
import { plans, subscriptions } from '@/db/schema'
import { assert } from '@/lib/core/assert'
import type { WorkspaceContext } from '@/lib/core/context'
import { env } from '@/lib/core/settings/env'
import { limitsOf, type Plan } from '../catalog/catalog.ts'
import { isMovedTo } from '../plan-changes/move-plan.ts'
import type { PendingPlan, PlanStanding } from '../views.ts'
import { planTimes } from './plan-in-force.ts'

const DAY_MS = 86_400_000

const columns = {
  status: subscriptions.status,
  quantity: subscriptions.quantity,
  endsAt: subscriptions.endsAt,
  paidUntil: subscriptions.paidUntil,
  openInvoiceUrl: subscriptions.openInvoiceUrl,
  pendingPlanKey: subscriptions.pendingPlanKey,
  pendingInterval: subscriptions.pendingInterval,
  pendingFrom: subscriptions.pendingFrom,
  stripeSubscriptionId: subscriptions.stripeSubscriptionId,
  stripeCustomerId: subscriptions.stripeCustomerId,
}

const readSubscription = preparedRead((db, given: Given<'workspaceId'>) =>
  db
    .select(columns)
    .from(subscriptions)
    .where(eq(subscriptions.workspaceId, given('workspaceId'))),
)

/** The pending state of the plan, as last read from Stripe. Payment links are only for owners and admins (R31). */
export async function getPlanStanding(ctx: WorkspaceContext): Promise<PlanStanding> {
  const { subscription, next, byMarketTrak } = await readInWorkspace(ctx.workspaceId, async (tx) => {
    const [subscription] = await readSubscription(tx, { workspaceId: ctx.workspaceId })
    assert(subscription, `workspace ${ctx.workspaceId} has a subscription`)
    const { pendingPlanKey } = subscription
    const [next = null] = pendingPlanKey
      ? await tx.select().from(plans).where(eq(plans.key, pendingPlanKey))
      : []
    const byMarketTrak = next !== null && (await isMovedTo(tx, ctx.workspaceId, next.key))
    return { subscription, next, byMarketTrak }
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

type Row = Pick<typeof subscriptions.$inferSelect, 'pendingInterval' | 'pendingFrom'>

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
