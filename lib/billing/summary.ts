import {
  fairUseMetrics,
  type LimitMetric,
  type PlanMetric,
  planMetrics,
} from '@/db/schema/billing/plan-limits'
import type { WorkspaceContext } from '@/lib/core/context'
import { env } from '@/lib/core/settings/env'
import { creditsDueOnPayment } from '@/lib/credits/decide/roll-forward.ts'
import { type Account, isTrial } from '@/lib/credits/model'
import { usageOf } from '@/lib/credits/shared/usage'
import { limitUseOf, type MetricUsage } from '@/lib/plan-limits/limits'
import { fairUseOf, type Plan } from './catalog/catalog.ts'
import { readCredits } from './read-credits.ts'
import { limitsInCycle, planTimes } from './subscription/plan-in-force.ts'
import type { CreditsSummary, LimitMeter, PlanCard, SpendingState } from './views.ts'

/** The numbers of the profile menu and the top of the billing page (R20). */
export async function getCreditsSummary(ctx: WorkspaceContext): Promise<CreditsSummary> {
  const { account, workspace, subscription, ...row } = await readCredits(ctx.workspaceId)
  const plan = planTimes(row.plan, subscription.quantity)
  const used = limitUseOf(row.counters ?? [])
  const extraEndsAt =
    account.extraLeft > 0 && row.lotEndsAt !== null ? new Date(row.lotEndsAt).toISOString() : null
  const heldBefore = account.held > 0 ? row.heldBefore : 0
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
