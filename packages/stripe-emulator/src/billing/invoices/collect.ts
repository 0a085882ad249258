import type Stripe from 'stripe'
import { idOf, newId } from '@/packages/stripe-emulator/src/core/ids'
import type { World } from '@/packages/stripe-emulator/src/core/world'
import {
  type Buyer,
  type Confirmation,
  confirmIntent,
  createIntent,
  settleIntent,
} from '@/packages/stripe-emulator/src/payments/payments'
import { emit } from '@/packages/stripe-emulator/src/webhooks/events'
import { closeInvoice, pauseOf } from '../pause'
import { applyPendingUpdate, dropPendingUpdate, subscriptionWaitingFor } from '../pending-update'
import { afterInvoicePaid, afterInvoiceProcessing, afterInvoiceUnpaid } from '../standing'
import { owedOf, subscriptionIdOf } from './invoice-object'

const DAY = 86_400
/** Pauses between attempts to charge a failed renewal; after the last the subscription is canceled. */
const RETRY_AFTER_SECONDS = [3 * DAY, 5 * DAY, 7 * DAY]

/** Finalizes the invoice: sets its number, applies the customer's credit, and creates the payment for the rest. */
export function finalizeInvoice(world: World, draft: Stripe.Invoice): Stripe.Invoice {
  const customer = world.store.need('customer', idOf(draft.customer) ?? '')
  const { dueCents, balanceAfterCents } = owedOf(draft.total, customer.balance)
  const sequence = customer.next_invoice_sequence ?? 1
  world.store.put('customer', {
    ...customer,
    balance: balanceAfterCents,
    next_invoice_sequence: sequence + 1,
  })
  const page = `${world.baseUrl}/i/${draft.id}`
  const invoice = world.store.put('invoice', {
    ...draft,
    amount_due: dueCents,
    amount_remaining: dueCents,
    automatically_finalizes_at: null,
    effective_at: world.now(),
    ending_balance: balanceAfterCents,
    hosted_invoice_url: page,
    invoice_pdf: `${page}/pdf`,
    next_payment_attempt: null,
    number: `${customer.invoice_prefix}-${String(sequence).padStart(4, '0')}`,
    starting_balance: customer.balance,
    status: 'open',
    status_transitions: { ...draft.status_transitions, finalized_at: world.now() },
  })
  emit(world, 'invoice.finalized', invoice)
  if (dueCents > 0) addPayment(world, invoice)
  return invoice
}

function addPayment(world: World, invoice: Stripe.Invoice): void {
  const intent = createIntent(world, {
    amountCents: invoice.amount_due,
    currency: invoice.currency,
    customer: idOf(invoice.customer),
    description:
      invoice.billing_reason === 'subscription_create'
        ? 'Subscription creation'
        : invoice.billing_reason === 'manual'
          ? 'Payment for Invoice'
          : 'Subscription update',
    saveCard: true,
  })
  world.store.put('invoice_payment', {
    id: newId('inpay_1', 23),
    object: 'invoice_payment',
    amount_paid: null,
    amount_requested: invoice.amount_due,
    created: world.now(),
    currency: invoice.currency,
    invoice: invoice.id,
    is_default: true,
    livemode: false,
    payment: { payment_intent: intent.id, type: 'payment_intent' },
    status: 'open',
    status_transitions: { canceled_at: null, paid_at: null },
  })
}

function paymentOf(world: World, invoiceId: string): Stripe.InvoicePayment | undefined {
  return world.store.list('invoice_payment', { where: [['invoice', invoiceId]], limit: 1 })[0]
}

function methodFor(world: World, invoice: Stripe.Invoice): Stripe.PaymentMethod | undefined {
  const subscription = world.store.find('subscription', subscriptionIdOf(invoice))
  const customer = world.store.find('customer', idOf(invoice.customer))
  const id =
    idOf(invoice.default_payment_method) ??
    idOf(subscription?.default_payment_method) ??
    idOf(customer?.invoice_settings.default_payment_method)
  return world.store.find('payment_method', id)
}

export interface Collection {
  invoice: Stripe.Invoice
  confirmation: Confirmation | null
}

/** Charges an open invoice and updates its subscription. */
export function collectInvoice(
  world: World,
  open: Stripe.Invoice,
  buyer: Buyer,
  method: Stripe.PaymentMethod | undefined = methodFor(world, open),
): Collection {
  if (open.amount_remaining === 0) return { invoice: markPaid(world, open), confirmation: null }
  const intent = world.store.find('payment_intent', idOf(paymentOf(world, open.id)?.payment.payment_intent))
  const confirmation = method && intent ? confirmIntent(world, intent, method, buyer) : null
  if (confirmation?.outcome === 'succeeded') return { invoice: markPaid(world, open), confirmation }
  return { invoice: markUnpaid(world, open, confirmation), confirmation }
}

export function markPaid(world: World, open: Stripe.Invoice, outOfBand = false): Stripe.Invoice {
  const payment = paymentOf(world, open.id)
  const paidAt = world.now()
  if (payment && !outOfBand) {
    world.store.put('invoice_payment', {
      ...payment,
      amount_paid: payment.amount_requested,
      status: 'paid',
      status_transitions: { canceled_at: null, paid_at: paidAt },
    })
  }
  const paid = world.store.put('invoice', {
    ...open,
    amount_paid: open.amount_due,
    amount_remaining: 0,
    attempt_count: open.amount_due > 0 ? open.attempt_count + 1 : open.attempt_count,
    attempted: true,
    auto_advance: false,
    next_payment_attempt: null,
    status: 'paid',
    status_transitions: { ...open.status_transitions, paid_at: paidAt },
    webhooks_delivered_at: paidAt,
  })
  applyPendingUpdate(world, paid)
  afterInvoicePaid(world, subscriptionIdOf(paid))
  emit(world, 'invoice.paid', paid)
  emit(world, 'invoice.payment_succeeded', paid)
  return paid
}

function markUnpaid(world: World, open: Stripe.Invoice, confirmation: Confirmation | null): Stripe.Invoice {
  const isRenewal = open.billing_reason !== 'subscription_create'
  // A pending change leaves the plan unchanged and is not retried automatically.
  const isWaitedFor = subscriptionWaitingFor(world, open) !== undefined
  // A one-off invoice that does not advance by itself is collected by its creator.
  const isByHand = open.billing_reason === 'manual' && !open.auto_advance
  const waitSeconds =
    isRenewal && !isWaitedFor && !isByHand ? RETRY_AFTER_SECONDS[open.attempt_count] : undefined
  const unpaid = world.store.put('invoice', {
    ...open,
    attempt_count: open.attempt_count + 1,
    attempted: true,
    next_payment_attempt: waitSeconds === undefined ? null : world.now() + waitSeconds,
  })
  if (confirmation?.outcome === 'processing') {
    afterInvoiceProcessing(world, subscriptionIdOf(unpaid))
    return world.store.put('invoice', { ...unpaid, next_payment_attempt: null })
  }
  if (confirmation?.outcome === 'requires_action') emit(world, 'invoice.payment_action_required', unpaid)
  emit(world, 'invoice.payment_failed', unpaid)
  if (isWaitedFor) return unpaid
  afterInvoiceUnpaid(world, subscriptionIdOf(unpaid), {
    isFirst: !isRenewal,
    isLast: waitSeconds === undefined,
  })
  return unpaid
}

/** Creates, finalizes and charges an invoice: for a new subscription or a change billed immediately. */
export function issueNow(
  world: World,
  draft: Stripe.Invoice,
  buyer: Buyer,
  method?: Stripe.PaymentMethod,
): Collection {
  world.store.put('invoice', draft)
  emit(world, 'invoice.created', draft)
  return finalizeAndCollect(world, draft, buyer, method)
}

export function voidInvoice(world: World, open: Stripe.Invoice): Stripe.Invoice {
  const voided = closeInvoice(world, open, 'void')
  dropPendingUpdate(world, voided)
  return voided
}

/** Finalizes and charges, unless collection is paused. */
export function finalizeAndCollect(
  world: World,
  draft: Stripe.Invoice,
  buyer: Buyer,
  method?: Stripe.PaymentMethod,
): Collection {
  const pause = draft.amount_due > 0 ? pauseOf(world, draft) : null
  if (pause === 'keep_as_draft') {
    const idle = { auto_advance: false, automatically_finalizes_at: null, next_payment_attempt: null }
    return { invoice: world.store.put('invoice', { ...draft, ...idle }), confirmation: null }
  }
  const open = finalizeInvoice(world, draft)
  if (pause === null) return collectInvoice(world, open, buyer, method)
  const invoice = closeInvoice(world, open, pause === 'void' ? 'void' : 'uncollectible')
  return { invoice, confirmation: null }
}

/** A processing bank debit succeeded or was returned; then the invoice is open and its subscription past due. */
export function settleInvoice(world: World, open: Stripe.Invoice, arrived: boolean): Stripe.Invoice {
  const intent = world.store.need(
    'payment_intent',
    idOf(paymentOf(world, open.id)?.payment.payment_intent) ?? '',
  )
  const confirmation = settleIntent(world, intent, arrived)
  return confirmation.outcome === 'succeeded' ? markPaid(world, open) : markUnpaid(world, open, confirmation)
}
