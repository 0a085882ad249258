import { afterAll, beforeAll, expect, it } from 'vitest'
import fixtures from './fixtures/stripe-fixtures.json'
import { control, postForm, startTestStripe, type TestStripe } from './testing'

type Json = Record<string, unknown>

/**
 * Keys that differ from Stripe's published examples on purpose. `gone`: the example still has it, the pinned
 * API version does not. `newer`: the pinned version has it, the example is older.
 */
const GONE: Record<string, string[]> = {
  // Moved under `parent.subscription_details` in 2025-03-31; the SDK's type no longer has it.
  invoice: ['subscription'],
  // Only present when asked for by `expand` since 2022-11-15.
  charge: ['refunds'],
}
const NEWER: Record<string, string[]> = {
  customer: ['customer_account'],
  charge: ['radar_options'],
  'checkout.session': ['allowed_payment_method_types'],
  dispute: ['intended_submission_method'],
  payment_intent: ['allowed_payment_method_types', 'payment_record'],
  product: ['tax_details'],
  setup_intent: ['allowed_payment_method_types'],
  subscription: ['managed_payments'],
  subscription_item: ['current_trial'],
  subscription_schedule: ['pause_schedules'],
}

let local: TestStripe
const samples: Record<string, Json> = {}

beforeAll(async () => {
  local = await startTestStripe()
  const { stripe } = local
  const keep = (value: object) => {
    const json = JSON.parse(JSON.stringify(value)) as Json
    samples[String(json.object)] = json
  }
  const product = await stripe.products.create({ name: 'Growth' })
  const price = await stripe.prices.create({
    product: product.id,
    unit_amount: 2000,
    currency: 'usd',
    recurring: { interval: 'month' },
  })
  const session = await stripe.checkout.sessions.create({
    mode: 'subscription',
    line_items: [{ price: price.id, quantity: 1 }],
    success_url: 'http://localhost:3000/',
  })
  await postForm(session.url ?? '')
  const done = await stripe.checkout.sessions.retrieve(session.id, {
    expand: ['subscription.latest_invoice.payments', 'line_items'],
  })
  const subscription = await stripe.subscriptions.retrieve((done.subscription as { id: string }).id, {
    expand: ['latest_invoice', 'default_payment_method', 'customer'],
  })
  const [charge] = (
    await stripe.charges.list({ expand: ['data.payment_intent', 'data.balance_transaction'] })
  ).data
  const dispute = await control(local.url, 'disputes', { charge: charge?.id })
  keep(product)
  keep(price)
  keep(await stripe.checkout.sessions.retrieve(session.id))
  keep(done.line_items?.data[0] ?? {})
  keep(await stripe.subscriptions.retrieve(subscription.id))
  keep(subscription.items.data[0] ?? {})
  keep(subscription.items.data[0]?.plan ?? {})
  keep(subscription.latest_invoice as object)
  keep(
    (await stripe.invoices.listLineItems((subscription.latest_invoice as { id: string }).id)).data[0] ?? {},
  )
  keep((await stripe.invoicePayments.list()).data[0] ?? {})
  keep(subscription.default_payment_method as object)
  keep(subscription.customer as object)
  keep(charge ?? {})
  keep(charge?.payment_intent as object)
  keep(charge?.balance_transaction as object)
  keep(dispute)
  keep((await stripe.events.list()).data[0] ?? {})
  keep((await stripe.webhookEndpoints.list()).data[0] ?? {})
})
afterAll(() => local.close())

/** What a value is, coarse enough that a null in either is no difference. */
const kind = (value: unknown) => (value === null ? 'nothing' : Array.isArray(value) ? 'list' : typeof value)

const SERVED = [
  'balance_transaction',
  'charge',
  'checkout.session',
  'customer',
  'dispute',
  'event',
  'invoice',
  'invoice_payment',
  'item',
  'line_item',
  'payment_intent',
  'payment_method',
  'plan',
  'price',
  'product',
  'subscription',
  'subscription_item',
  'webhook_endpoint',
]

it.each(SERVED)('%s has the fields of the published example', (name) => {
  const example = (fixtures.resources as Record<string, Json>)[name] ?? {}
  const ours = samples[name] ?? {}
  const missing = Object.keys(example).filter((key) => !(key in ours) && !GONE[name]?.includes(key))
  const extra = Object.keys(ours).filter((key) => !(key in example) && !NEWER[name]?.includes(key))
  expect({ missing, extra }).toEqual({ missing: [], extra: [] })
  const expandable = (a: string, b: string) => a === 'object' && b === 'string'
  const wrong = Object.keys(example).filter((key) => {
    const [theirs, our] = [kind(example[key]), kind(ours[key])]
    if (theirs === 'nothing' || our === 'nothing' || !(key in ours)) return false
    return theirs !== our && !expandable(theirs, our) && !expandable(our, theirs)
  })
  expect(wrong).toEqual([])
})
