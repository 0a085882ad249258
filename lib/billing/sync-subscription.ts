import { eq } from 'drizzle-orm'
import type Stripe from 'stripe'
import { system } from '@/db/client'
import { plans, subscriptions } from '@/db/schema'
import { assert } from '@/lib/core/assert'
import { env } from '@/lib/core/env'
import { subjectIds } from '@/lib/credits/actions'
import { inputHash, keyId, nilId } from '@/lib/credits/keys'
import type { Terms } from '@/lib/credits/model'
import { post } from '@/lib/credits/post'
import { stripe } from './stripe.ts'

const DAY_MS = 86_400_000

/**
 * Reads a customer's subscription whole from Stripe and writes it whole: plan, state and what the ledger is to grant.
 * Called for every event about it, in any order and any number of times (R30). Answers the workspace.
 */
export async function syncSubscription(customerId: string): Promise<number> {
  const [row] = await system()
    .select()
    .from(subscriptions)
    .where(eq(subscriptions.stripeCustomerId, customerId))
  assert(row, `customer ${customerId} belongs to a workspace`)
  const { data } = await stripe().subscriptions.list({ customer: customerId, status: 'all', limit: 100 })
  const current = currentOf(data)
  if (!current) return row.workspaceId
  const item = current.items.data[0]
  assert(item, `subscription ${current.id} has an item`)
  const planKey = item.price.metadata.plan_key ?? ''
  const [plan] = await system().select().from(plans).where(eq(plans.key, planKey))
  assert(plan, `price ${item.price.id} belongs to a plan of ours`)
  const terms = termsOf(current, item, plan.allowanceCredits)
  await applyTerms(row.workspaceId, current, terms, row.stripeSubscriptionId !== current.id)
  await system()
    .update(subscriptions)
    .set({
      planKey,
      status: statusOf(current),
      interval: item.price.recurring?.interval === 'year' ? 'year' : 'month',
      currentPeriodStart: new Date(item.current_period_start * 1000),
      currentPeriodEnd: new Date(item.current_period_end * 1000),
      cancelAtPeriodEnd: current.cancel_at_period_end,
      stripeSubscriptionId: current.id,
      syncedAt: new Date(),
    })
    .where(eq(subscriptions.workspaceId, row.workspaceId))
  return row.workspaceId
}

/** The living subscription before an ended one, the newer before the older; one that was never paid does not count. */
function currentOf(all: readonly Stripe.Subscription[]): Stripe.Subscription | undefined {
  const begun = all.filter(({ status }) => status !== 'incomplete' && status !== 'incomplete_expired')
  const rank = (subscription: Stripe.Subscription) => (subscription.status === 'canceled' ? 0 : 1)
  return begun.toSorted((a, b) => rank(b) - rank(a) || b.created - a.created)[0]
}

function statusOf({ status }: Stripe.Subscription): 'active' | 'past_due' | 'canceled' {
  if (status === 'canceled') return 'canceled'
  return status === 'past_due' || status === 'unpaid' ? 'past_due' : 'active'
}

/**
 * What the ledger grants and until when. A paid period funds its cycles and a grace after it, so a late renewal notice
 * holds nobody up; an unpaid period funds only its grace (R19). An ended plan can spend nothing.
 */
export function termsOf(
  subscription: Stripe.Subscription,
  item: Stripe.SubscriptionItem,
  allowance: number,
): Terms {
  const graceMs = env().PAYMENT_GRACE_DAYS * DAY_MS
  const unpaid = statusOf(subscription) === 'past_due'
  const paidUntil = (unpaid ? item.current_period_start : item.current_period_end) * 1000
  const endsAt =
    subscription.ended_at ??
    (subscription.cancel_at_period_end ? item.current_period_end : subscription.cancel_at)
  const spendUntil = endsAt ? endsAt * 1000 : null
  const fundedUntil = paidUntil + graceMs
  return {
    allowance,
    spendUntil,
    fundedUntil: spendUntil === null ? fundedUntil : Math.min(fundedUntil, spendUntil),
  }
}

/** A subscription that is new to us begins a cycle of its own at its anchor; a known one changes the terms. */
async function applyTerms(
  workspaceId: number,
  subscription: Stripe.Subscription,
  terms: Terms,
  isNew: boolean,
): Promise<void> {
  if (isNew) {
    const outcome = await post(workspaceId, {
      type: 'restart',
      key: keyId(`subscription:${subscription.id}`),
      inputHash: inputHash(['subscription', subscription.id]),
      anchorAt: subscription.billing_cycle_anchor * 1000,
      subjectKind: subjectIds.subscription,
      subjectId: nilId,
      ...terms,
    })
    assert(outcome.ok, `subscription ${subscription.id} begins its cycle`)
  }
  await post(workspaceId, { type: 'terms', ...terms })
}
