import { and, eq, inArray, sql } from 'drizzle-orm'
import Stripe from 'stripe'
import { system } from '@/db/client'
import { autoTopUps, packs, purchases, subscriptions, workspaces } from '@/db/schema'
import { assert } from '@/lib/core/assert'
import { log } from '@/lib/core/logging/log'
import { env } from '@/lib/core/settings/env'
import { isPurchase, type Purchase } from '../checkout/purchase.ts'
import { stripe } from '../stripe/client.ts'
import { isMissing } from '../stripe/responses.ts'
import { stampOf } from '../stripe/stamp.ts'
import { recordStripeOwner } from '../stripe/stripe-owner.ts'
import { ensurePackPrice } from '../stripe/stripe-prices.ts'
import { continueCardSetups } from './card/save-card.ts'
import { failureOfCode, giveUpTopUp, reserveTotal, settleTopUp, type TopUpOutcome } from './settle-top-up.ts'
import { startDueTopUps } from './start-top-ups.ts'
import { findTopUp, type TopUp } from './top-up.ts'

/** The job: starts what is due and pays it, and continues what a dead process or an outage of Stripe left. */
export async function runAutoTopUps(): Promise<void> {
  await continueCardSetups()
  await startDueTopUps()
  await continueTopUps()
}

/** So many at a time: each waits for Stripe most of the while. */
const AT_A_TIME = 5

/** Each open top-up as far as it goes now, in any order, so that each has its turn. Answers how many were granted or ended. */
export async function continueTopUps(limit = 100): Promise<number> {
  const open = await system()
    .select({ workspaceId: purchases.workspaceId, id: purchases.id })
    .from(purchases)
    .where(and(eq(purchases.origin, 'auto-top-up'), inArray(purchases.status, ['open', 'processing'])))
    .orderBy(sql`random()`)
    .limit(limit)
  let settled = 0
  for (let from = 0; from < open.length; from += AT_A_TIME) {
    const some = open.slice(from, from + AT_A_TIME)
    const outcomes = await Promise.all(some.map(({ workspaceId, id }) => tryTopUp(workspaceId, id)))
    settled += outcomes.filter((outcome) => outcome !== 'pending').length
  }
  return settled
}

/** One that fails stops none of the others, and is tried again in the next minute. */
async function tryTopUp(workspaceId: number, id: string): Promise<TopUpOutcome> {
  try {
    return await continueTopUp(workspaceId, id)
  } catch (error) {
    log.error({ err: error, workspaceId, purchaseId: id }, 'an auto top-up could not be continued')
    return 'pending'
  }
}

/**
 * Pays for a crossing that was recorded, from whatever state Stripe's invoice is in: none, draft, open, paid or closed. Each
 * request has an idempotency key named after the purchase, and money moves only by an invoice whose id is stored, so a
 * crossing is paid once however often this is repeated (R48).
 */
export async function continueTopUp(workspaceId: number, id: string): Promise<TopUpOutcome> {
  const topUp = await findTopUp(workspaceId, id)
  assert(topUp, `top-up ${id} exists`)
  const { purchase, attempt } = topUp
  if (purchase.status === 'fulfilled') return 'granted'
  if (attempt.failure !== null) return giveUpTopUp(topUp, attempt.failure)
  if (await hasEnded(workspaceId)) return giveUpTopUp(topUp, 'plan-ended')
  try {
    const known = await createOrReadInvoice(topUp)
    const stored = { ...topUp, purchase: { ...purchase, stripeInvoiceId: known.id } }
    const invoice = known.status === 'draft' ? await finalize(stored, known) : known
    const outcome = await settleTopUp(stored, invoice)
    return outcome === 'pending' && invoice.status === 'open' ? await pay(stored, invoice) : outcome
  } catch (error) {
    // Stripe says what it will say tomorrow: there is nothing to try again.
    if (!(error instanceof Stripe.errors.StripeInvalidRequestError)) throw error
    log.error({ err: error, workspaceId, purchaseId: id }, 'Stripe refused the invoice of an auto top-up')
    const fresh = await findTopUp(workspaceId, id)
    assert(fresh, `top-up ${id} exists`)
    const invoice = fresh.purchase.stripeInvoiceId
    const isAboutCard = isMissing(error) && !(invoice && isMissing(error, [invoice]))
    return giveUpTopUp(fresh, isAboutCard ? 'card-missing' : 'invoice-failed')
  }
}

/** The workspace was deleted, or its plan has ended: what it could buy could not be spent. */
async function hasEnded(workspaceId: number): Promise<boolean> {
  const [row] = await system()
    .select({ status: subscriptions.status, deletedAt: workspaces.deletedAt })
    .from(workspaces)
    .innerJoin(subscriptions, eq(subscriptions.workspaceId, workspaces.id))
    .where(eq(workspaces.id, workspaceId))
  return row?.status === 'canceled' || row?.deletedAt != null
}

const keyOf = ({ id }: Purchase, step: string) => ({ idempotencyKey: `auto-top-up:${id}:${step}` })

async function createOrReadInvoice({ purchase, attempt }: TopUp): Promise<Stripe.Invoice> {
  const { workspaceId, id, stripeInvoiceId } = purchase
  if (stripeInvoiceId) return stripe().invoices.retrieve(stripeInvoiceId)
  const created = await stripe().invoices.create(
    {
      customer: attempt.stripeCustomerId,
      collection_method: 'charge_automatically',
      // Stripe never charges it by itself: a top-up that stops here costs nothing.
      auto_advance: false,
      pending_invoice_items_behavior: 'exclude',
      default_payment_method: attempt.paymentMethodId,
      currency: purchase.currency,
      description: 'Auto top-up',
      metadata: { ...stampOf(workspaceId), workspace_id: String(workspaceId), purchase_id: id },
      ...(env().STRIPE_TAX && { automatic_tax: { enabled: true } }),
    },
    keyOf(purchase, 'invoice'),
  )
  await recordStripeOwner(workspaceId, [created.id])
  await system().update(purchases).set({ stripeInvoiceId: created.id }).where(isPurchase(workspaceId, id))
  // The answer to a repeated request is the first one; what became of the invoice since is another matter.
  return stripe().invoices.retrieve(created.id)
}

async function finalize({ purchase, attempt }: TopUp, draft: Stripe.Invoice): Promise<Stripe.Invoice> {
  const invoice = draft.id
  if (draft.lines.data.length === 0) {
    const [pack] = await system().select().from(packs).where(eq(packs.key, purchase.packKey))
    assert(pack, `pack ${purchase.packKey} is in the catalog`)
    // The price that was agreed to: a newer one has stopped auto top-up before it came to this.
    const agreed = { ...pack, priceCents: purchase.priceCents / purchase.quantity }
    await stripe().invoiceItems.create(
      {
        customer: attempt.stripeCustomerId,
        invoice,
        pricing: { price: await ensurePackPrice(agreed) },
        quantity: purchase.quantity,
      },
      keyOf(purchase, 'item'),
    )
  }
  try {
    return await stripe().invoices.finalizeInvoice(
      invoice,
      { auto_advance: false },
      keyOf(purchase, 'finalize'),
    )
  } catch (error) {
    // Two processes at once: the other one was first.
    const after = await stripe().invoices.retrieve(invoice)
    if (after.status === 'draft') throw error
    return after
  }
}

/** Off session: nobody is there to confirm anything, so a card that asks for it is a card that cannot pay. */
async function pay(topUp: TopUp, invoice: Stripe.Invoice): Promise<TopUpOutcome> {
  const { purchase } = topUp
  await saveTotal(purchase, invoice.total)
  if (!(await reserveTotal(topUp, Math.max(invoice.total, invoice.amount_due))))
    return giveUpTopUp(topUp, 'maximum')
  try {
    const paid = await stripe().invoices.pay(invoice.id, { off_session: true }, keyOf(purchase, 'pay'))
    return settleTopUp(topUp, paid.status === 'paid' ? paid : await stripe().invoices.retrieve(invoice.id))
  } catch (error) {
    const after = await stripe().invoices.retrieve(invoice.id)
    if (after.status !== 'open') return settleTopUp(topUp, after)
    if (!(error instanceof Stripe.errors.StripeCardError)) throw error
    return giveUpTopUp(topUp, failureOfCode(error.code, error.decline_code))
  }
}

/** The next one reserves as much from the start, unless another pack was chosen meanwhile. */
async function saveTotal({ workspaceId, packKey, priceCents }: Purchase, totalCents: number): Promise<void> {
  await system()
    .update(autoTopUps)
    .set({ totalCents })
    .where(
      and(
        eq(autoTopUps.workspaceId, workspaceId),
        eq(autoTopUps.packKey, packKey),
        eq(autoTopUps.priceCents, priceCents),
      ),
    )
}
