import { and, eq, gt, isNotNull, lt, sql } from 'drizzle-orm'
import { type Queryable, readInWorkspace } from '@/db/client'
import { creditHolds, creditLots, plans, subscriptions, workspaces } from '@/db/schema'
import {
  fairUseMetrics,
  type LimitMetric,
  type PlanMetric,
  planMetrics,
} from '@/db/schema/billing/plan-limits'
import { assert } from '@/lib/core/assert'
import type { WorkspaceContext } from '@/lib/core/context'
import { env } from '@/lib/core/settings/env'
import { creditsDueOnPayment } from '@/lib/credits/decide/roll-forward.ts'
import { type Account, holdStates, isTrial } from '@/lib/credits/model'
import { readAccount } from '@/lib/credits/read/read'
import { usageOf } from '@/lib/credits/shared/usage'
import { type MetricUsage, readLimitUse } from '@/lib/plan-limits/limits'
import { fairUseOf, type Plan } from './catalog/catalog.ts'
import { limitsInCycle, planTimes } from './subscription/plan-in-force.ts'
import type { CreditsSummary, LimitMeter, PlanCard, SpendingState } from './views.ts'

/** The numbers of the profile menu and the top of the billing page (R20). */
export async function getCreditsSummary(ctx: WorkspaceContext): Promise<CreditsSummary> {
  const account = await readAccount(ctx.workspaceId)
  const { workspace, subscription, plan, extraEndsAt, used, heldBefore } = await readInWorkspace(
    ctx.workspaceId,
    async (tx) => {
      const [[row], extraEndsAt, used, heldBefore] = await Promise.all([
        tx
          .select({ workspace: workspaces, subscription: subscriptions, plan: plans })
          .from(subscriptions)
          .innerJoin(plans, eq(plans.key, subscriptions.planKey))
          .innerJoin(workspaces, eq(workspaces.id, subscriptions.workspaceId))
          .where(eq(subscriptions.workspaceId, ctx.workspaceId)),
        account.extraLeft > 0 ? lastLotEnd(tx, ctx.workspaceId, account) : null,
        readLimitUse(tx, ctx.workspaceId, new Date(account.cycleStart)),
        account.held > 0 ? heldSinceBefore(tx, account) : 0,
      ])
      assert(row, `workspace ${ctx.workspaceId} has a subscription`)
      return { ...row, plan: planTimes(row.plan, row.subscription.quantity), extraEndsAt, used, heldBefore }
    },
  )
  const spending = spendingState(account, subscription.status, account.at)
  const card: PlanCard = {
    key: plan.key,
    name: plan.name,
    mode: plan.mode,
    status: subscription.status,
    spending,
    unfunded: subscription.unfundedReason,
    creditsOnPayment: spending === 'canceled' ? 0 : creditsOnPayment(account),
    interval: subscription.interval,
    priceCents: subscription.interval === 'year' ? plan.annualPriceCents : plan.monthlyPriceCents,
    currency: env().CATALOG_CURRENCY,
    allowanceCredits: plan.allowanceCredits,
    trialEndsAt: subscription.trialEndsAt?.toISOString() ?? null,
    periodEndsAt: subscription.currentPeriodEnd?.toISOString() ?? null,
    cancelAtPeriodEnd: subscription.cancelAtPeriodEnd,
  }
  return {
    workspaceName: workspace.name,
    timeZone: workspace.timeZone,
    plan: card,
    usage: usageOf(account, heldBefore),
    allowanceLeft: account.allowanceLeft,
    extraLeft: account.extraLeft,
    extraEndsAt,
    frozenCredits: account.frozen,
    resetsAt: new Date(account.cycleEnd).toISOString(),
    meters: metersOf(plan, account, used),
    fairUse: fairUseMetersOf(plan, account, used),
    nextStep: nextStep(ctx, card),
    asOf: new Date(account.at).toISOString(),
    version: versionOf(account, card, used),
  }
}

function versionOf(
  account: Account,
  { key, status, spending, unfunded, creditsOnPayment }: PlanCard,
  used: readonly MetricUsage[],
): string {
  const { seq, allowanceLeft, extraLeft, held, frozen, cycleStart } = account
  const counted = used.flatMap((use) => [use.used, use.reserved])
  const plan = [key, status, spending, unfunded, creditsOnPayment]
  return [seq, allowanceLeft, extraLeft, held, frozen, cycleStart, ...plan, ...counted].join('.')
}

/** The part of the allowance that the current cycle lacks because it is not paid yet (R19). */
function creditsOnPayment(account: Account): number {
  return isTrial(account) ? 0 : creditsDueOnPayment(account)
}

async function lastLotEnd(tx: Queryable, workspaceId: number, account: Account): Promise<string | null> {
  const rows = await tx
    .select({ expiresAt: creditLots.expiresAt })
    .from(creditLots)
    .where(
      and(
        eq(creditLots.workspaceId, workspaceId),
        gt(creditLots.toCredit, account.extraUsed),
        isNotNull(creditLots.expiresAt),
      ),
    )
    .orderBy(creditLots.expiresAt)
    .limit(1)
  return rows[0]?.expiresAt?.toISOString() ?? null
}

/** Credits held by work from earlier cycles, which are not part of this cycle's credits. */
async function heldSinceBefore(tx: Queryable, { workspaceId, cycleStart }: Account): Promise<number> {
  const [row] = await tx
    .select({ credits: sql<number>`coalesce(sum(${creditHolds.amount}), 0)::int` })
    .from(creditHolds)
    .where(
      and(
        eq(creditHolds.workspaceId, workspaceId),
        // Matches the partial index of open holds.
        sql`${creditHolds.state} = ${sql.raw(String(holdStates.open))}`,
        lt(creditHolds.cycleStart, new Date(cycleStart)),
      ),
    )
  return row?.credits ?? 0
}

function spendingState(account: Account, status: PlanCard['status'], at: number): SpendingState {
  if (account.spendUntil !== null && at >= account.spendUntil)
    return status === 'trialing' ? 'trial-ended' : 'canceled'
  return status === 'past_due' ? 'overdue' : 'open'
}

function metersOf(
  plan: Plan,
  account: Account,
  used: readonly MetricUsage[],
): LimitMeter<PlanMetric>[] | null {
  const limits = limitsInCycle(plan, account)
  return limits && planMetrics.map((metric) => meterOf(metric, limits[metric], used))
}

function fairUseMetersOf(plan: Plan, account: Account, used: readonly MetricUsage[]): LimitMeter[] | null {
  const limits = fairUseOf(plan) && limitsInCycle(plan, account)
  return limits && fairUseMetrics.map((metric) => meterOf(metric, limits[metric], used))
}

function meterOf<Metric extends LimitMetric>(metric: Metric, limit: number, used: readonly MetricUsage[]) {
  const use = used.find((one) => one.metric === metric)
  return { metric, used: use?.used ?? 0, held: use?.reserved ?? 0, limit }
}

/** What a red bar offers: trials subscribe first (R23), members ask (R31), owners and admins buy (R22). */
function nextStep(ctx: WorkspaceContext, plan: PlanCard): CreditsSummary['nextStep'] {
  if (ctx.role === 'member') return 'ask-admin'
  const canBuy = plan.mode === 'credits' && plan.status !== 'trialing' && plan.spending !== 'canceled'
  return canBuy ? 'buy' : 'subscribe'
}
