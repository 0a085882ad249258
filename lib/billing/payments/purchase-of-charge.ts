import { eq } from 'drizzle-orm'
import type Stripe from 'stripe'
import { system } from '@/db/client'
import { purchases } from '@/db/schema'
import { findPurchaseByMetadata, type Purchase } from '../checkout/purchase.ts'
import { stripe } from '../stripe/client.ts'
import { idOf } from '../stripe/responses.ts'

type Paid = Pick<Stripe.Charge, 'metadata' | 'payment_intent'>

/**
 * The purchase that a charge paid for: named in the charge by its checkout, or in the invoice of an auto top-up, whose
 * charges have no metadata. Undefined for the charges of plans.
 */
export async function purchaseOfCharge({ metadata, payment_intent }: Paid): Promise<Purchase | undefined> {
  const named = await findPurchaseByMetadata(metadata)
  const payment = idOf(payment_intent)
  return named ?? (payment ? ((await purchaseOfPayment(payment)) ?? purchaseOfInvoice(payment)) : undefined)
}

async function purchaseOfPayment(payment: string): Promise<Purchase | undefined> {
  const [known] = await system().select().from(purchases).where(eq(purchases.stripePaymentIntentId, payment))
  return known
}

/** One that was paid and not yet settled. */
async function purchaseOfInvoice(payment_intent: string): Promise<Purchase | undefined> {
  const { data } = await stripe().invoicePayments.list({
    payment: { type: 'payment_intent', payment_intent },
    limit: 1,
  })
  const id = idOf(data[0]?.invoice)
  const purchase = id
    ? await findPurchaseByMetadata((await stripe().invoices.retrieve(id)).metadata)
    : undefined
  return purchase?.origin === 'auto-top-up' ? purchase : undefined
}
