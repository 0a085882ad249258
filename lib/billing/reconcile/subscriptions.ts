import { isDeepStrictEqual } from 'node:util'
import { eq, isNotNull } from 'drizzle-orm'
import type Stripe from 'stripe'
import { system } from '@/db/client'
import { subscriptions } from '@/db/schema'
import { reportFinding } from '../findings.ts'
import { inOrder, statusOf } from '../read-subscription.ts'
import { stripe } from '../stripe.ts'
import { idOf } from '../stripe-id.ts'
import { syncSubscription } from '../sync-subscription.ts'
import type { Tally } from './tally.ts'

type Row = typeof subscriptions.$inferSelect

/** Every subscription of Stripe's against ours, and ours against Stripe's. */
export async function reconcileSubscriptions(tally: Tally): Promise<void> {
  const byCustomer = new Map<string, Stripe.Subscription[]>()
  let all = true
  for await (const one of stripe().subscriptions.list({
    status: 'all',
    limit: 100,
    expand: ['data.schedule'],
  })) {
    const customer = idOf(one.customer)
    if (customer) byCustomer.set(customer, [...(byCustomer.get(customer) ?? []), one])
    all = tally.count('subscriptions')
    if (!all) break
  }
  const rows = await system().select().from(subscriptions).where(isNotNull(subscriptions.stripeCustomerId))
  const rowOf = new Map(rows.map((row) => [row.stripeCustomerId, row]))
  for (const [customer, theirs] of byCustomer) {
    const row = rowOf.get(customer)
    if (row && isInOrder(row, theirs)) continue
    await tally.attempt(customer, async () => {
      const before = await pictureOf(customer)
      await syncSubscription(customer)
      return !isDeepStrictEqual(before, await pictureOf(customer))
    })
  }
  if (all) await reportLost(rows, byCustomer)
}

async function pictureOf(customer: string) {
  const [row] = await system()
    .select()
    .from(subscriptions)
    .where(eq(subscriptions.stripeCustomerId, customer))
  return row && { ...row, syncedAt: null, revision: 0 }
}

/** Whether our row says what Stripe's list says. What waits or is owed is always read again whole. */
function isInOrder(row: Row, theirs: readonly Stripe.Subscription[]): boolean {
  const [current, next] = inOrder(theirs)
  if (!current) return row.stripeSubscriptionId === null
  const item = current.items.data[0]
  const endsNow =
    current.ended_at ?? (current.cancel_at_period_end ? item?.current_period_end : current.cancel_at)
  return (
    row.stripeSubscriptionId === current.id &&
    row.status === statusOf(current) &&
    row.status !== 'past_due' &&
    row.planKey === item?.price.metadata.plan_key &&
    row.interval === (item.price.recurring?.interval === 'year' ? 'year' : 'month') &&
    seconds(row.currentPeriodEnd) === item.current_period_end &&
    seconds(row.endsAt) === (endsNow ?? null) &&
    row.pendingPlanKey === null &&
    !current.schedule &&
    !current.pending_update &&
    (next === undefined || next.status === 'canceled')
  )
}

const seconds = (date: Date | null) => (date ? date.getTime() / 1000 : null)

/** Ours that Stripe does not know: another account's key, or a customer that was deleted there. */
async function reportLost(rows: readonly Row[], byCustomer: ReadonlyMap<string, unknown>): Promise<void> {
  for (const { workspaceId, stripeCustomerId, stripeSubscriptionId, status } of rows) {
    if (!stripeSubscriptionId || !stripeCustomerId || status === 'canceled') continue
    if (byCustomer.has(stripeCustomerId)) continue
    const what = `Stripe has no subscription of customer ${stripeCustomerId}, which is subscribed with us.`
    await reportFinding({ kind: 'lost-subscription', stripeId: stripeSubscriptionId, workspaceId, what })
  }
}
