import { and, eq, gt, inArray, isNotNull, isNull, lte, sql } from 'drizzle-orm'
import { alias } from 'drizzle-orm/pg-core'
import { system } from '@/db/client'
import { marketNow } from '@/db/product-time'
import { creditAccounts, notifications, plans, purchases, subscriptions } from '@/db/schema'
import { paidOf } from '@/lib/core/text/money'
import { enqueue } from '@/lib/jobs/queue'
import { notifyAutoTopUps } from './auto-top-up-notices'
import { checkBalance } from './check-balance'
import type { Gives } from './notice'
import { notify } from './notify'

/** Workspaces looked at in one round of the safety net; a round a minute comes past everybody in time. */
const SLICE = 500
const MOST_AT_ONCE = 500
const TRIAL_WARNING = sql`interval '3 days'`

/**
 * Creates the notifications that no change of balance triggers. Uses indexes, so idle workspaces cost nothing.
 * Runs every minute; each notification is created once, even by several processes.
 */
export async function sweepNotices(): Promise<void> {
  await endingTrials()
  await failedPayments()
  await unpaidPlans()
  await receipts()
  await notifyAutoTopUps()
  await missedCrossings()
  await unqueuedEmails()
}

async function endingTrials(): Promise<void> {
  const ending = await system()
    .select({ workspaceId: subscriptions.workspaceId, endsAt: subscriptions.trialEndsAt })
    .from(subscriptions)
    .where(
      and(
        eq(subscriptions.status, 'trialing'),
        gt(subscriptions.trialEndsAt, marketNow),
        lte(subscriptions.trialEndsAt, sql`${marketNow} + ${TRIAL_WARNING}`),
      ),
    )
    // In any order: with more of them than that, each has its turn in one of the next minutes.
    .orderBy(sql`random()`)
    .limit(MOST_AT_ONCE)
  for (const { workspaceId, endsAt } of ending) {
    if (!endsAt) continue
    const iso = endsAt.toISOString()
    await notify(workspaceId, `trial until ${iso}`, { kind: 'trial-ending', data: { endsAt: iso } })
  }
}

async function failedPayments(): Promise<void> {
  const overdue = await system()
    .select({
      workspaceId: subscriptions.workspaceId,
      period: subscriptions.currentPeriodStart,
      planName: plans.name,
    })
    .from(subscriptions)
    .innerJoin(plans, eq(plans.key, subscriptions.planKey))
    .where(eq(subscriptions.status, 'past_due'))
    .orderBy(sql`random()`)
    .limit(MOST_AT_ONCE)
  for (const { workspaceId, period, planName } of overdue)
    await notify(workspaceId, `period ${period?.toISOString()}`, {
      kind: 'payment-failed',
      data: { planName },
    })
}

/** Why a plan gives less than its allowance: each is sent once per period, and a first payment once per invoice (R19). */
async function unpaidPlans(): Promise<void> {
  const pending = alias(plans, 'pending')
  const unpaid = await system()
    .select({ row: subscriptions, plan: plans, wanted: pending.name })
    .from(subscriptions)
    .innerJoin(plans, eq(plans.key, subscriptions.planKey))
    .leftJoin(pending, eq(pending.key, subscriptions.pendingPlanKey))
    .where(
      inArray(subscriptions.unfundedReason, [
        'first-payment-failed',
        'collection-paused',
        'paused',
        'written-off',
      ]),
    )
    .orderBy(sql`random()`)
    .limit(MOST_AT_ONCE)
  for (const { row, plan, wanted } of unpaid) {
    const { workspaceId, unfundedReason, openInvoiceUrl, currentPeriodStart, status } = row
    // A plan that has not begun waits beside the trial, or the plan before it.
    const planName = (status === 'active' ? null : wanted) ?? plan.name
    const gives: Gives = plan.mode === 'credits' ? 'credits' : 'monthly limits'
    const period = `period ${currentPeriodStart?.toISOString()}`
    if (unfundedReason === 'first-payment-failed')
      await notify(workspaceId, `first payment ${openInvoiceUrl}`, {
        kind: 'first-payment-failed',
        data: { planName },
      })
    else if (unfundedReason === 'written-off')
      await notify(workspaceId, period, {
        kind: 'invoice-written-off',
        data: { planName, gives, canPay: openInvoiceUrl !== null },
      })
    else
      await notify(workspaceId, period, {
        kind: 'billing-paused',
        data: { planName, gives, isPlanPaused: unfundedReason === 'paused' },
      })
  }
}

async function receipts(): Promise<void> {
  const bought = await system()
    .select()
    .from(purchases)
    .where(
      and(isNotNull(purchases.fulfilledAt), gt(purchases.fulfilledAt, sql`${marketNow} - interval '1 day'`)),
    )
    .orderBy(sql`random()`)
    .limit(MOST_AT_ONCE)
  for (const purchase of bought) {
    const { workspaceId, id, credits, priceCents, creditsEndAt } = purchase
    const endsAt = creditsEndAt?.toISOString() ?? null
    await notify(workspaceId, `purchase ${id}`, {
      kind: 'purchase-receipt',
      data: { credits, priceCents, paid: paidOf(purchase), endsAt },
    })
  }
}

/**
 * A slice of all workspaces by number, another one each minute: for changes whose process died before it looked, for
 * cycles that ended while nobody was there (R14), and for those that nobody has looked at yet, so that their first reset
 * is not taken for the state that they began in.
 */
async function missedCrossings(): Promise<void> {
  const db = system()
  const [range] = await db
    .select({
      highest: sql<number>`coalesce(max(${creditAccounts.workspaceId}), 0)`,
      minute: sql<number>`floor(date_part('epoch', clock_timestamp()) / 60)::int`,
    })
    .from(creditAccounts)
  if (!range) return
  const from = (range.minute % Math.max(1, Math.ceil((range.highest + 1) / SLICE))) * SLICE
  const suspects = await db.execute<{ id: number }>(sql`
    select a.workspace_id as id from credit_accounts a
    join subscriptions s on s.workspace_id = a.workspace_id join plans p on p.key = s.plan_key
    left join watches w on w.workspace_id = a.workspace_id and w.about = 'credits'
    where a.workspace_id >= ${from} and a.workspace_id < ${from + SLICE}
      and (a.spend_until is null or a.spend_until > ${marketNow})
      and (p.mode = 'limits' or w.workspace_id is null or w.cycle_start < a.cycle_start or a.cycle_end <= ${marketNow}
        or ((a.allowance_left + a.extra_left + a.held) * 10 <
          case when a.granted > 0 then a.granted when a.cycle_allowance + a.paid_changes > a.withheld then 0
          else a.allowance end)
          is distinct from coalesce(w.low, false))`)
  for (const { id } of suspects) await checkBalance(id)
}

/** Emails whose process died before it queued them. */
async function unqueuedEmails(): Promise<void> {
  const left = await system()
    .select({ workspaceId: notifications.workspaceId, id: notifications.id })
    .from(notifications)
    .where(
      and(
        eq(notifications.byMail, true),
        isNull(notifications.mailClaimedAt),
        lte(notifications.createdAt, sql`${marketNow} - interval '1 minute'`),
      ),
    )
    .limit(MOST_AT_ONCE)
  for (const { workspaceId, id } of left) await enqueue('notification-mail', { workspaceId, id }, id)
}
