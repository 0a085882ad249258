import { and, eq, gt, inArray, isNotNull, isNull, lte, sql } from 'drizzle-orm'
import { alias } from 'drizzle-orm/pg-core'
import { system } from '@/db/client'
import { marketNow } from '@/db/product-time'
import { creditAccounts, notifications, plans, purchases, subscriptions } from '@/db/schema'
import { paidOf } from '@/lib/core/text/money'
import { enqueue } from '@/lib/jobs/queue'
import { sendDigests } from '../digest/send-digests'
import type { Gives } from '../notice'
import { notifyAutoTopUps } from '../notices/auto-top-up-notices'
import { notifyExpiringKeys } from '../notices/key-expiry-notices'
import { notify } from '../notify'
import { checkBalance } from './check-balance'

/** Workspaces checked in one run. With one run per minute, every workspace is checked in turn. */
const SLICE = 500
const BATCH_SIZE = 500
const TRIAL_WARNING = sql`interval '3 days'`

/**
 * Creates the notifications that no change of balance triggers. Uses indexes, so idle workspaces cost nothing.
 * Runs every minute; each notification is created once, even by several processes.
 */
export async function sweepNotices(): Promise<void> {
  await notifyEndingTrials()
  await notifyFailedPayments()
  await notifyUnpaidPlans()
  await notifyPurchases()
  await notifyAutoTopUps()
  await notifyExpiringKeys()
  const slice = await readSlice()
  if (slice) {
    await checkMissedBalances(slice)
    await sendDigests(slice.from, slice.to)
  }
  await queueMissedEmails()
}

async function notifyEndingTrials(): Promise<void> {
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
    // In random order, so that with more rows than a batch, each is handled in one of the next minutes.
    .orderBy(sql`random()`)
    .limit(BATCH_SIZE)
  for (const { workspaceId, endsAt } of ending) {
    if (!endsAt) continue
    const iso = endsAt.toISOString()
    await notify(workspaceId, `trial until ${iso}`, { kind: 'trial-ending', data: { endsAt: iso } })
  }
}

async function notifyFailedPayments(): Promise<void> {
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
    .limit(BATCH_SIZE)
  for (const { workspaceId, period, planName } of overdue)
    await notify(workspaceId, `period ${period?.toISOString()}`, {
      kind: 'payment-failed',
      data: { planName },
    })
}

/** Why a plan gives less than its allowance: each is sent once per period, and a first payment once per invoice (R19). */
async function notifyUnpaidPlans(): Promise<void> {
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
    .limit(BATCH_SIZE)
  for (const { row, plan, wanted } of unpaid) {
    const { workspaceId, unfundedReason, openInvoiceUrl, currentPeriodStart, status } = row
    // A plan that hasn't started yet is pending next to the trial or the previous plan.
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

async function notifyPurchases(): Promise<void> {
  const bought = await system()
    .select()
    .from(purchases)
    .where(
      and(isNotNull(purchases.fulfilledAt), gt(purchases.fulfilledAt, sql`${marketNow} - interval '1 day'`)),
    )
    .orderBy(sql`random()`)
    .limit(BATCH_SIZE)
  for (const purchase of bought) {
    const { workspaceId, id, credits, priceCents, creditsEndAt, origin } = purchase
    const endsAt = creditsEndAt?.toISOString() ?? null
    await notify(workspaceId, `purchase ${id}`, {
      kind: 'purchase-receipt',
      data: { credits, priceCents, paid: paidOf(purchase), endsAt, isAutomatic: origin === 'auto-top-up' },
    })
  }
}

type Slice = { from: number; to: number }

/** Workspaces by id, a different slice each minute. */
async function readSlice(): Promise<Slice | null> {
  const [range] = await system()
    .select({
      highest: sql<number>`coalesce(max(${creditAccounts.workspaceId}), 0)`,
      minute: sql<number>`floor(date_part('epoch', clock_timestamp()) / 60)::int`,
    })
    .from(creditAccounts)
  if (!range) return null
  const from = (range.minute % Math.max(1, Math.ceil((range.highest + 1) / SLICE))) * SLICE
  return { from, to: from + SLICE }
}

/**
 * Checks a slice of all workspaces. Finds changes whose process died before the check, cycles that ended unnoticed (R14), and
 * workspaces that were never checked, so that their first reset isn't taken for their initial state.
 */
async function checkMissedBalances({ from, to }: Slice): Promise<void> {
  const suspects = await system().execute<{ id: number }>(sql`
    select a.workspace_id as id from credit_accounts a
    join subscriptions s on s.workspace_id = a.workspace_id join plans p on p.key = s.plan_key
    left join watches w on w.workspace_id = a.workspace_id and w.about = 'credits'
    where a.workspace_id >= ${from} and a.workspace_id < ${to}
      and (a.spend_until is null or a.spend_until > ${marketNow})
      and (p.mode = 'limits' or w.workspace_id is null or w.cycle_start < a.cycle_start or a.cycle_end <= ${marketNow}
        or ((a.allowance_left + a.extra_left + a.held) * 10 <
          case when a.granted > 0 then a.granted when a.cycle_allowance + a.paid_changes > a.withheld then 0
          else a.allowance end)
          is distinct from coalesce(w.low, false)
        or exists (select from alert_levels l where l.workspace_id = a.workspace_id and (l.cycle_start < a.cycle_start
          or (not (a.granted = 0 and a.cycle_allowance + a.paid_changes > a.withheld) and case when l.unit = 'credits' then a.allowance_left + a.extra_left + a.held < l.amount
            else (a.allowance_left + a.extra_left + a.held) * 100 <
              l.amount * case when a.granted > 0 then a.granted else a.allowance end end)
            is distinct from l.below)))`)
  for (const { id } of suspects) await checkBalance(id)
}

/** Queues emails whose process died before it queued them. */
async function queueMissedEmails(): Promise<void> {
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
    .limit(BATCH_SIZE)
  for (const { workspaceId, id } of left) await enqueue('notification-mail', { workspaceId, id }, id)
}
