import Stripe from 'stripe'
import { invalid } from '../core/errors'
import { newId } from '../core/ids'
import type { Params } from '../core/params'
import type { World } from '../core/world'
import { filters, pageOf } from '../http/lists'
import { type Call, get, idIn, post, type Route } from '../http/route'
import { emit, emitUpdated } from '../webhooks/events'
import { newProduct } from './new-product'

/** Stripe's limits for a recurring price: at most three years between charges. */
const MAX_INTERVAL_COUNT = { day: 1095, week: 156, month: 36, year: 3 } as const

function recurring(params: Params): Stripe.Price.Recurring | null {
  const given = params.child('recurring')
  if (!given) return null
  const interval = given.choice('interval', ['day', 'week', 'month', 'year'])
  if (!interval)
    throw invalid('Missing required param: recurring[interval].', 'recurring[interval]', 'parameter_missing')
  if ((given.text('usage_type') ?? 'licensed') !== 'licensed')
    throw invalid('The local Stripe has no metered prices.', 'recurring[usage_type]')
  return {
    interval,
    interval_count: given.integer('interval_count', { min: 1, max: MAX_INTERVAL_COUNT[interval] }) ?? 1,
    meter: null,
    trial_period_days: given.integer('trial_period_days', { min: 0 }) ?? null,
    usage_type: 'licensed',
  }
}

/** Only whole cents are supported. */
function unitAmount(params: Params): number {
  const decimal = params.text('unit_amount_decimal')
  if (decimal !== undefined && !/^\d+$/.test(decimal))
    throw invalid('The local Stripe takes whole cents only.', params.nameOf('unit_amount_decimal'))
  const amount =
    decimal === undefined ? params.integer('unit_amount', { min: 0, max: 99_999_999 }) : Number(decimal)
  if (amount !== undefined) return amount
  const param = params.nameOf('unit_amount')
  throw invalid(
    `You must provide one of \`unit_amount\` or \`unit_amount_decimal\`.`,
    param,
    'parameter_missing',
  )
}

export function createPrice(world: World, params: Params, product: string): Stripe.Price {
  const rhythm = recurring(params)
  const amountCents = unitAmount(params)
  params.accept('tax_behavior', 'billing_scheme')
  const lookupKey = params.text('lookup_key') ?? null
  if (lookupKey) claimLookupKey(world, lookupKey, params.flag('transfer_lookup_key') ?? false)
  const price = world.store.put('price', {
    id: newId('price_1', 23),
    object: 'price',
    active: params.flag('active') ?? true,
    billing_scheme: 'per_unit',
    created: world.now(),
    currency: params.required('currency').toLowerCase(),
    custom_unit_amount: null,
    livemode: false,
    lookup_key: lookupKey,
    metadata: params.metadata('metadata'),
    nickname: params.text('nickname') ?? null,
    product,
    recurring: rhythm,
    tax_behavior: 'unspecified',
    tiers_mode: null,
    transform_quantity: null,
    type: rhythm ? 'recurring' : 'one_time',
    unit_amount: amountCents,
    unit_amount_decimal: Stripe.Decimal.from(amountCents),
  })
  emit(world, 'price.created', price)
  return price
}

/** A lookup key belongs to one price at a time; `transfer_lookup_key` takes it from the old one. */
function claimLookupKey(world: World, lookupKey: string, transfer: boolean, exceptId?: string): void {
  for (const holder of world.store.list('price', { where: [['lookup_key', lookupKey]] })) {
    if (holder.id === exceptId) continue
    if (!transfer)
      throw invalid(
        `A price (\`${holder.id}\`) already uses that lookup key. To transfer the lookup key from that price, ` +
          'use `transfer_lookup_key=true`.',
        'lookup_key',
      )
    const freed = world.store.put('price', { ...holder, lookup_key: null })
    emitUpdated(world, 'price.updated', holder, freed)
  }
}

function create({ world, params }: Call): Stripe.Price {
  const inline = params.child('product_data')
  if (!inline) {
    const product = world.store.need('product', params.required('product'), 'product')
    return createPrice(world, params, product.id)
  }
  return createPrice(world, params, inlineProduct(world, inline).id)
}

/** Creates an inline product from `product_data`, in prices and checkout line items. */
export function inlineProduct(world: World, data: Params): Stripe.Product {
  data.accept('tax_code', 'tax_details')
  const product = world.store.put('product', {
    ...newProduct(world, data.required('name')),
    description: data.text('description') ?? null,
    images: data.texts('images') ?? [],
    metadata: data.metadata('metadata'),
    statement_descriptor: data.text('statement_descriptor') ?? null,
    unit_label: data.text('unit_label') ?? null,
  })
  emit(world, 'product.created', product)
  return product
}

function list(call: Call): Stripe.ApiList<Stripe.Price> {
  const { params } = call
  const active = params.flag('active')
  const lookupKeys = params.texts('lookup_keys')
  const interval = params.child('recurring')?.text('interval')
  return pageOf(call, 'price', '/v1/prices', [
    ...filters(params, 'product', 'type', 'currency'),
    ...(active === undefined ? [] : [['active', active] as const]),
    ...(lookupKeys ? [['lookup_key', lookupKeys] as const] : []),
    ...(interval ? [['recurring.interval', interval] as const] : []),
  ])
}

/** A price's amount never changes; only its labels do. */
function update(call: Call): Stripe.Price {
  const { world, params } = call
  const before = world.store.need('price', idIn(call))
  const lookupKey = params.clearable('lookup_key')
  const transfer = params.flag('transfer_lookup_key') ?? false
  if (lookupKey) claimLookupKey(world, lookupKey, transfer, before.id)
  const nickname = params.clearable('nickname')
  const after = world.store.put('price', {
    ...before,
    active: params.flag('active') ?? before.active,
    lookup_key: lookupKey === undefined ? before.lookup_key : lookupKey,
    metadata: params.metadata('metadata', before.metadata),
    nickname: nickname === undefined ? before.nickname : nickname,
  })
  emitUpdated(world, 'price.updated', before, after)
  return after
}

export const priceRoutes: Route[] = [
  post('/v1/prices', create),
  get('/v1/prices', list),
  get('/v1/prices/:id', (call) => call.world.store.need('price', idIn(call))),
  post('/v1/prices/:id', update),
]
