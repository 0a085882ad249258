import type Stripe from 'stripe'
import { settleInvoice } from '../billing/invoices/collect'
import { startSubscription } from '../billing/start'
import { idOf } from '../core/ids'
import type { World } from '../core/world'
import { countRedemption } from '../discounts/coupons'
import { attach, localCard, markAuthenticated } from '../payments/payment-methods'
import {
  type Buyer,
  confirmIntent,
  createIntent,
  needsChallenge,
  refusalOf,
  settleIntent,
} from '../payments/payments'
import { createSetup } from '../payments/setup-intents'
import { createCustomer } from '../resources/customers'
import { emit } from '../webhooks/events'
import { detailsOf, type Payer, saveCollected } from './collected'
import { invoicePaidCheckout } from './invoice-of-checkout'
import { presentmentOf } from './presentment'
import { appliedCode } from './quote'
import { checkoutOf } from './sessions'

type Session = Stripe.Checkout.Session

export type Submission =
  | { outcome: 'done'; session: Session }
  | { outcome: 'challenge' }
  | { outcome: 'declined'; message: string }

/** Handles the submitted form. Either everything below is stored or a reason is returned. */
export function submit(
  world: World,
  session: Session,
  payer: Payer,
  method: Stripe.PaymentMethod,
  authenticated: boolean,
): Submission {
  const address = method.billing_details.address
  const asks = method.card !== undefined && needsChallenge(world, method)
  if (asks && !authenticated) return { outcome: 'challenge' }
  const buyer: Buyer = authenticated ? 'authenticated' : 'present'
  if (authenticated) markAuthenticated(world, method.id)
  return world.atCustomerTime(idOf(session.customer), () => {
    const known: Session = {
      ...session,
      customer_details: detailsOf(world, session, payer, address),
    }
    const presentment = presentmentOf(world, session, address?.country ?? '')
    if (presentment && session.mode === 'payment') known.presentment_details = presentment
    if (session.mode === 'subscription') return subscribe(world, known, payer, method, buyer)
    if (session.mode === 'setup') return save(world, known, payer, method, buyer)
    return pay(world, known, payer, method, buyer)
  })
}

function customerFor(world: World, session: Session, payer: Payer): Stripe.Customer {
  const known = world.store.find('customer', idOf(session.customer))
  return known ?? createCustomer(world, payer)
}

function pay(
  world: World,
  session: Session,
  payer: Payer,
  method: Stripe.PaymentMethod,
  buyer: Buyer,
): Submission {
  const { metadata, description, saveCard } = checkoutOf(world, session.id).paymentIntentData
  const wantsCustomer = session.customer !== null || session.customer_creation === 'always'
  const customer = wantsCustomer ? customerFor(world, session, payer).id : null
  // A retry after a decline uses the same intent.
  const earlier = world.store.find('payment_intent', idOf(session.payment_intent))
  const again =
    earlier && world.store.put('payment_intent', { ...earlier, amount: session.amount_total ?? 0 })
  const intent =
    again ??
    createIntent(world, {
      amountCents: session.amount_total ?? 0,
      currency: session.currency ?? 'usd',
      customer,
      description,
      metadata,
      methodTypes: session.payment_method_types,
      saveCard,
    })
  const confirmation = confirmIntent(world, intent, method, buyer)
  const open = world.store.put('checkout.session', { ...session, customer, payment_intent: intent.id })
  const { presentment_details } = session
  if (presentment_details) present(world, confirmation.intent, presentment_details)
  if (confirmation.outcome === 'declined')
    return { outcome: 'declined', message: confirmation.decline.message }
  if (customer && saveCard) attach(world, world.store.need('payment_method', method.id), customer)
  saveCollected(world, open, checkoutOf(world, session.id), payer, method.billing_details.address)
  return {
    outcome: 'done',
    session: complete(world, open, confirmation.outcome === 'succeeded' ? 'paid' : 'unpaid'),
  }
}

/** The payment and charge also contain the amount shown to the customer. */
function present(
  world: World,
  intent: Stripe.PaymentIntent,
  presentment_details: Stripe.Checkout.Session.PresentmentDetails,
): void {
  world.store.put('payment_intent', { ...intent, presentment_details })
  const charge = world.store.find('charge', idOf(intent.latest_charge))
  if (charge) world.store.put('charge', { ...charge, presentment_details })
}

/** Fully discounted: no payment is created. */
export function completeFree(
  world: World,
  session: Session,
  payer: Payer,
  address: Stripe.Address,
): Submission {
  return world.atCustomerTime(idOf(session.customer), () => {
    const known: Session = { ...session, customer_details: detailsOf(world, session, payer, address) }
    saveCollected(world, known, checkoutOf(world, session.id), payer, address)
    return { outcome: 'done', session: complete(world, known, 'no_payment_required') }
  })
}

function trialEnd(world: World, session: Session): number | null {
  const { trialDays, trialEnd } = checkoutOf(world, session.id).subscriptionData
  return trialEnd ?? (trialDays === null ? null : world.now() + trialDays * 86_400)
}

/** Tests the card before creating anything, so a decline leaves no partial subscription. */
function subscribe(
  world: World,
  session: Session,
  payer: Payer,
  method: Stripe.PaymentMethod,
  buyer: Buyer,
): Submission {
  const refusal = refusalOf(world, method, buyer)
  if (refusal) return { outcome: 'declined', message: refusal.message }
  const customer = customerFor(world, session, payer)
  const attached = attach(world, method, customer.id)
  const { lineItems, subscriptionData } = checkoutOf(world, session.id)
  const trial = trialEnd(world, session)
  const known = { ...session, customer: customer.id }
  saveCollected(world, known, checkoutOf(world, session.id), payer, method.billing_details.address)
  const { subscription, invoice } = startSubscription(world, {
    customer: world.store.need('customer', customer.id),
    isTaxed: session.automatic_tax.enabled,
    promotion: appliedCode(world, session, checkoutOf(world, session.id)),
    items: lineItems.flatMap(({ price, quantity }) => (price ? [{ price, quantity: quantity ?? 1 }] : [])),
    trialEnd: trial,
    metadata: subscriptionData.metadata,
    description: subscriptionData.description,
    method: attached,
    saveAsDefault: true,
    buyer: buyer === 'authenticated' ? buyer : 'cleared',
    payNow: true,
  })
  const open = { ...session, customer: customer.id, subscription: subscription.id, invoice: invoice.id }
  const isFree = trial !== null || session.amount_total === 0
  const payment = invoice.status === 'paid' ? 'paid' : 'unpaid'
  return { outcome: 'done', session: complete(world, open, isFree ? 'no_payment_required' : payment) }
}

function save(
  world: World,
  session: Session,
  payer: Payer,
  method: Stripe.PaymentMethod,
  buyer: Buyer,
): Submission {
  const refusal = refusalOf(world, method, buyer)
  // A card that only fails when charged can be saved.
  if (refusal && localCard(world, method.id).behaviour !== 'insufficient_funds')
    return { outcome: 'declined', message: refusal.message }
  const customer = customerFor(world, session, payer)
  const setup = createSetup(world, customer.id, attach(world, method, customer.id))
  const open = { ...session, customer: customer.id, setup_intent: setup.id }
  return { outcome: 'done', session: complete(world, open, 'no_payment_required') }
}

function complete(world: World, session: Session, payment: Stripe.Checkout.Session.PaymentStatus): Session {
  const checkout = checkoutOf(world, session.id)
  const applied = appliedCode(world, session, checkout)
  if (applied) countRedemption(world, applied)
  const isInvoiced = session.mode === 'payment' && payment !== 'unpaid'
  const done = world.store.put('checkout.session', {
    ...(isInvoiced ? invoicePaidCheckout(world, session, checkout) : session),
    payment_status: payment,
    status: 'complete',
    url: null,
  })
  emit(world, 'checkout.session.completed', done)
  return done
}

/** A bank transfer that was processing when the session completed succeeded or failed. */
export function settleSession(world: World, session: Session, arrived: boolean): Session {
  const paid = settlePayment(world, session, arrived)
  const settled = world.store.put('checkout.session', {
    ...(paid ? invoicePaidCheckout(world, session, checkoutOf(world, session.id)) : session),
    payment_status: paid ? 'paid' : 'unpaid',
  })
  emit(
    world,
    paid ? 'checkout.session.async_payment_succeeded' : 'checkout.session.async_payment_failed',
    settled,
  )
  return settled
}

/** A subscription is paid through its first invoice. */
function settlePayment(world: World, session: Session, arrived: boolean): boolean {
  const invoice = world.store.find('invoice', idOf(session.invoice))
  if (invoice) return settleInvoice(world, invoice, arrived).status === 'paid'
  const intent = world.store.need('payment_intent', idOf(session.payment_intent) ?? '')
  return settleIntent(world, intent, arrived).outcome === 'succeeded'
}
