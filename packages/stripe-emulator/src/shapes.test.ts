import { afterAll, beforeAll, expect, it } from 'vitest'
import fixtures from './fixtures/stripe-fixtures.json'
import { control, postForm, startTestStripe, type TestStripe } from './testing'

type Json = Record<string, unknown>

const GONE = 'the pinned API version no longer has it'
const NEWER = 'the pinned API version has it, the example is older'
const ON_REQUEST = 'left out of examples unless its kind applies'

/** Intentional differences from Stripe's published examples, with reasons. Any other difference fails. */
const DIFFERENCES: Record<string, string> = {
  'billing_portal.configuration.features.subscription_cancel.cancellation_reason.feedback_options': NEWER,
  'billing_portal.configuration.features.subscription_pause': NEWER,
  'billing_portal.configuration.features.subscription_update.products':
    'included since 2025; once on request only',
  'charge.outcome.risk_level': ON_REQUEST,
  'charge.outcome.risk_score': ON_REQUEST,
  'charge.payment_method_details.card.electronic_commerce_indicator': NEWER,
  'charge.radar_options': ON_REQUEST,
  'charge.refunds': 'only by `expand` since 2022-11-15',
  'checkout.session.allowed_payment_method_types': NEWER,
  'customer.customer_account': NEWER,
  'dispute.evidence_details.submission_method': NEWER,
  'dispute.intended_submission_method': NEWER,
  'invoice.lines.data[].pricing.price_details': ON_REQUEST,
  'invoice.subscription': GONE,
  'invoice_payment.payment.payment_intent': ON_REQUEST,
  'invoiceitem.parent.subscription_details.subscription_item': ON_REQUEST,
  'invoiceitem.pricing.price_details': ON_REQUEST,
  'line_item.pricing.price_details': ON_REQUEST,
  'payment_intent.allowed_payment_method_types': NEWER,
  'payment_intent.payment_record': NEWER,
  'product.tax_details': NEWER,
  'radar.early_fraud_warning.payment_intent': ON_REQUEST,
  'refund.destination_details.card.reference_status': ON_REQUEST,
  'refund.destination_details.card.reference_type': ON_REQUEST,
  'setup_intent.allowed_payment_method_types': NEWER,
  'setup_intent.customer_account': NEWER,
  'subscription.cancellation_details.feedback_option': NEWER,
  'subscription.items.data[].current_trial': NEWER,
  'subscription.trial_settings.end_behavior.billing_cycle_anchor': NEWER,
  'subscription_item.current_trial': NEWER,
  'subscription_schedule.pause_schedules': NEWER,
}

/** Fields whose content is data, not structure. */
const OPAQUE = new Set(['event.data.object', 'payment_method.metadata'])

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
  await control(local.url, 'early_fraud_warnings', { charge: charge?.id })
  const refund = await stripe.refunds.create({
    payment_intent: (
      await stripe.paymentIntents.create({
        amount: 900,
        currency: 'usd',
        payment_method: 'pm_card_visa',
        confirm: true,
      })
    ).id,
  })
  const clock = await stripe.testHelpers.testClocks.create({ frozen_time: Math.floor(Date.now() / 1000) })
  const onClock = await stripe.customers.create({ test_clock: clock.id })
  const half = await stripe.subscriptions.create({
    customer: onClock.id,
    items: [{ price: price.id }],
    default_payment_method: 'pm_card_visa',
  })
  await stripe.testHelpers.testClocks.advance(clock.id, { frozen_time: clock.frozen_time + 9 * 86_400 })
  await stripe.subscriptions.update(half.id, { items: [{ id: half.items.data[0]?.id, quantity: 3 }] })
  keep((await stripe.invoiceItems.list({ customer: onClock.id })).data[0] ?? {})
  keep(await stripe.subscriptionSchedules.create({ from_subscription: half.id }))
  keep(await stripe.customers.createTaxId(onClock.id, { type: 'eu_vat', value: 'DE123456789' }))
  const coupon = await stripe.coupons.create({ percent_off: 25.5, name: '25.5% off' })
  keep(coupon)
  keep(await stripe.promotionCodes.create({ promotion: { type: 'coupon', coupon: coupon.id } }))
  keep(clock)
  keep(refund)
  const portal = await stripe.billingPortal.sessions.create({
    customer: onClock.id,
    expand: ['configuration'],
  })
  keep(portal)
  keep(portal.configuration as object)
  const setup = await stripe.checkout.sessions.create({
    mode: 'setup',
    currency: 'usd',
    success_url: 'http://localhost:3000/',
  })
  await postForm(setup.url ?? '')
  keep((await stripe.setupIntents.list()).data[0] ?? {})
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
  keep((await stripe.radar.earlyFraudWarnings.list()).data[0] ?? {})
  keep((await stripe.events.list()).data[0] ?? {})
  keep((await stripe.webhookEndpoints.list()).data[0] ?? {})
})
afterAll(() => local.close())

const isJson = (value: unknown): value is Json => typeof value === 'object' && value !== null

/** Paths at which two values differ in keys or type. An id and the expanded object count as equal. */
function differences(example: unknown, ours: unknown, path: string): string[] {
  if (OPAQUE.has(path) || example === null || ours === null) return []
  if (Array.isArray(example) && Array.isArray(ours))
    return example.length && ours.length ? differences(example[0], ours[0], `${path}[]`) : []
  if (isJson(example) && isJson(ours) && Array.isArray(example) === Array.isArray(ours)) {
    const keys = new Set([...Object.keys(example), ...Object.keys(ours)])
    return [...keys].flatMap((key) =>
      key in example && key in ours
        ? differences(example[key], ours[key], `${path}.${key}`)
        : [`${path}.${key}`],
    )
  }
  const expandable = [example, ours].every(
    (value) => typeof value === 'string' || (isJson(value) && 'id' in value),
  )
  return typeof example === typeof ours || expandable ? [] : [path]
}

const SERVED = [
  'balance_transaction',
  'billing_portal.configuration',
  'billing_portal.session',
  'charge',
  'checkout.session',
  'coupon',
  'customer',
  'dispute',
  'event',
  'invoice',
  'invoice_payment',
  'invoiceitem',
  'item',
  'line_item',
  'payment_intent',
  'payment_method',
  'plan',
  'price',
  'product',
  'radar.early_fraud_warning',
  'promotion_code',
  'refund',
  'setup_intent',
  'subscription',
  'subscription_item',
  'subscription_schedule',
  'tax_id',
  'test_helpers.test_clock',
  'webhook_endpoint',
]

it.each(SERVED)('%s matches the published example', (name) => {
  const example = (fixtures.resources as Record<string, Json>)[name]
  const found = differences(example, samples[name], name)
  expect(found.filter((path) => !(path in DIFFERENCES))).toEqual([])
})

it('lists only existing differences', () => {
  const resources = fixtures.resources as Record<string, Json>
  const found = SERVED.flatMap((name) => differences(resources[name], samples[name], name))
  expect(Object.keys(DIFFERENCES).filter((path) => !found.includes(path))).toEqual([])
})
