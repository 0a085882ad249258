import type Stripe from 'stripe'
import { invalid } from '../core/errors'
import type { LocalCheckout } from '../core/kinds'
import type { Params } from '../core/params'
import type { World } from '../core/world'
import { filters, pageOf, sliceOf } from '../http/lists'
import { type Call, get, idIn, post, type Route } from '../http/route'
import { emit } from '../webhooks/events'
import { readLineItems } from './line-items'
import { quoteSession } from './quote'
import { newSession, type SessionStart } from './session-object'

const HOUR = 3_600
const OFFERED = ['card', 'us_bank_account', 'link']
/** Stripe's minimum for one payment in US dollars. */
const LEAST_PAYMENT_CENTS = 50

/** Fields that only change how Stripe displays or recovers a session. */
const DRAWN_BY_STRIPE_ONLY = [
  'adaptive_pricing',
  'billing_address_collection',
  'branding_settings',
  'consent_collection',
  'integration_identifier',
  'locale',
  'name_collection',
  'origin_context',
  'payment_method_collection',
  'payment_method_options',
  'phone_number_collection',
  'saved_payment_method_options',
]

function expiry(world: World, params: Params): number {
  const expiresAt = params.integer('expires_at')
  const now = world.now()
  if (expiresAt === undefined) return now + 24 * HOUR
  // One minute of tolerance for clock differences.
  if (expiresAt < now + HOUR / 2 - 60 || expiresAt > now + 24 * HOUR + 60)
    throw invalid(
      'The `expires_at` timestamp must be at least 30 minutes and less than 24 hours from Checkout Session creation.',
      'expires_at',
    )
  return expiresAt
}

function methodTypes(params: Params): string[] | null {
  const types = params.texts('allowed_payment_method_types') ?? null
  for (const type of types ?? []) {
    if (!OFFERED.includes(type))
      throw invalid(`The local Stripe does not offer ${type}.`, 'allowed_payment_method_types')
  }
  return types
}

function url(params: Params, name: string): string | null {
  const value = params.text(name)
  if (value !== undefined && !URL.canParse(value)) throw invalid('Not a valid URL', name, 'url_invalid')
  return value ?? null
}

function internalsFrom(params: Params): Omit<LocalCheckout, 'id' | 'lineItems'> {
  const payment = params.child('payment_intent_data')
  payment?.accept('capture_method', 'receipt_email', 'statement_descriptor', 'statement_descriptor_suffix')
  const subscription = params.child('subscription_data')
  subscription?.accept('trial_settings', 'proration_behavior', 'billing_mode', 'invoice_settings')
  const invoice = params.child('invoice_creation')
  const data = invoice?.child('invoice_data')
  const update = params.child('customer_update')
  update?.accept('shipping')
  return {
    invoiceCreation: invoice?.flag('enabled')
      ? { metadata: data?.metadata('metadata') ?? {}, description: data?.text('description') ?? null }
      : null,
    customerUpdate: {
      address: update?.choice('address', ['auto', 'never']) === 'auto',
      name: update?.choice('name', ['auto', 'never']) === 'auto',
    },
    promotionCode: givenCode(params),
    paymentIntentData: {
      metadata: payment?.metadata('metadata') ?? {},
      description: payment?.text('description') ?? null,
      saveCard: payment?.text('setup_future_usage') !== undefined,
    },
    subscriptionData: {
      metadata: subscription?.metadata('metadata') ?? {},
      description: subscription?.text('description') ?? null,
      trialEnd: subscription?.integer('trial_end') ?? null,
      trialDays: subscription?.integer('trial_period_days', { min: 1, max: 730 }) ?? null,
    },
  }
}

/** A code applied by the seller; customers enter theirs on the page. */
function givenCode(params: Params): string | null {
  const [discount, ...more] = params.children('discounts') ?? []
  if (!discount) return null
  if (more.length > 0 || params.has('allow_promotion_codes'))
    throw invalid(
      'You may only specify one of these parameters: allow_promotion_codes, discounts.',
      'discounts',
    )
  return discount.required('promotion_code')
}

/** Refuses combinations in which Stripe could not save tax details on an existing customer. */
function checkTax(
  world: World,
  customer: string | null,
  { isTaxed, collectsTaxIds }: { isTaxed: boolean; collectsTaxIds: boolean },
  update: { address: boolean; name: boolean } | undefined,
): void {
  const known = world.store.find('customer', customer)
  if (!known) return
  if (isTaxed && !update?.address && !known.address?.country)
    throw invalid(
      'Automatic tax calculation in Checkout requires a valid address on the Customer. Add a valid address to ' +
        "the Customer or set either `customer_update[address]` to 'auto' or `customer_update[shipping]` to " +
        "'auto' to save the address entered in Checkout to the Customer.",
      undefined,
      'customer_tax_location_invalid',
    )
  if (collectsTaxIds && !update?.name)
    throw invalid(
      'Tax ID collection requires updating business name on the customer. To enable tax ID collection for an ' +
        'existing customer, please set `customer_update[name]` to `auto`.',
      'tax_id_collection',
    )
}

function create({ world, params }: Call): Stripe.Checkout.Session {
  const mode = params.choice('mode', ['payment', 'subscription', 'setup'])
  if (!mode) throw invalid('Missing required param: mode.', 'mode', 'parameter_missing')
  params.choice('ui_mode', ['hosted_page', 'hosted'])
  params.accept(...DRAWN_BY_STRIPE_ONLY)
  const customer = params.text('customer') ?? null
  if (customer) world.store.need('customer', customer, 'customer')
  const customerEmail = params.text('customer_email') ?? null
  if (customer && customerEmail)
    throw invalid('You may only specify one of these parameters: customer, customer_email.', 'customer_email')
  const lineItems = mode === 'setup' ? [] : readLineItems(world, params, mode)
  const totalCents = mode === 'setup' ? null : lineItems.reduce((sum, line) => sum + line.amount_total, 0)
  if (mode === 'payment' && totalCents !== null && totalCents < LEAST_PAYMENT_CENTS)
    throw invalid(
      'The Checkout Session’s total amount due must add up to at least $0.50 usd',
      'line_items',
      'amount_too_small',
    )
  const successUrl = url(params, 'success_url')
  if (!successUrl) throw invalid('Missing required param: success_url.', 'success_url', 'parameter_missing')
  const internals = internalsFrom(params)
  const isTaxed = params.child('automatic_tax')?.flag('enabled') ?? false
  const collectsTaxIds = params.child('tax_id_collection')?.flag('enabled') ?? false
  checkTax(world, customer, { isTaxed, collectsTaxIds }, internals.customerUpdate)
  if (!customer && params.has('customer_update'))
    throw invalid('`customer_update` can only be used with `customer`.', 'customer_update')
  if (mode !== 'payment' && internals.invoiceCreation)
    throw invalid('You can only enable invoice creation when `mode` is set to `payment`.', 'invoice_creation')
  const start: SessionStart = {
    allowsPromotionCodes: params.flag('allow_promotion_codes') ?? null,
    isTaxed,
    collectsTaxIds,
    createsInvoice: Boolean(internals.invoiceCreation),
    invoiceMetadata: internals.invoiceCreation?.metadata ?? {},
    invoiceDescription: internals.invoiceCreation?.description ?? null,
    mode,
    customer,
    customerCreation: customerCreation(params, mode, customer),
    customerEmail,
    clientReferenceId: params.text('client_reference_id') ?? null,
    metadata: params.metadata('metadata'),
    successUrl,
    cancelUrl: url(params, 'cancel_url'),
    expiresAt: expiry(world, params),
    allowedMethodTypes: methodTypes(params),
    submitType: params.text('submit_type') ?? null,
    submitMessage: params.child('custom_text')?.child('submit')?.text('message') ?? null,
    totalCents,
    currency: lineItems[0]?.currency ?? params.text('currency') ?? null,
  }
  const session = world.store.put('checkout.session', newSession(world, start))
  world.store.put('local.checkout', { id: `checkout_of_${session.id}`, lineItems, ...internals })
  if (mode === 'setup') return session
  const country = world.store.find('customer', customer)?.address?.country ?? null
  return quoteSession(world, session, { country })
}

function customerCreation(params: Params, mode: string, customer: string | null) {
  const requested = params.choice('customer_creation', ['always', 'if_required'])
  if (customer || mode === 'setup') return null
  return mode === 'subscription' ? 'always' : (requested ?? 'if_required')
}

export function checkoutOf({ store }: World, sessionId: string): LocalCheckout {
  return store.need('local.checkout', `checkout_of_${sessionId}`)
}

export function expireSession(world: World, session: Stripe.Checkout.Session): Stripe.Checkout.Session {
  const expired = world.store.put('checkout.session', { ...session, status: 'expired', url: null })
  emit(world, 'checkout.session.expired', expired)
  return expired
}

function expire(call: Call): Stripe.Checkout.Session {
  const session = call.world.store.need('checkout.session', idIn(call))
  if (session.status !== 'open')
    throw invalid(
      `Only Checkout Sessions with a status in ["open"] can be expired. This Checkout Session has a status of ${session.status}.`,
    )
  return expireSession(call.world, session)
}

function list(call: Call): Stripe.ApiList<Stripe.Checkout.Session> {
  const email = call.params.child('customer_details')?.text('email')
  return pageOf(call, 'checkout.session', '/v1/checkout/sessions', [
    ...filters(call.params, 'customer', 'payment_intent', 'subscription', 'status'),
    ...(email ? [['customer_details.email', email] as const] : []),
  ])
}

export const checkoutRoutes: Route[] = [
  post('/v1/checkout/sessions', create),
  get('/v1/checkout/sessions', list),
  get('/v1/checkout/sessions/:id', (call) => call.world.store.need('checkout.session', idIn(call))),
  post('/v1/checkout/sessions/:id', (call) => {
    const before = call.world.store.need('checkout.session', idIn(call))
    const metadata = call.params.metadata('metadata', before.metadata)
    return call.world.store.put('checkout.session', { ...before, metadata })
  }),
  post('/v1/checkout/sessions/:id/expire', expire),
  get('/v1/checkout/sessions/:id/line_items', (call) => {
    const { id } = call.world.store.need('checkout.session', idIn(call))
    return sliceOf(call, `/v1/checkout/sessions/${id}/line_items`, checkoutOf(call.world, id).lineItems)
  }),
]
