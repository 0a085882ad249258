import { inWorkspace } from '@/db/client'
import { auditEvents } from '@/db/schema'
import type { BillingInterval } from '@/db/schema/billing/billing'
import { getOfferedPlan } from '@/lib/billing/catalog/catalog'
import { pushBillingContact } from '@/lib/billing/customer/billing-contact'
import { ensureCustomer } from '@/lib/billing/customer/customer'
import { withPlanLock } from '@/lib/billing/plan-changes/plan-lock'
import { billingHref } from '@/lib/billing/shared/billing-address'
import { stripe } from '@/lib/billing/stripe/client'
import { stampOf } from '@/lib/billing/stripe/stamp'
import { ensurePlanPrice } from '@/lib/billing/stripe/stripe-prices'
import { notStartedError, readWorkspaceBilling } from '@/lib/billing/subscription/current-subscription'
import { openInvoiceOfEnded } from '@/lib/billing/subscription/subscription-invoices'
import { assert } from '@/lib/core/assert'
import type { WorkspaceContext } from '@/lib/core/context'
import { Refusal } from '@/lib/core/errors'
import { env } from '@/lib/core/settings/env'
import { formatMoney } from '@/lib/core/text/format'
import { isTrial } from '@/lib/credits/model'
import { readAccount } from '@/lib/credits/read/read'
import { checkoutOptions } from '../checkout-options.ts'

type Subscribe = {
  /** Created with the form, so a second click is the same checkout. */
  requestId: string
  planKey: string
  interval: BillingInterval
  quotedPriceCents: number
}

/**
 * Starts a subscription and returns the URL of Stripe's checkout page (R28).
 * @throws Refusal `plan.unknown`, `price.changed`, `subscription.exists`, `plan.busy`
 */
export const subscribe = (ctx: WorkspaceContext, input: Subscribe): Promise<{ url: string }> =>
  withPlanLock(ctx, () => openCheckout(ctx, input))

async function openCheckout(ctx: WorkspaceContext, input: Subscribe): Promise<{ url: string }> {
  const plan = await getOfferedPlan(input.planKey)
  if (plan.trialDays !== null)
    throw new Refusal('plan.unknown', 'This plan isn’t available. Choose another plan.')
  const priceCents = input.interval === 'year' ? plan.annualPriceCents : plan.monthlyPriceCents
  if (priceCents !== input.quotedPriceCents) {
    throw new Refusal(
      'price.changed',
      'The price of this plan changed while the page was open. Check the new price and choose again.',
    )
  }
  await assertNotSubscribed(ctx)
  const [customer, price] = await Promise.all([ensureCustomer(ctx), ensurePlanPrice(plan, input.interval)])
  await pushBillingContact(ctx.workspaceId)
  await closeOtherCheckouts(customer, input.requestId)
  const onTrial = await hasTrialCredits(ctx)
  const reference = {
    ...stampOf(ctx.workspaceId),
    workspace_id: String(ctx.workspaceId),
    plan_key: plan.key,
    request_id: input.requestId,
  }
  const session = await stripe().checkout.sessions.create(
    {
      mode: 'subscription',
      customer,
      line_items: [{ price, quantity: 1 }],
      client_reference_id: String(ctx.workspaceId),
      metadata: reference,
      subscription_data: { metadata: reference },
      // Repeated on the page where the buyer pays: the first cycle replaces the trial (R14).
      ...(onTrial && { custom_text: { submit: { message: TRIAL_CREDITS_END } } }),
      ...checkoutOptions(),
      success_url: `${env().APP_URL}/checkout/return?session_id={CHECKOUT_SESSION_ID}`,
      cancel_url: `${env().APP_URL}${billingHref('plans', { query: { checkout: 'cancelled' } })}`,
    },
    {
      idempotencyKey: `subscribe:${ctx.workspaceId}:${input.requestId}:${price}:${customer}${onTrial ? ':trial' : ''}`,
    },
  )
  assert(session.url, 'an open checkout session has a URL')
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

const TRIAL_CREDITS_END =
  'Your plan starts a new billing cycle with its full allowance. Unused trial credits do not carry over.'

/** A message without a number, since a repeated request must be identical whatever was spent in between. */
async function hasTrialCredits(ctx: WorkspaceContext): Promise<boolean> {
  const account = await readAccount(ctx.workspaceId)
  return isTrial(account) && account.spendUntil !== null && account.at < account.spendUntil
}

/** Closes checkouts left open in other tabs, so no one subscribes twice. */
async function closeOtherCheckouts(customer: string, requestId: string): Promise<void> {
  const { data } = await stripe().checkout.sessions.list({ customer, status: 'open', limit: 100 })
  for (const { id, mode, metadata } of data) {
    if (mode === 'subscription' && metadata?.plan_key && metadata.request_id !== requestId)
      await stripe().checkout.sessions.expire(id)
  }
}

/**
 * A workspace has one plan at a time, and no new one while an invoice of the previous one is open (R19). Reads Stripe,
 * because the webhook of a first subscription may not have arrived.
 */
async function assertNotSubscribed(ctx: WorkspaceContext): Promise<void> {
  const billing = await readWorkspaceBilling(ctx)
  if (!billing) return
  if (billing.state && billing.state.status !== 'canceled') {
    throw new Refusal(
      'subscription.exists',
      'This workspace already has a plan. You can change it on the billing page.',
      { href: billingHref('plans') },
    )
  }
  if (billing.starting) throw notStartedError(billing.starting)
  const open = await openInvoiceOfEnded(billing.customer, billing.ended)
  if (!open) return
  throw new Refusal(
    'invoice.open',
    `An invoice of ${formatMoney(open.amount_remaining, open.currency)} from your previous plan is still open. Pay it, then choose a plan.`,
    { href: open.hosted_invoice_url ?? billingHref('plans') },
  )
}
