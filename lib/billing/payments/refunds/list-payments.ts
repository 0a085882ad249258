import { and, eq } from 'drizzle-orm'
import type Stripe from 'stripe'
import { system } from '@/db/client'
import { creditAccounts, creditLots, purchases, subscriptions } from '@/db/schema'
import { notFound } from '@/lib/core/errors'
import { countOf } from '@/lib/core/text/format'
import { readAccount } from '@/lib/credits/read/read'
import { subjectIds } from '@/lib/credits/shared/actions'
import { findPurchase, type Purchase } from '../../checkout/purchase.ts'
import { stripe } from '../../stripe/client.ts'
import { idOf, nullIfMissing } from '../../stripe/responses.ts'
import { purchaseOfCharge } from '../purchase-of-charge.ts'

const MOST_PAYMENTS = 24

/** A payment of a workspace at Stripe, for a pack or a plan. Amounts are in the currency it was charged in. */
export type Payment = {
  chargeId: string
  at: string
  what: string
  amountCents: number
  refundedCents: number
  /** 0 if it was refunded in full, or if it is disputed: then the bank decides. */
  refundableCents: number
  currency: string
  isDisputed: boolean
  /** The pack it paid for; null for a plan, whose allowance a refund doesn't change. */
  pack: { purchaseId: string; credits: number; unspentCredits: number } | null
}

/** The newest payments of a workspace, as Stripe has them now. */
export async function listPayments(workspaceId: number): Promise<Payment[]> {
  const customer = await customerOf(workspaceId)
  if (!customer) return []
  const found = await nullIfMissing(stripe().charges.list({ customer, limit: MOST_PAYMENTS }))
  const paid = (found?.data ?? []).filter((charge) => charge.paid && charge.amount > 0)
  if (paid.length === 0) return []
  const bought = await system().select().from(purchases).where(eq(purchases.workspaceId, workspaceId))
  const unspent = await unspentByPurchase(workspaceId)
  return paid.map((charge) => {
    const payment = idOf(charge.payment_intent)
    const purchase = bought.find((one) => one.stripePaymentIntentId === payment)
    return paymentOf(charge, purchase, unspent)
  })
}

/**
 * One payment. Checks that it is the workspace's (R35).
 * @throws Refusal `not-found`
 */
export async function readPayment(workspaceId: number, chargeId: string): Promise<Payment> {
  const charge = await nullIfMissing(stripe().charges.retrieve(chargeId))
  if (!charge?.paid) throw notFound('payment')
  const named = await purchaseOfCharge(charge)
  const isOurs = named
    ? named.workspaceId === workspaceId
    : idOf(charge.customer) === (await customerOf(workspaceId))
  if (!isOurs) throw notFound('payment')
  const purchase = named && (await findPurchase(workspaceId, named.id))
  return paymentOf(charge, purchase, await unspentByPurchase(workspaceId))
}

async function customerOf(workspaceId: number): Promise<string | null> {
  const [row] = await system()
    .select({ customer: subscriptions.stripeCustomerId })
    .from(subscriptions)
    .where(eq(subscriptions.workspaceId, workspaceId))
  return row?.customer ?? null
}

/** Unspent credits by purchase, those frozen by a dispute included. Expirations are applied first. */
async function unspentByPurchase(workspaceId: number): Promise<Map<string, number>> {
  await readAccount(workspaceId)
  const rows = await system()
    .select({ lot: creditLots, used: creditAccounts.extraUsed })
    .from(creditLots)
    .innerJoin(creditAccounts, eq(creditAccounts.workspaceId, creditLots.workspaceId))
    .where(and(eq(creditLots.workspaceId, workspaceId), eq(creditLots.subjectKind, subjectIds.purchase)))
  return new Map(
    rows.map(({ lot: { subjectId, frozen, fromCredit, toCredit }, used }) => [
      subjectId,
      frozen + Math.max(0, toCredit - Math.max(fromCredit, used)),
    ]),
  )
}

function paymentOf(
  charge: Stripe.Charge,
  purchase: Purchase | undefined,
  unspent: ReadonlyMap<string, number>,
): Payment {
  const { id, amount, amount_refunded, currency, disputed, created } = charge
  const { credits = 0, origin } = purchase ?? {}
  return {
    chargeId: id,
    at: new Date(created * 1000).toISOString(),
    what: purchase
      ? `${origin === 'auto-top-up' ? 'Auto top-up: ' : ''}${countOf(credits, 'extra credit')}`
      : 'Plan',
    amountCents: amount,
    refundedCents: amount_refunded,
    refundableCents: disputed ? 0 : amount - amount_refunded,
    currency,
    isDisputed: disputed,
    pack: purchase
      ? { purchaseId: purchase.id, credits, unspentCredits: unspent.get(purchase.id) ?? 0 }
      : null,
  }
}
