import type Stripe from 'stripe'
import { ApiError, invalid } from '@/packages/stripe-emulator/src/core/errors'
import { idOf } from '@/packages/stripe-emulator/src/core/ids'
import { filters, pageOf, sliceOf } from '@/packages/stripe-emulator/src/http/lists'
import { type Call, del, get, idIn, post, type Route } from '@/packages/stripe-emulator/src/http/route'
import { needMethod } from '@/packages/stripe-emulator/src/payments/payment-methods'
import { emitUpdated } from '@/packages/stripe-emulator/src/webhooks/events'
import { afterInvoiceClosed, closeInvoice } from '../pause'
import { collectInvoice, finalizeInvoice, markPaid, voidInvoice } from './collect'
import { createInvoice, deleteInvoice } from './manual-invoice'

function list(call: Call): Stripe.ApiList<Stripe.Invoice> {
  const subscription = call.params.text('subscription')
  return pageOf(call, 'invoice', '/v1/invoices', [
    ...filters(call.params, 'customer', 'status', 'collection_method'),
    ...(subscription ? [['parent.subscription_details.subscription', subscription] as const] : []),
  ])
}

function pay(call: Call): Stripe.Invoice {
  const { world, params } = call
  const invoice = world.store.need('invoice', idIn(call))
  if (invoice.status === 'paid') throw invalid('Invoice is already paid', undefined, 'invoice_already_paid')
  if (invoice.status === 'void' || invoice.status === null) throw invalid(`Invoice is ${invoice.status}.`)
  const methodId = params.text('payment_method')
  const offSession = params.flag('off_session') ?? true
  const outOfBand = params.flag('paid_out_of_band') ?? false
  const customer = typeof invoice.customer === 'string' ? invoice.customer : null
  return world.atCustomerTime(customer, () => {
    const open = invoice.status === 'draft' ? finalizeInvoice(world, invoice) : invoice
    if (outOfBand) return markPaid(world, open, true)
    const method = methodId ? needMethod(world, methodId) : undefined
    const collected = collectInvoice(world, open, offSession ? 'absent' : 'present', method)
    const { confirmation } = collected
    if (collected.invoice.status === 'paid' || confirmation?.outcome === 'processing')
      return collected.invoice
    const decline = confirmation?.outcome === 'declined' ? confirmation.decline : null
    throw new ApiError(
      402,
      {
        type: 'card_error',
        code: decline?.code ?? 'invoice_payment_intent_requires_action',
        ...(decline && { decline_code: decline.declineCode }),
        message:
          decline?.message ??
          'This invoice has no payment method, or its payment needs an action by the customer.',
      },
      true,
    )
  })
}

/** Maximum delay until Stripe charges a manually finalized invoice with auto-advance. */
const COLLECTS_WITHIN_SECONDS = 3_600

/** Zero totals are paid immediately. Invoices with auto-advance are charged later, unless paid before. */
function finalize(call: Call): Stripe.Invoice {
  const { world, params } = call
  const invoice = world.store.need('invoice', idIn(call))
  if (invoice.status !== 'draft')
    throw invalid(
      "This invoice is already finalized, you can't re-finalize a non-draft invoice.",
      undefined,
      'invoice_not_editable',
    )
  const auto_advance = params.flag('auto_advance') ?? invoice.auto_advance
  return world.atCustomerTime(idOf(invoice.customer), () => {
    const open = finalizeInvoice(world, { ...invoice, auto_advance })
    if (open.amount_due === 0) return markPaid(world, open)
    if (!auto_advance) return open
    return world.store.put('invoice', {
      ...open,
      next_payment_attempt: world.now() + COLLECTS_WITHIN_SECONDS,
    })
  })
}

function writeOff(call: Call): Stripe.Invoice {
  const { world } = call
  const invoice = world.store.need('invoice', idIn(call))
  if (invoice.status !== 'open') throw invalid('You can only mark open invoices as uncollectible.')
  const closed = closeInvoice(world, invoice, 'uncollectible')
  afterInvoiceClosed(world, closed)
  return closed
}

function annul(call: Call): Stripe.Invoice {
  const invoice = call.world.store.need('invoice', idIn(call))
  if (invoice.status !== 'open' && invoice.status !== 'uncollectible')
    throw invalid('You can only void open or uncollectible invoices.')
  const voided = voidInvoice(call.world, invoice)
  afterInvoiceClosed(call.world, voided)
  return voided
}

function update(call: Call): Stripe.Invoice {
  const { world, params } = call
  const before = world.store.need('invoice', idIn(call))
  const after = world.store.put('invoice', {
    ...before,
    auto_advance: params.flag('auto_advance') ?? before.auto_advance,
    description: params.text('description') ?? before.description,
    metadata: params.metadata('metadata', before.metadata),
  })
  emitUpdated(world, 'invoice.updated', before, after)
  return after
}

export const invoiceRoutes: Route[] = [
  get('/v1/invoices', list),
  post('/v1/invoices', createInvoice),
  get('/v1/invoices/:id', (call) => call.world.store.need('invoice', idIn(call))),
  get('/v1/invoices/:id/lines', (call) => {
    const { id, lines } = call.world.store.need('invoice', idIn(call))
    return sliceOf(call, `/v1/invoices/${id}/lines`, lines.data)
  }),
  post('/v1/invoices/:id', update),
  del('/v1/invoices/:id', deleteInvoice),
  post('/v1/invoices/:id/pay', pay),
  post('/v1/invoices/:id/finalize', finalize),
  post('/v1/invoices/:id/void', annul),
  post('/v1/invoices/:id/mark_uncollectible', writeOff),
  get('/v1/invoice_payments', (call) =>
    pageOf(call, 'invoice_payment', '/v1/invoice_payments', [
      ...filters(call.params, 'invoice', 'status'),
      ...paymentFilter(call),
    ]),
  ),
  get('/v1/invoice_payments/:id', (call) => call.world.store.need('invoice_payment', idIn(call))),
]

function paymentFilter({ params }: Call): Array<readonly [string, string]> {
  const payment = params.child('payment')
  const intent = payment?.text('payment_intent')
  payment?.accept('type')
  return intent ? [['payment.payment_intent', intent]] : []
}
