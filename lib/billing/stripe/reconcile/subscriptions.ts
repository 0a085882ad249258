import { isDeepStrictEqual } from 'node:util'
import { eq, isNotNull } from 'drizzle-orm'
import type Stripe from 'stripe'
import { system } from '@/db/client'
import { readMarketNow } from '@/db/product-time'
import { formerCustomers, subscriptions } from '@/db/schema'
import { findCustomerRow } from '@/lib/billing/customer/customer-owner.ts'
import { detachIfLost } from '@/lib/billing/customer/lost-customer.ts'
import { reportDiscrepancy, resolveDiscrepancy } from '@/lib/billing/payments/discrepancies.ts'
import { hasRecentlyEnded } from '@/lib/billing/payments/paid-after-end.ts'
import {
  endsAtOf,
  inOrder,
  readSubscription,
  statusOf,
} from '@/lib/billing/subscription/read-subscription.ts'
import { planItem } from '@/lib/billing/subscription/stripe-plan.ts'
import { syncSubscription } from '@/lib/billing/subscription/sync-subscription.ts'
import { stripe } from '../client.ts'
import { idOf } from '../responses.ts'
import { isPlanSubscription, stampedWorkspace } from '../stamp.ts'
import type { Tally } from './tally.ts'

type Row = typeof subscriptions.$inferSelect

/** Compares every Stripe subscription with ours, and ours with Stripe's. */
export async function reconcileSubscriptions(tally: Tally): Promise<void> {
  const byCustomer = new Map<string, Stripe.Subscription[]>()
  let all = true
  for await (const one of stripe().subscriptions.list({
    status: 'all',
    limit: 100,
    expand: ['data.schedule'],
  })) {
    const customer = idOf(one.customer)
    if (customer && isPlanSubscription(one))
      byCustomer.set(customer, [...(byCustomer.get(customer) ?? []), one])
    all = tally.count('subscriptions')
    if (!all) break
  }
  const rows = await system().select().from(subscriptions).where(isNotNull(subscriptions.stripeCustomerId))
  const rowOf = new Map(rows.map((row) => [row.stripeCustomerId, row]))
  const unknown = await system()
    .select({ id: formerCustomers.stripeCustomerId })
    .from(formerCustomers)
    .where(eq(formerCustomers.reason, 'unknown'))
  const backAgain = new Set(unknown.map(({ id }) => id))
  /** One that was never stored, or that Stripe did not know for a while. Others belong to other products. */
  const isPerhapsOurs = (customer: string, theirs: readonly Stripe.Subscription[]) =>
    backAgain.has(customer) || theirs.some(({ metadata }) => stampedWorkspace(metadata) !== null)
  const nowSeconds = (await readMarketNow()).getTime() / 1000
  for (const [customer, theirs] of byCustomer) {
    const row = rowOf.get(customer)
    if (row ? isInOrder(row, theirs, nowSeconds) : !isPerhapsOurs(customer, theirs)) continue
    await tally.attempt(customer, () => reconcileCustomer(customer))
  }
  for (const row of all ? rows : []) {
    const { stripeCustomerId, stripeSubscriptionId, status } = row
    if (!stripeSubscriptionId || !stripeCustomerId || status === 'canceled') continue
    if (byCustomer.has(stripeCustomerId)) continue
    await tally.attempt(stripeCustomerId, () =>
      checkAlone(row.workspaceId, stripeCustomerId, stripeSubscriptionId),
    )
  }
}

/** Whether our row changed. */
export async function reconcileCustomer(customer: string): Promise<boolean> {
  const before = await pictureOf(customer)
  await syncSubscription(customer)
  return !isDeepStrictEqual(before, await pictureOf(customer))
}

async function pictureOf(customer: string) {
  const row = await findCustomerRow(customer)
  return row && { ...row, syncedAt: null, revision: 0 }
}

/** Whether our row matches Stripe's list. Pending changes and open invoices are always read again. */
function isInOrder(row: Row, theirs: readonly Stripe.Subscription[], nowSeconds: number): boolean {
  const [current, next] = inOrder(theirs)
  // An invoice of the previous plan may still be paid, and our row doesn't show it.
  if (theirs.some((one) => one !== current && hasRecentlyEnded(one, nowSeconds))) return false
  const isStarting = theirs.some(({ status }) => status === 'incomplete') || row.unfundedReason !== null
  if (!current) return row.stripeSubscriptionId === null && !isStarting
  const item = planItem(current)
  if (!item || isStarting) return false
  const isEnded = current.status === 'canceled'
  return (
    row.stripeSubscriptionId === current.id &&
    row.status === statusOf(current) &&
    row.status !== 'past_due' &&
    // An unpaid renewal, or one that may be paid after the end, is read again with its invoices.
    (isEnded ? row.openInvoiceUrl === null : seconds(row.paidUntil) === item.current_period_end) &&
    !current.pause_collection &&
    row.planKey === item.price.metadata.plan_key &&
    row.quantity === (item.quantity ?? 1) &&
    row.interval === (item.price.recurring?.interval === 'year' ? 'year' : 'month') &&
    seconds(row.currentPeriodEnd) === item.current_period_end &&
    seconds(row.endsAt) === endsAtOf(current, item) &&
    row.pendingPlanKey === null &&
    !current.schedule &&
    !current.pending_update &&
    (next === undefined || next.status === 'canceled')
  )
}

const seconds = (date: Date | null) => (date ? date.getTime() / 1000 : null)

/**
 * Checks a customer without a subscription in Stripe's list: deleted, from another mode, or on a test clock, which the
 * list leaves out. Returns whether the row changed.
 */
async function checkAlone(workspaceId: number, customer: string, subscription: string): Promise<boolean> {
  const before = await pictureOf(customer)
  const found = await readSubscription(customer)
  await syncSubscription(customer)
  if ((await detachIfLost(customer)) !== null) return true
  if (found) await resolveDiscrepancy('lost-subscription', subscription)
  else {
    const what = `Stripe has no subscription for customer ${customer}, but our database does.`
    await reportDiscrepancy({ kind: 'lost-subscription', stripeId: subscription, workspaceId, what })
  }
  return !isDeepStrictEqual(before, await pictureOf(customer))
}
