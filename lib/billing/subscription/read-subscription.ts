import type Stripe from 'stripe'
import type { SubscriptionStatus } from '@/db/schema/billing/billing'
import { assert } from '@/lib/core/assert'
import { env } from '@/lib/core/settings/env'
import type { Plan } from '../catalog/catalog.ts'
import {
  readStartingSubscription,
  type StartingSubscription,
} from '../checkout/subscribe/starting-subscription.ts'
import { computeFunding, type Funding } from '../funding/funding.ts'
import { stripe } from '../stripe/client.ts'
import { idOf, nullIfMissing } from '../stripe/responses.ts'
import { isPlanSubscription } from '../stripe/stamp.ts'
import { getPlanOfPrice, type Priced, planItem } from './stripe-plan.ts'
import { listInvoices } from './subscription-invoices.ts'

/** The current state of a customer's subscription in Stripe, in our terms. Times are Stripe's seconds. */
export type SubscriptionState = {
  subscription: Stripe.Subscription
  item: Stripe.SubscriptionItem
  /** Its latest invoices with all lines, newest first. */
  invoices: readonly Stripe.Invoice[]
  status: Exclude<SubscriptionStatus, 'trialing'>
  current: Priced
  /** The quantity of the plan: one, unless an operator changed it in Stripe. */
  quantity: number
  /** The paid allowance, which differs from the plan's while a change to it is unpaid. */
  allowance: number
  pending: (Priced & { quantity: number; from: number | null }) | null
  funding: Funding
  paidUntil: number
  endsAt: number | null
  openInvoiceUrl: string | null
  /** Other active subscriptions: the customer pays twice. */
  others: string[]
}

export type CustomerBilling = {
  /** The subscription that was paid, active or ended; null when there never was one. */
  state: SubscriptionState | null
  /** One whose first payment has not arrived. */
  starting: StartingSubscription | null
  /** Ended subscriptions, newest first. */
  ended: Stripe.Subscription[]
}

/** Null when the customer never paid for one, or Stripe does not know the customer. */
export async function readSubscription(customer: string): Promise<SubscriptionState | null> {
  return (await readBilling(customer)).state
}

/** `known` is the subscription in our row, which counts even when its invoices can no longer be read. */
export async function readBilling(customer: string, known?: string | null): Promise<CustomerBilling> {
  const page = await nullIfMissing(
    stripe().subscriptions.list({
      customer,
      status: 'all',
      limit: 100,
      expand: ['data.schedule', 'data.latest_invoice'],
    }),
  )
  const data = (page?.data ?? []).filter(isPlanSubscription)
  const ended = inOrder(data).filter((one) => !isAlive(one))
  const unpaid: Stripe.Subscription[] = []
  const candidates = [...inOrder(data).filter(isAlive), ...ended.slice(0, MOST_ENDED)]
  for (const [index, subscription] of candidates.entries()) {
    const invoices = await listInvoices(subscription.id)
    const others = [...candidates.slice(index + 1), ...unpaid].filter(isAlive)
    const state = await stateOf(subscription, invoices, others, known ?? null)
    if (state) return { state, starting: await readStartingSubscription(unpaid, data), ended }
    if (isAlive(subscription)) unpaid.push(subscription)
  }
  return { state: null, starting: await readStartingSubscription(unpaid, data), ended }
}

/** How many ended subscriptions are searched for the one that was paid last. */
const MOST_ENDED = 3

async function stateOf(
  subscription: Stripe.Subscription,
  invoices: readonly Stripe.Invoice[],
  others: readonly Stripe.Subscription[],
  known: string | null,
): Promise<SubscriptionState | null> {
  const item = planItem(subscription)
  assert(item, `subscription ${subscription.id} has an item`)
  const funding =
    computeFunding(subscription, item.current_period_start, invoices, env().PAYMENT_GRACE_DAYS) ??
    (subscription.id === known ? unpaidSince(subscription) : null)
  if (!funding) return null
  const status = statusOf(subscription)
  const current = await getPlanOfPrice(item.price)
  const quantity = item.quantity ?? 1
  const owed = status === 'canceled' ? [] : invoices.filter(isOwed)
  return {
    subscription,
    item,
    invoices,
    status,
    current,
    quantity,
    allowance: (await paidAllowance(owed, current.plan)) * quantity,
    pending: await pendingOf(subscription, item),
    funding,
    paidUntil: funding.paidUntil,
    endsAt: endsAtOf(subscription, item),
    openInvoiceUrl: payPageOf(subscription, invoices),
    others: status === 'canceled' ? [] : others.map(({ id }) => id),
  }
}

const unpaidSince = ({ start_date, status }: Stripe.Subscription): Funding => ({
  anchor: start_date,
  fundedUntil: start_date,
  partlyFundedUntil: start_date,
  paidUntil: start_date,
  reason: status === 'canceled' || status === 'past_due' ? null : 'written-off',
})

const isAlive = ({ status }: Stripe.Subscription) => status !== 'canceled'

/** Active subscriptions before ended ones, newer before older; unpaid ones do not count. */
export function inOrder(all: readonly Stripe.Subscription[]): Stripe.Subscription[] {
  const begun = all.filter(({ status }) => status !== 'incomplete' && status !== 'incomplete_expired')
  return begun.toSorted((a, b) => Number(isAlive(b)) - Number(isAlive(a)) || b.created - a.created)
}

export function statusOf({ status }: Stripe.Subscription): SubscriptionState['status'] {
  if (status === 'canceled') return 'canceled'
  return status === 'past_due' || status === 'unpaid' ? 'past_due' : 'active'
}

/**
 * When the subscription ends; null when it renews. The portal sets `cancel_at` in flexible billing and
 * `cancel_at_period_end` in classic billing, and a schedule made in the dashboard may cancel after its last phase.
 */
export function endsAtOf(
  { ended_at, cancel_at, cancel_at_period_end, schedule }: Stripe.Subscription,
  item: Stripe.SubscriptionItem,
): number | null {
  if (ended_at) return ended_at
  if (cancel_at_period_end) return item.current_period_end
  if (cancel_at) return cancel_at
  if (!schedule || typeof schedule === 'string' || schedule.end_behavior !== 'cancel') return null
  return schedule.phases.at(-1)?.end_date ?? null
}

/** Unpaid and not void. */
const isOwed = ({ status }: Stripe.Invoice) =>
  status === 'open' || status === 'uncollectible' || status === 'draft'

/** The payment page: of a change that waits for its payment, else of an open invoice, else of the last uncollectible one. */
function payPageOf(subscription: Stripe.Subscription, invoices: readonly Stripe.Invoice[]): string | null {
  const open = invoices.find(({ status }) => status === 'open')
  const [latest] = invoices
  const writtenOff = latest?.status === 'uncollectible' && isAlive(subscription) ? latest : null
  return (unpaidUpdate(subscription) ?? open ?? writtenOff)?.hosted_invoice_url ?? null
}

/** While a plan change is unpaid, the previous plan is what was paid: its unused time is the credit on the invoice. */
async function paidAllowance(owed: readonly Stripe.Invoice[], plan: Plan): Promise<number> {
  const change = owed.find(({ billing_reason }) => billing_reason === 'subscription_update')
  const credit = change?.lines.data.find(({ amount }) => amount < 0)
  const price = credit?.pricing?.price_details?.price
  if (!price) return plan.allowanceCredits
  const before = await getPlanOfPrice(
    typeof price === 'string' ? await stripe().prices.retrieve(price) : price,
  )
  return Math.min(before.plan.allowanceCredits, plan.allowanceCredits)
}

/** A pending change: it waits for its invoice to be paid, or for a phase of its schedule. */
async function pendingOf(
  subscription: Stripe.Subscription,
  item: Stripe.SubscriptionItem,
): Promise<SubscriptionState['pending']> {
  const wanted = subscription.pending_update?.subscription_items?.[0]
  if (wanted) return { ...(await getPlanOfPrice(wanted.price)), quantity: wanted.quantity ?? 1, from: null }
  const { schedule } = subscription
  if (!schedule || typeof schedule === 'string' || !schedule.current_phase) return null
  const { end_date } = schedule.current_phase
  for (const { start_date, items } of schedule.phases) {
    const [planned] = items
    const id = idOf(planned?.price)
    const quantity = planned?.quantity ?? 1
    if (!id || start_date < end_date) continue
    // A schedule made in the dashboard may repeat the current plan, or change to something that is not our plan.
    if (id === item.price.id && quantity === (item.quantity ?? 1)) continue
    const price = await stripe().prices.retrieve(id)
    return price.metadata.plan_key ? { ...(await getPlanOfPrice(price)), quantity, from: start_date } : null
  }
  return null
}

function unpaidUpdate({ pending_update, latest_invoice }: Stripe.Subscription): Stripe.Invoice | null {
  if (!pending_update || !latest_invoice || typeof latest_invoice === 'string') return null
  return latest_invoice.status === 'open' ? latest_invoice : null
}
