import { isDeepStrictEqual } from 'node:util'
import type Stripe from 'stripe'
import { fulfillCheckout } from '@/lib/billing/checkout/fulfill.ts'
import { isPaid } from '@/lib/billing/checkout/paid-checkout.ts'
import { findLotOfPurchase, findPurchaseByMetadata, type Purchase } from '@/lib/billing/checkout/purchase.ts'
import { applyCheckoutName } from '@/lib/billing/customer/billing-contact.ts'
import { purchaseOfCharge } from '@/lib/billing/payments/purchase-of-charge.ts'
import { syncPayment } from '@/lib/billing/payments/sync-payment.ts'
import { stripe } from '../client.ts'
import { idOf } from '../responses.ts'
import { chargeEvents, moneyBackEvents } from '../webhooks/payment-events.ts'
import type { Tally } from './tally.ts'

/** Paid sessions without credits, and open purchases whose session has ended. */
export async function reconcileSessions(sinceSeconds: number, tally: Tally): Promise<void> {
  for await (const session of stripe().checkout.sessions.list({
    created: { gte: sinceSeconds },
    limit: 100,
  })) {
    if (!tally.count('sessions')) return
    if (session.mode === 'subscription' || session.status !== 'open')
      await tally.attempt(session.id, () => reconcileSession(session))
  }
}

/** Whether its purchase changed. */
export async function reconcileSession(session: Stripe.Checkout.Session): Promise<boolean> {
  if (session.mode === 'subscription') {
    // Subscriptions are reconciled separately; what the buyer entered is only found here.
    await applyCheckoutName(session)
    return false
  }
  if (session.mode !== 'payment' || session.status === 'open') return false
  const purchase = await findPurchaseByMetadata(session.metadata)
  if (purchase?.status === 'fulfilled' || (!purchase && !isPaid(session))) return false
  const before = purchase?.status
  await fulfillCheckout(session.id)
  return (await findPurchaseByMetadata(session.metadata))?.status !== before
}

/** Charges that were refunded, disputed or reported as fraud, whenever they were paid. */
export async function reconcileMoneyBack(sinceSeconds: number, tally: Tally): Promise<void> {
  const charges = new Set<string>()
  const recent = { created: { gte: sinceSeconds }, limit: 100 }
  for await (const charge of stripe().charges.list(recent)) {
    if (!tally.count('charges')) break
    if (charge.amount_refunded > 0 || charge.disputed) charges.add(charge.id)
  }
  for await (const refund of stripe().refunds.list(recent)) {
    if (!tally.count('refunds')) break
    add(charges, refund)
  }
  for await (const dispute of stripe().disputes.list(recent)) {
    if (!tally.count('disputes')) break
    add(charges, dispute)
  }
  const warned = new Set<string>()
  await tally.attempt('radar.early_fraud_warnings', () => listWarnings(recent, tally, charges, warned))
  await tally.attempt('events', () => listChanges(recent, tally, charges))
  for (const id of charges) await tally.attempt(id, () => reconcileCharge(id, warned.has(id)))
}

type Recent = { created: { gte: number }; limit: number }

/** A key without access to Radar is a discrepancy, and everything else is still reconciled. */
async function listWarnings(
  recent: Recent,
  tally: Tally,
  charges: Set<string>,
  warned: Set<string>,
): Promise<boolean> {
  for await (const warning of stripe().radar.earlyFraudWarnings.list(recent)) {
    if (!tally.count('warnings')) break
    add(charges, warning)
    add(warned, warning)
  }
  return false
}

/** Recent changes of old refunds and disputes, which may fail or be decided months later. */
async function listChanges(recent: Recent, tally: Tally, charges: Set<string>): Promise<boolean> {
  for (const { types, chargeOf } of [chargeEvents, moneyBackEvents]) {
    for await (const event of stripe().events.list({ ...recent, types: [...types] })) {
      if (!tally.count('events')) return false
      const id = chargeOf({ ...event.data.object })
      if (id) charges.add(id)
    }
  }
  return false
}

function add(
  charges: Set<string>,
  of: Pick<Stripe.Refund | Stripe.Dispute | Stripe.Radar.EarlyFraudWarning, 'charge'>,
): void {
  const id = idOf(of.charge)
  if (id) charges.add(id)
}

/** Whether the purchase or its lot was out of date. Plan payments are checked too: their refunds are discrepancies. */
export async function reconcileCharge(id: string, warned: boolean): Promise<boolean> {
  const charge = await stripe().charges.retrieve(id)
  const before = await stateOf(await purchaseOfCharge(charge))
  await syncPayment(id, { warned })
  return before !== null && !isDeepStrictEqual(before, await stateOf(await purchaseOfCharge(charge)))
}

async function stateOf(purchase: Purchase | undefined) {
  if (!purchase) return null
  const { status, refundedCents, dispute } = purchase
  return { status, refundedCents, dispute, lot: await findLotOfPurchase(purchase) }
}
