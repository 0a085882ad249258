import { eq } from 'drizzle-orm'
import { inWorkspace } from '@/db/client'
import { plans, subscriptions } from '@/db/schema'
import { assert } from '@/lib/core/assert'
import type { WorkspaceContext } from '@/lib/core/context'
import { env } from '@/lib/core/env'
import type { PlanStanding } from './views.ts'

const DAY_MS = 86_400_000

/** What is to come of the plan, as last read from Stripe. Where to pay is for those who may see invoices (R31). */
export async function planStanding(ctx: WorkspaceContext): Promise<PlanStanding> {
  const [row] = await inWorkspace(ctx.workspaceId, (tx) =>
    tx
      .select({ subscription: subscriptions, pendingName: plans.name })
      .from(subscriptions)
      .leftJoin(plans, eq(plans.key, subscriptions.pendingPlanKey))
      .where(eq(subscriptions.workspaceId, ctx.workspaceId)),
  )
  assert(row, `workspace ${ctx.workspaceId} has a subscription`)
  const { subscription, pendingName } = row
  const { status, pendingPlanKey, pendingInterval, pendingFrom, endsAt, paidUntil } = subscription
  const graceMs = env().PAYMENT_GRACE_DAYS * DAY_MS
  const isOverdue = status === 'past_due' && paidUntil !== null
  return {
    subscribed: subscription.stripeSubscriptionId !== null && status !== 'canceled',
    pending:
      pendingPlanKey && pendingName
        ? {
            planKey: pendingPlanKey,
            planName: pendingName,
            interval: pendingInterval ?? 'month',
            from: pendingFrom?.toISOString() ?? null,
          }
        : null,
    endsAt: endsAt?.toISOString() ?? null,
    graceEndsAt: isOverdue ? new Date(paidUntil.getTime() + graceMs).toISOString() : null,
    payHref: ctx.role === 'member' ? null : subscription.openInvoiceUrl,
    hasCustomer: subscription.stripeCustomerId !== null,
  }
}
