import { randomUUID } from 'node:crypto'
import { control, postForm, type TestStripe } from '@market-trak/stripe-emulator/testing'
import { sql } from 'drizzle-orm'
import type Stripe from 'stripe'
import { system } from '@/db/client'
import { returnFromCheckout } from '@/lib/billing/checkout/return-from-checkout'
import { subscribe } from '@/lib/billing/checkout/subscribe/subscribe'
import { makeSubscriber, subscriptionOf } from '@/lib/billing/testing'
import type { WorkspaceContext } from '@/lib/core/context'
import { availableOf } from '@/lib/credits/model'
import { readAccount } from '@/lib/credits/read/read'
import { startLocalStripe } from './local-stripe'

/** Workspaces with a subscription in a local Stripe, for database tests of subscriptions. */

export const DAY = 86_400
export const HOUR = 3_600
const GRACE_MS = 7 * DAY * 1_000
const prices: Record<string, number> = { starter: 4_900, growth: 14_900, agency: 9_900 }

/** A local Stripe whose clock can advance together with the product's. */
export async function startStripeWithClock(): Promise<TestStripe> {
  const local = await startLocalStripe()
  await system().execute(sql`insert into time_machine default values`)
  return local
}

/** Advances the clocks of the product and Stripe. */
export async function pass({ url }: TestStripe, seconds: number): Promise<void> {
  await control(url, 'clock/advance', { seconds })
  await system().execute(sql`update time_machine set offset_seconds = offset_seconds + ${seconds}`)
}

/** Advances to two hours after the current cycle's end, when the renewal has been attempted. */
export async function passCycle(local: TestStripe, { workspaceId }: WorkspaceContext): Promise<void> {
  const { cycleEnd, at } = await readAccount(workspaceId)
  await pass(local, Math.ceil((cycleEnd - at) / 1_000) + 2 * HOUR)
}

export const leftOf = async ({ workspaceId }: WorkspaceContext): Promise<number> =>
  availableOf(await readAccount(workspaceId))

/** Total allowance granted over all cycles. */
export async function grantedTo({ workspaceId }: WorkspaceContext): Promise<number> {
  const [row] = await system().execute<{ sum: number }>(sql`
    select coalesce(sum(amount), 0)::int as sum from credit_entries
    where workspace_id = ${workspaceId} and kind in (3, 4)`)
  return row?.sum ?? 0
}

export async function shareOfGrace({ workspaceId }: WorkspaceContext, amount: number): Promise<number> {
  const { cycleStart, cycleEnd } = await readAccount(workspaceId)
  return Math.ceil((amount * GRACE_MS) / (cycleEnd - cycleStart))
}

export const onTrial = () => makeSubscriber('trial', 100, { status: 'trialing' })

export const subscribeTo = (ctx: WorkspaceContext, planKey: string) =>
  subscribe(ctx, {
    requestId: randomUUID(),
    planKey,
    interval: 'month',
    quotedPriceCents: prices[planKey] ?? 0,
  })

export async function checkOut(ctx: WorkspaceContext, planKey: string, paymentMethod = 'card') {
  const { url } = await subscribeTo(ctx, planKey)
  const response = await postForm(url, { paymentMethod })
  const session = new URL(response.headers.get('location') ?? '').searchParams.get('session_id') ?? ''
  return { session, back: await returnFromCheckout(ctx, session) }
}

export async function subscribed(planKey: string) {
  const ctx = await onTrial()
  await checkOut(ctx, planKey)
  const { stripeCustomerId, stripeSubscriptionId } = await subscriptionOf(ctx.workspaceId)
  return { ctx, customer: stripeCustomerId ?? '', subscription: stripeSubscriptionId ?? '' }
}

export async function payWith(
  stripe: Stripe,
  { customer, subscription }: { customer: string; subscription: string },
  card: string,
): Promise<void> {
  const { id } = await stripe.paymentMethods.attach(card, { customer })
  await stripe.subscriptions.update(subscription, { default_payment_method: id })
}

export const invoicesOf = async (stripe: Stripe, subscription: string): Promise<Stripe.Invoice[]> =>
  (await stripe.invoices.list({ subscription })).data

export const planPrice = async (stripe: Stripe, key: string): Promise<string> =>
  (await stripe.prices.list({ lookup_keys: [`plan_${key}_month`] })).data[0]?.id ?? ''
