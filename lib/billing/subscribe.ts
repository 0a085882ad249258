import { eq } from 'drizzle-orm'
import { inWorkspace } from '@/db/client'
import { auditEvents, subscriptions } from '@/db/schema'
import { assert } from '@/lib/core/assert'
import type { WorkspaceContext } from '@/lib/core/context'
import { env } from '@/lib/core/env'
import { Refusal } from '@/lib/core/errors'
import { planOf } from './catalogue.ts'
import { customerId } from './customer.ts'
import { billingHref } from './links.ts'
import { stripe } from './stripe.ts'
import { type BillingInterval, planPriceId } from './stripe-prices.ts'

type Subscribe = {
  /** Minted with the form: a second click is the same checkout. */
  requestId: string
  planKey: string
  interval: BillingInterval
  quotedPriceCents: number
}

/** Starts a subscription: answers the address of Stripe's checkout page (R28). */
export async function subscribe(ctx: WorkspaceContext, input: Subscribe): Promise<{ url: string }> {
  const plan = await planOf(input.planKey)
  if (plan.trialDays !== null)
    throw new Refusal('plan.unknown', 'This plan is not on offer. Choose one from the list of plans.')
  const priceCents = input.interval === 'year' ? plan.annualPriceCents : plan.monthlyPriceCents
  if (priceCents !== input.quotedPriceCents) {
    throw new Refusal(
      'price.changed',
      'The price of this plan changed while the page was open. Check it and choose again.',
    )
  }
  await refuseSecondSubscription(ctx)
  const [customer, price] = await Promise.all([customerId(ctx), planPriceId(plan, input.interval)])
  const reference = { workspace_id: String(ctx.workspaceId), plan_key: plan.key }
  const session = await stripe().checkout.sessions.create(
    {
      mode: 'subscription',
      customer,
      line_items: [{ price, quantity: 1 }],
      client_reference_id: String(ctx.workspaceId),
      metadata: reference,
      subscription_data: { metadata: reference },
      success_url: `${env().APP_URL}/checkout/return?session_id={CHECKOUT_SESSION_ID}`,
      cancel_url: `${env().APP_URL}${billingHref({ checkout: 'cancelled' })}`,
    },
    { idempotencyKey: `subscribe:${ctx.workspaceId}:${input.requestId}:${price}` },
  )
  assert(session.url, 'an open checkout session has an address')
  await inWorkspace(ctx.workspaceId, (tx) =>
    tx.insert(auditEvents).values({
      workspaceId: ctx.workspaceId,
      actorId: ctx.userId,
      verb: 'subscription.checkout',
      detail: { plan: plan.key, interval: input.interval },
    }),
  )
  return { url: session.url }
}

async function refuseSecondSubscription(ctx: WorkspaceContext): Promise<void> {
  const [row] = await inWorkspace(ctx.workspaceId, (tx) =>
    tx
      .select({ status: subscriptions.status, id: subscriptions.stripeSubscriptionId })
      .from(subscriptions)
      .where(eq(subscriptions.workspaceId, ctx.workspaceId)),
  )
  if (row?.id && (row.status === 'active' || row.status === 'past_due')) {
    throw new Refusal(
      'subscription.exists',
      'This workspace is already subscribed. Its plan is shown on the billing page.',
      {
        href: billingHref(),
      },
    )
  }
}
