import type Stripe from 'stripe'
import { assert } from '@/lib/core/assert'
import { type Plan, planOf } from './catalogue.ts'
import { unlessMissing } from './missing.ts'
import { isPlanSubscription } from './stamp.ts'
import { stripe } from './stripe.ts'
import { idOf } from './stripe-id.ts'
import type { BillingInterval } from './stripe-prices.ts'

const MOST_INVOICES = 100

type Priced = { plan: Plan; interval: BillingInterval }

/** A customer's subscription as Stripe has it now, in our words. Times are Stripe's seconds. */
export type SubscriptionState = {
  subscription: Stripe.Subscription
  item: Stripe.SubscriptionItem
  status: 'active' | 'past_due' | 'canceled'
  current: Priced
  /** What is paid for gives this; not the current plan's while a change to it is unpaid. */
  allowance: number
  pending: (Priced & { from: number | null }) | null
  paidUntil: number
  endsAt: number | null
  openInvoiceUrl: string | null
  /** Others that are alive as well: somebody pays twice. */
  others: string[]
}

/** Null when the customer never had one that began, or Stripe does not know the customer. */
export async function readSubscription(customer: string): Promise<SubscriptionState | null> {
  const page = await unlessMissing(
    stripe().subscriptions.list({
      customer,
      status: 'all',
      limit: 100,
      expand: ['data.schedule', 'data.latest_invoice'],
    }),
  )
  const [subscription, ...rest] = inOrder((page?.data ?? []).filter(isPlanSubscription))
  if (!subscription) return null
  const item = subscription.items.data[0]
  assert(item, `subscription ${subscription.id} has an item`)
  const status = statusOf(subscription)
  const owed = status === 'past_due' ? await openInvoices(subscription.id) : []
  const current = await pricedBy(item.price)
  return {
    subscription,
    item,
    status,
    current,
    allowance: await paidAllowance(owed, current.plan),
    pending: await pendingOf(subscription),
    paidUntil: paidUntil(item, owed),
    endsAt:
      subscription.ended_at ??
      (subscription.cancel_at_period_end ? item.current_period_end : subscription.cancel_at),
    openInvoiceUrl: (owed[0] ?? unpaidUpdate(subscription))?.hosted_invoice_url ?? null,
    others: rest.filter(isAlive).map(({ id }) => id),
  }
}

const isAlive = ({ status }: Stripe.Subscription) => status !== 'canceled'

/** The living subscription before an ended one, the newer before the older; one that was never paid does not count. */
export function inOrder(all: readonly Stripe.Subscription[]): Stripe.Subscription[] {
  const begun = all.filter(({ status }) => status !== 'incomplete' && status !== 'incomplete_expired')
  return begun.toSorted((a, b) => Number(isAlive(b)) - Number(isAlive(a)) || b.created - a.created)
}

export function statusOf({ status }: Stripe.Subscription): SubscriptionState['status'] {
  if (status === 'canceled') return 'canceled'
  return status === 'past_due' || status === 'unpaid' ? 'past_due' : 'active'
}

/** What is owed on it, the oldest last. */
async function openInvoices(subscription: string): Promise<Stripe.Invoice[]> {
  const { data } = await stripe().invoices.list({ subscription, limit: MOST_INVOICES })
  return data.filter(({ status }) => status === 'open' || status === 'uncollectible')
}

/** Up to the first period that is owed. Stripe begins a period whether or not it is paid. */
function paidUntil(item: Stripe.SubscriptionItem, owed: readonly Stripe.Invoice[]): number {
  const starts = owed
    .filter(({ billing_reason }) => billing_reason === 'subscription_cycle')
    .flatMap(({ lines }) => lines.data.map(({ period }) => period.start))
  return Math.min(item.current_period_end, ...starts)
}

/** While a change of plan is owed, the plan before it is what was paid for: its unused time is the invoice's credit. */
async function paidAllowance(owed: readonly Stripe.Invoice[], plan: Plan): Promise<number> {
  const change = owed.find(({ billing_reason }) => billing_reason === 'subscription_update')
  const credit = change?.lines.data.find(({ amount }) => amount < 0)
  const price = credit?.pricing?.price_details?.price
  if (!price) return plan.allowanceCredits
  const before = await pricedBy(typeof price === 'string' ? await stripe().prices.retrieve(price) : price)
  return Math.min(before.plan.allowanceCredits, plan.allowanceCredits)
}

/** A change that waits: for its invoice to be paid, or for the end of the paid period. */
async function pendingOf(subscription: Stripe.Subscription): Promise<SubscriptionState['pending']> {
  const wanted = subscription.pending_update?.subscription_items?.[0]
  if (wanted) return { ...(await pricedBy(wanted.price)), from: null }
  const schedule = subscription.schedule
  if (!schedule || typeof schedule === 'string' || !schedule.current_phase) return null
  const phase = schedule.phases.find(
    ({ start_date }) => start_date >= (schedule.current_phase?.end_date ?? 0),
  )
  const id = idOf(phase?.items[0]?.price)
  if (!phase || !id) return null
  return { ...(await pricedBy(await stripe().prices.retrieve(id))), from: phase.start_date }
}

function unpaidUpdate({ pending_update, latest_invoice }: Stripe.Subscription): Stripe.Invoice | null {
  if (!pending_update || !latest_invoice || typeof latest_invoice === 'string') return null
  return latest_invoice.status === 'open' ? latest_invoice : null
}

/** Which plan of ours a Stripe price is for: the price itself says so (R29). */
async function pricedBy(price: Stripe.Price): Promise<Priced> {
  assert(price.metadata?.plan_key, `price ${price.id} names a plan of ours`)
  const plan = await planOf(price.metadata.plan_key)
  return { plan, interval: price.recurring?.interval === 'year' ? 'year' : 'month' }
}
