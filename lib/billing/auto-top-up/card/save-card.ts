import { and, eq, isNotNull, sql } from 'drizzle-orm'
import type Stripe from 'stripe'
import { inWorkspace, system } from '@/db/client'
import { marketNow } from '@/db/product-time'
import { auditEvents, autoTopUps } from '@/db/schema'
import { autoTopUpHref } from '@/lib/billing/checkout/links'
import { pushBillingContact } from '@/lib/billing/customer/billing-contact'
import { ensureCustomer } from '@/lib/billing/customer/customer'
import { billingHref } from '@/lib/billing/shared/billing-address'
import { stripe } from '@/lib/billing/stripe/client'
import { idOf, nullIfMissing } from '@/lib/billing/stripe/responses'
import { stampedWorkspace, stampOf } from '@/lib/billing/stripe/stamp'
import { recordStripeOwner } from '@/lib/billing/stripe/stripe-owner'
import { assert } from '@/lib/core/assert'
import type { WorkspaceContext } from '@/lib/core/context'
import { notFound } from '@/lib/core/errors'
import { log } from '@/lib/core/logging/log'
import { env } from '@/lib/core/settings/env'
import { formatCredits, formatMoney, formatNumber } from '@/lib/core/text/format'
import { keyId } from '@/lib/credits/decide/keys'

/** Another card for settings that are there. @throws Refusal `not-found` */
export async function changeAutoTopUpCard(
  ctx: WorkspaceContext,
  { requestId }: { requestId: string },
): Promise<{ url: string }> {
  return { url: await startCardSetup(ctx, requestId) }
}

/** Answers the address of Stripe's page where a card is saved for payments off session. The newest page counts. */
export async function startCardSetup(ctx: WorkspaceContext, requestId: string): Promise<string> {
  const { workspaceId } = ctx
  const [row] = await inWorkspace(workspaceId, (tx) =>
    tx.select().from(autoTopUps).where(eq(autoTopUps.workspaceId, workspaceId)),
  )
  if (!row) throw notFound('auto top-up')
  const message = consentText(row)
  const customer = await ensureCustomer(ctx)
  await pushBillingContact(workspaceId)
  const metadata = { ...stampOf(workspaceId), workspace_id: String(workspaceId), auto_top_up: requestId }
  const session = await stripe().checkout.sessions.create(
    {
      mode: 'setup',
      customer,
      // A bank debit takes days to arrive, and nobody knows meanwhile whether it will.
      allowed_payment_method_types: ['card'],
      client_reference_id: requestId,
      metadata,
      ...(env().STRIPE_TAX && { billing_address_collection: 'required' as const }),
      // What the card is for, said again where it is saved.
      custom_text: { submit: { message } },
      success_url: `${env().APP_URL}/checkout/return?session_id={CHECKOUT_SESSION_ID}`,
      cancel_url: `${env().APP_URL}${autoTopUpHref()}`,
    },
    // Settings that were changed after coming back open another page.
    { idempotencyKey: `auto-top-up-card:${workspaceId}:${requestId}:${customer}:${keyId(message)}` },
  )
  assert(session.url, 'an open checkout session has an address')
  await recordStripeOwner(workspaceId, [session.id])
  await system()
    .update(autoTopUps)
    .set({ setupSessionId: session.id })
    .where(eq(autoTopUps.workspaceId, workspaceId))
  return session.url
}

/** "We’ll buy 500 credits for $60 when you have fewer than 100, up to $240 a month. You can turn this off at any time." */
function consentText(row: typeof autoTopUps.$inferSelect): string {
  const { credits, priceCents, monthlyMaxCents, currency, thresholdCredits } = row
  const price = `${formatMoney(priceCents, currency)}${env().STRIPE_TAX ? ' plus any tax' : ''}`
  return `We’ll buy ${formatCredits(credits)} for ${price} when you have fewer than ${formatNumber(thresholdCredits)}, up to ${formatMoney(monthlyMaxCents, currency)} a month. You can turn this off at any time.`
}

export type CardSetup =
  | { kind: 'card'; workspaceId: number }
  | { kind: 'pending' | 'ended'; workspaceId: number }
  | { kind: 'foreign' }

/**
 * Stores the card of a completed setup and turns auto top-up on. The return page and the webhook both call this: the second
 * finds it done. A page that was replaced by a newer one, or left before auto top-up was turned off, changes nothing.
 */
export async function fulfillCardSetup(session: Stripe.Checkout.Session): Promise<CardSetup> {
  const workspaceId = stampedWorkspace(session.metadata)
  const customer = idOf(session.customer)
  if (workspaceId === null || !session.metadata?.auto_top_up || !customer) return { kind: 'foreign' }
  if (session.status !== 'complete')
    return { kind: session.status === 'expired' ? 'ended' : 'pending', workspaceId }
  const method = await methodOf(session)
  if (!method?.card) return { kind: 'ended', workspaceId }
  await addressFromCard(customer, method)
  const { id: paymentMethodId, card } = method
  const isStored = await system().transaction(async (tx) => {
    const [stored] = await tx
      .update(autoTopUps)
      .set({
        paymentMethodId,
        stripeCustomerId: customer,
        cardBrand: card.display_brand ?? card.brand,
        cardLast4: card.last4,
        cardExpires: `${String(card.exp_month).padStart(2, '0')}/${card.exp_year}`,
        enabled: true,
        stoppedReason: null,
        stoppedAt: null,
        setupSessionId: null,
        updatedAt: marketNow,
      })
      .where(and(eq(autoTopUps.workspaceId, workspaceId), eq(autoTopUps.setupSessionId, session.id)))
      .returning()
    if (stored)
      await tx.insert(auditEvents).values({
        workspaceId,
        actorId: stored.enabledBy,
        verb: 'auto-top-up.enabled',
        detail: { cardLast4: card.last4 },
      })
    return stored !== undefined || (await hasCard(tx, workspaceId, paymentMethodId))
  })
  return { kind: isStored ? 'card' : 'ended', workspaceId }
}

/**
 * Asks Stripe about cards that neither the return page nor a webhook stored. A page that nobody can complete any longer is
 * forgotten. Answers how many cards were stored.
 */
export async function continueCardSetups(limit = 100): Promise<number> {
  const awaited = await system()
    .select({ workspaceId: autoTopUps.workspaceId, sessionId: autoTopUps.setupSessionId })
    .from(autoTopUps)
    .where(isNotNull(autoTopUps.setupSessionId))
    .orderBy(sql`random()`)
    .limit(limit)
  let stored = 0
  for (const { workspaceId, sessionId } of awaited) {
    if (!sessionId) continue
    try {
      const session = await nullIfMissing(stripe().checkout.sessions.retrieve(sessionId))
      const kind = session ? (await fulfillCardSetup(session)).kind : 'ended'
      if (kind === 'card') stored += 1
      else if (kind !== 'pending') await forgetSetup(workspaceId, sessionId)
    } catch (error) {
      log.error({ err: error, sessionId }, 'a card for auto top-up could not be stored')
    }
  }
  return stored
}

async function forgetSetup(workspaceId: number, sessionId: string): Promise<void> {
  await system()
    .update(autoTopUps)
    .set({ setupSessionId: null })
    .where(and(eq(autoTopUps.workspaceId, workspaceId), eq(autoTopUps.setupSessionId, sessionId)))
}

async function hasCard(
  tx: Pick<ReturnType<typeof system>, 'select'>,
  workspaceId: number,
  paymentMethodId: string,
): Promise<boolean> {
  const [row] = await tx
    .select({ enabled: autoTopUps.enabled })
    .from(autoTopUps)
    .where(and(eq(autoTopUps.workspaceId, workspaceId), eq(autoTopUps.paymentMethodId, paymentMethodId)))
  return row?.enabled ?? false
}

async function methodOf({ setup_intent }: Stripe.Checkout.Session): Promise<Stripe.PaymentMethod | null> {
  const id = idOf(setup_intent)
  if (!id) return null
  const { payment_method } = await stripe().setupIntents.retrieve(id, { expand: ['payment_method'] })
  return typeof payment_method === 'string' ? null : payment_method
}

/** Tax is calculated from the customer's address, and a customer who has only saved a card has none. */
async function addressFromCard(customer: string, { billing_details }: Stripe.PaymentMethod): Promise<void> {
  const { address } = billing_details
  if (!env().STRIPE_TAX || !address?.country) return
  const known = await stripe().customers.retrieve(customer)
  if (known.deleted || known.address?.country) return
  const { line1, line2, city, state, postal_code, country } = address
  await stripe().customers.update(customer, {
    address: {
      country,
      ...(line1 && { line1 }),
      ...(line2 && { line2 }),
      ...(city && { city }),
      ...(state && { state }),
      ...(postal_code && { postal_code }),
    },
  })
}

export const autoTopUpOnHref = () =>
  billingHref('payment', { query: { checkout: 'auto-top-up' }, anchor: 'auto-top-up' })
