import { and, eq } from 'drizzle-orm'
import { system } from '@/db/client'
import { members, subscriptions, users, workspaces } from '@/db/schema'
import { getPlan } from '@/lib/billing/catalog/catalog'
import { stripe } from '@/lib/billing/stripe/client'
import { recordStripeOwner } from '@/lib/billing/stripe/stripe-owner'
import { ensurePlanPrice } from '@/lib/billing/stripe/stripe-prices'
import { syncSubscription } from '@/lib/billing/subscription/sync-subscription'
import { env } from '@/lib/core/settings/env'
import { hasTimeMachine } from '@/lib/time-machine/time-machine'

export type Subscriber = { workspaceId: number; planKey: string; from: Date }

/**
 * Subscribes workspaces in the local Stripe in the past and bills everything due since, so the demo has invoices and its plans
 * can be changed. With the real Stripe, or a local one that already has customers and can't go back in time, workspaces stay
 * on a plan that is paid outside Stripe.
 */
export async function seedStripe(subscribers: readonly Subscriber[]): Promise<void> {
  const inOrder = subscribers.toSorted((a, b) => a.from.getTime() - b.from.getTime())
  const [first] = inOrder
  if (!first || !hasTimeMachine()) return
  const begun = await clock('begin', { agoSeconds: secondsSince(first.from) })
  if (!begun) return
  const customers: string[] = []
  for (const subscriber of inOrder) {
    await advanceTo(subscriber.from)
    customers.push(await subscribeAtStripe(subscriber))
  }
  await advanceTo(new Date())
  for (const customer of customers) await syncSubscription(customer)
}

async function subscribeAtStripe({ workspaceId, planKey }: Subscriber): Promise<string> {
  const db = system()
  const [payer] = await db
    .select({ name: workspaces.name, email: users.email })
    .from(members)
    .innerJoin(users, eq(users.id, members.userId))
    .innerJoin(workspaces, eq(workspaces.id, members.workspaceId))
    .where(and(eq(members.workspaceId, workspaceId), eq(members.role, 'owner')))
  if (!payer) throw new Error(`workspace ${workspaceId} has no owner`)
  const metadata = { workspace_id: String(workspaceId), plan_key: planKey }
  const customer = await stripe().customers.create({ ...payer, metadata })
  const card = await stripe().paymentMethods.attach('pm_card_visa', { customer: customer.id })
  await stripe().customers.update(customer.id, { invoice_settings: { default_payment_method: card.id } })
  const subscription = await stripe().subscriptions.create({
    customer: customer.id,
    items: [{ price: await ensurePlanPrice(await getPlan(planKey), 'month') }],
    metadata,
  })
  await recordStripeOwner(workspaceId, [customer.id])
  await db
    .update(subscriptions)
    .set({ stripeCustomerId: customer.id, stripeSubscriptionId: subscription.id })
    .where(eq(subscriptions.workspaceId, workspaceId))
  return customer.id
}

const secondsSince = (at: Date) => Math.round((Date.now() - at.getTime()) / 1000)

async function advanceTo(at: Date): Promise<void> {
  const { skippedSeconds } = (await clock()) ?? { skippedSeconds: 0 }
  const seconds = -secondsSince(at) - skippedSeconds
  if (seconds > 0) await clock('advance', { seconds })
}

/** Null if refused. */
async function clock(what = '', body?: object): Promise<{ skippedSeconds: number } | null> {
  const response = await fetch(`${env().STRIPE_API_BASE}/_local/clock${what && `/${what}`}`, {
    method: body ? 'POST' : 'GET',
    ...(body && { body: JSON.stringify(body), headers: { 'content-type': 'application/json' } }),
  })
  return response.ok ? ((await response.json()) as { skippedSeconds: number }) : null
}
