import type { BillingInterval } from '@/db/schema/billing/billing'
import type { WorkspaceContext } from '@/lib/core/context'
import { Refusal } from '@/lib/core/errors'
import { env } from '@/lib/core/settings/env'
import { availableOf } from '@/lib/credits/model'
import { readAccount } from '@/lib/credits/read/read'
import { getOfferedPlan, getPlan, limitsOf, type Plan } from '../catalog/catalog.ts'
import type { UnfundedReason } from '../funding/funding.ts'
import { ensurePlanPrice } from '../stripe/stripe-prices.ts'
import { type CurrentSubscription, getCurrentSubscription } from '../subscription/current-subscription.ts'
import type { PlanChange } from '../views.ts'
import { cycleNow, shareNow, startsCycle } from './preview-charge.ts'

export type WantedPlan = { planKey: string; interval: BillingInterval }

/** Previews the cost and credits of a plan change with Stripe, without changing anything (R28). */
export async function previewChange(ctx: WorkspaceContext, wanted: WantedPlan): Promise<PlanChange> {
  const current = await getCurrentSubscription(ctx)
  const plan = await planToChangeTo(current, wanted.planKey)
  assertCanChange(current, plan, wanted.interval)
  return changeOf(ctx, current, plan, wanted.interval)
}

/** An available plan, or the current terms of the subscriber, which they keep after newer ones replaced them. */
export function planToChangeTo({ current, pending }: CurrentSubscription, key: string): Promise<Plan> {
  return key === current.plan.key || key === pending?.plan.key ? getPlan(key) : getOfferedPlan(key)
}

/** In these states a change would not be charged, so it would not fund anything. */
const NOT_COLLECTED: readonly (UnfundedReason | null)[] = ['paused', 'collection-paused']

/** @throws Refusal `plan.unknown`, `plan.same`, `payment.overdue`, `plan.paused`, `plan.ending` */
export function assertCanChange(current: CurrentSubscription, plan: Plan, interval: BillingInterval): void {
  if (plan.trialDays !== null)
    throw new Refusal('plan.unknown', 'This plan isn’t available. Choose another plan.')
  if (isSame(current, plan, interval) && !current.pending)
    throw new Refusal('plan.same', `You’re already on ${plan.name}.`)
  if (current.status === 'past_due')
    throw new Refusal('payment.overdue', 'A payment is past due. Pay it first, then change your plan.', {
      href: current.openInvoiceUrl,
    })
  if (NOT_COLLECTED.includes(current.funding.reason))
    throw new Refusal(
      'plan.paused',
      'Billing for your plan is paused, so you can’t change it now. Contact us to resume billing.',
    )
  if (current.endsAt !== null)
    throw new Refusal('plan.ending', 'Your plan is about to end. Resume it first, then change it.')
}

export const isSame = ({ current }: CurrentSubscription, plan: Plan, interval: BillingInterval) =>
  current.plan.key === plan.key && current.interval === interval

/** `prorationAt`: the second that an earlier preview was calculated for, to check that it is still valid. */
export async function changeOf(
  ctx: WorkspaceContext,
  current: CurrentSubscription,
  plan: Plan,
  interval: BillingInterval,
  prorationAt?: number,
): Promise<PlanChange> {
  const from = current.current
  const when = takesEffect({ ...from.plan, interval: from.interval }, { ...plan, interval })
  const account = await readAccount(ctx.workspaceId)
  const price = when === 'now' ? await ensurePlanPrice(plan, interval) : null
  const mayStart = when === 'now' && startsCycle(plan, from.interval, interval)
  const [share, cycle] = await Promise.all([
    price ? shareNow(current, account, price, prorationAt) : null,
    price && mayStart ? cycleNow(current, account, price, plan) : null,
  ])
  return {
    planKey: plan.key,
    planName: plan.name,
    fromName: from.plan.name,
    interval,
    fromInterval: from.interval,
    mode: plan.mode,
    fromMode: from.plan.mode,
    when,
    at: share ? new Date(account.at).toISOString() : date(current.item.current_period_end),
    priceCents: (interval === 'year' ? plan.annualPriceCents : plan.monthlyPriceCents) * current.quantity,
    currency: current.subscription.currency || env().CATALOG_CURRENCY,
    chargeCents: share?.dueCents ?? 0,
    taxCents: share?.taxCents ?? 0,
    isTaxed: current.subscription.automatic_tax.enabled,
    balanceCents: share?.creditCents ?? 0,
    deferredCents: share?.deferredCents ?? 0,
    prorationAt: share?.prorationAt ?? 0,
    renewsAt: share ? date(share.renewsAt) : date(current.item.current_period_end),
    allowanceCredits: plan.allowanceCredits * current.quantity,
    creditsAdded: share?.creditsAdded ?? 0,
    creditsLater: share?.creditsLater ?? 0,
    creditsLeft: availableOf(account),
    resetsAt: new Date(account.cycleEnd).toISOString(),
    newCycle: cycle,
    limits: limitsOf(plan),
  }
}

const date = (seconds: number) => new Date(seconds * 1000).toISOString()

type Choice = { monthlyPriceCents: number; interval: BillingInterval }

/**
 * When a plan change takes effect (R17). An upgrade and a switch to yearly billing start immediately; a downgrade and a
 * switch back to monthly billing wait for the end of the paid period.
 */
export function takesEffect(from: Choice, to: Choice): 'now' | 'period-end' {
  if (from.interval === 'year' && to.interval === 'month') return 'period-end'
  if (to.monthlyPriceCents !== from.monthlyPriceCents)
    return to.monthlyPriceCents > from.monthlyPriceCents ? 'now' : 'period-end'
  return to.interval === from.interval ? 'period-end' : 'now'
}
