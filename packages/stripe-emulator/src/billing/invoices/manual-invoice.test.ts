import type Stripe from 'stripe'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { startTestStripe, type TestStripe } from '../../testing'

let local: TestStripe
let stripe: Stripe
let price: string

beforeAll(async () => {
  local = await startTestStripe()
  stripe = local.stripe
  const product = await stripe.products.create({ name: 'Small pack' })
  price = (await stripe.prices.create({ product: product.id, unit_amount: 1_500, currency: 'usd' })).id
})
afterAll(() => local.close())

async function draftFor(card: string, country = 'GB') {
  const customer = await stripe.customers.create({ address: { country } })
  const method = await stripe.paymentMethods.attach(card, { customer: customer.id })
  const draft = await stripe.invoices.create({
    customer: customer.id,
    collection_method: 'charge_automatically',
    auto_advance: false,
    automatic_tax: { enabled: true },
    pending_invoice_items_behavior: 'exclude',
    default_payment_method: method.id,
    metadata: { purchase_id: 'one' },
  })
  await stripe.invoiceItems.create({
    customer: customer.id,
    invoice: draft.id,
    pricing: { price },
    quantity: 2,
  })
  return { customer: customer.id, id: draft.id ?? '' }
}

describe('an invoice made by hand', () => {
  it('has its lines with tax, and is paid off session with its own card', async () => {
    const { id, customer } = await draftFor('pm_card_visa')
    const open = await stripe.invoices.finalizeInvoice(id, { auto_advance: false })
    expect(open).toMatchObject({ status: 'open', subtotal: 3_000, total: 3_600, amount_due: 3_600 })
    expect(open.lines.data[0]).toMatchObject({ quantity: 2, description: '2 × Small pack (at $15.00)' })
    const paid = await stripe.invoices.pay(id, { off_session: true })
    expect(paid).toMatchObject({ status: 'paid', billing_reason: 'manual', metadata: { purchase_id: 'one' } })
    const payments = await stripe.invoicePayments.list({ invoice: id })
    const intent = String(payments.data[0]?.payment.payment_intent)
    expect(await stripe.paymentIntents.retrieve(intent)).toMatchObject({ status: 'succeeded', customer })
    await expect(
      stripe.invoiceItems.create({ customer, invoice: id, pricing: { price } }),
    ).rejects.toMatchObject({ code: 'invoice_not_editable' })
  })

  it.each([
    ['pm_card_chargeCustomerFail', 'card_declined'],
    ['pm_card_authenticationRequired', 'authentication_required'],
  ])('stays open and is not retried when %s cannot be charged', async (card, code) => {
    const { id } = await draftFor(card)
    await stripe.invoices.finalizeInvoice(id, { auto_advance: false })
    await expect(stripe.invoices.pay(id, { off_session: true })).rejects.toMatchObject({ code })
    expect(await stripe.invoices.retrieve(id)).toMatchObject({ status: 'open', next_payment_attempt: null })
    expect(await stripe.invoices.voidInvoice(id)).toMatchObject({ status: 'void' })
  })

  it('is deleted as a draft alone, and takes no card of another customer', async () => {
    const { id, customer } = await draftFor('pm_card_visa')
    expect(await stripe.invoices.del(id)).toMatchObject({ id, deleted: true })
    await expect(stripe.invoices.retrieve(id)).rejects.toMatchObject({ code: 'resource_missing' })
    const other = await draftFor('pm_card_visa')
    await stripe.invoices.finalizeInvoice(other.id, { auto_advance: false })
    await expect(stripe.invoices.del(other.id)).rejects.toMatchObject({ type: 'StripeInvalidRequestError' })
    const [card] = (await stripe.paymentMethods.list({ customer })).data
    await expect(
      stripe.invoices.create({ customer: other.customer, default_payment_method: card?.id ?? '' }),
    ).rejects.toMatchObject({ code: 'resource_missing', param: 'default_payment_method' })
  })
})
