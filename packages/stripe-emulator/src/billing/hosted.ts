import { type Context, Hono } from 'hono'
import type Stripe from 'stripe'
import { idOf } from '../core/ids'
import { formatMoney } from '../core/money'
import type { World } from '../core/world'
import { type CardForm, cardIn, checkForm, EMPTY_FORM, readForm } from '../pages/card-form'
import { challengePage } from '../pages/challenge-page'
import { invoicePage, receiptPage } from '../pages/invoice-page'
import { messagePage } from '../pages/layout'
import { attach, billingDetails, createCard } from '../payments/payment-methods'
import { answerChallenge } from '../payments/payments'
import { collectInvoice, markPaid } from './invoices/collect'
import { invoicePdf } from './invoices/invoice-pdf'

/** The hosted pages of an invoice or payment. */
export function invoicePages(world: World): Hono {
  const app = new Hono()
  app.get('/i/:id', (context) => {
    const invoice = find(world, context)
    return invoice ? show(context, invoice, EMPTY_FORM) : nothing(context)
  })
  app.post('/i/:id', async (context) => pay(context, world, readForm(await context.req.parseBody())))
  app.get('/i/:id/pdf', (context) => {
    const invoice = find(world, context)
    if (!invoice) return nothing(context)
    return context.body(new Uint8Array(invoicePdf(invoice)), 200, {
      'content-type': 'application/pdf',
      'content-disposition': `attachment; filename="Invoice-${invoice.number ?? invoice.id}.pdf"`,
    })
  })
  app.get('/receipts/:id', (context) => {
    const charge = world.store.find('charge', context.req.param('id'))
    return charge?.paid ? context.html(receiptPage(charge)) : nothing(context)
  })
  app.get('/c/3ds/:id', (context) => {
    const intent = waiting(world, context)
    return intent
      ? context.html(challengePage(formatMoney(intent.amount, intent.currency)))
      : nothing(context)
  })
  app.post('/c/3ds/:id', async (context) => {
    const { answer } = await context.req.parseBody()
    const intent = waiting(world, context)
    return intent ? answered(context, world, intent, answer === 'complete') : nothing(context)
  })
  return app
}

/** A draft has no page yet. */
function find(world: World, context: Context): Stripe.Invoice | undefined {
  const invoice = world.store.find('invoice', context.req.param('id'))
  return invoice?.status === 'draft' ? undefined : invoice
}

function waiting(world: World, context: Context): Stripe.PaymentIntent | undefined {
  const intent = world.store.find('payment_intent', context.req.param('id'))
  return intent?.status === 'requires_action' ? intent : undefined
}

function pay(context: Context, world: World, form: CardForm) {
  const invoice = find(world, context)
  if (!invoice) return nothing(context)
  if (invoice.status !== 'open' && invoice.status !== 'uncollectible')
    return context.redirect(`/i/${invoice.id}`, 303)
  const customer = idOf(invoice.customer) ?? ''
  return world.atCustomerTime(customer, () => {
    const errors = checkForm(form, world.now(), false)
    if (Object.keys(errors).length > 0) return show(context, invoice, form, errors, null, 422)
    const { confirmation } = world.store.transaction(() => {
      const details = billingDetails({ name: form.cardholderName, email: invoice.customer_email })
      const method = attach(world, createCard(world, cardIn(form), details), customer)
      return collectInvoice(world, invoice, 'present', method)
    })
    if (confirmation?.outcome === 'requires_action') return context.redirect(confirmation.challengeUrl, 303)
    if (confirmation?.outcome !== 'declined') return context.redirect(`/i/${invoice.id}`, 303)
    const open = world.store.need('invoice', invoice.id)
    return show(context, open, form, {}, confirmation.decline.message, 402)
  })
}

/** Return from the bank; paying an invoice's payment also settles the invoice. */
function answered(context: Context, world: World, intent: Stripe.PaymentIntent, passed: boolean) {
  const [payment] = world.store.list('invoice_payment', {
    where: [['payment.payment_intent', intent.id]],
    limit: 1,
  })
  const invoice = world.store.find('invoice', idOf(payment?.invoice))
  world.atCustomerTime(idOf(intent.customer), () =>
    world.store.transaction(() => {
      const { outcome } = answerChallenge(world, intent, passed)
      if (invoice?.status === 'open' && outcome === 'succeeded') markPaid(world, invoice)
    }),
  )
  if (invoice) return context.redirect(`/i/${invoice.id}`, 303)
  const text = passed
    ? 'Your payment went through. You can close this page.'
    : 'Your payment was not authenticated.'
  return context.html(messagePage(passed ? 'Payment complete' : 'Payment not complete', text, null))
}

function show(
  context: Context,
  invoice: Stripe.Invoice,
  form: CardForm,
  errors: Parameters<typeof invoicePage>[0]['errors'] = {},
  refusal: string | null = null,
  status: 200 | 402 | 422 = 200,
) {
  return context.html(invoicePage({ invoice, form, errors, refusal }), status)
}

function nothing(context: Context) {
  return context.html(
    messagePage('Page not found', 'This page doesn’t exist, or it isn’t ready yet.', null),
    404,
  )
}
