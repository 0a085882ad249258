import type Stripe from 'stripe'
import { invalid } from '../core/errors'
import { newId } from '../core/ids'
import { shareOf } from '../core/money'
import type { World } from '../core/world'
import { pageOf } from '../http/lists'
import { type Call, del, get, idIn, post, type Route } from '../http/route'
import { emit, emitUpdated } from '../webhooks/events'

function create({ world, params }: Call): Stripe.Coupon {
  const percentOff = params.text('percent_off')
  const amountOff = params.integer('amount_off', { min: 1 })
  if ((percentOff === undefined) === (amountOff === undefined))
    throw invalid('You must pass either `percent_off` or `amount_off`.', 'percent_off')
  if (percentOff !== undefined && !(Number(percentOff) > 0 && Number(percentOff) <= 100))
    throw invalid('Invalid percent_off: must be between 0 and 100.', 'percent_off')
  const duration = params.choice('duration', ['forever', 'once', 'repeating']) ?? 'once'
  const months = params.integer('duration_in_months', { min: 1 })
  if ((duration === 'repeating') !== (months !== undefined))
    throw invalid('duration_in_months goes with duration=repeating only.', 'duration_in_months')
  const coupon = world.store.put('coupon', {
    id: params.text('id') ?? newId('', 8),
    object: 'coupon',
    amount_off: amountOff ?? null,
    created: world.now(),
    currency: amountOff === undefined ? null : params.required('currency').toLowerCase(),
    duration,
    duration_in_months: months ?? null,
    livemode: false,
    max_redemptions: params.integer('max_redemptions', { min: 1 }) ?? null,
    metadata: params.metadata('metadata'),
    name: params.text('name') ?? null,
    percent_off: percentOff === undefined ? null : Number(percentOff),
    redeem_by: params.integer('redeem_by') ?? null,
    times_redeemed: 0,
    valid: true,
  })
  emit(world, 'coupon.created', coupon)
  return coupon
}

function remove(call: Call): Stripe.DeletedCoupon {
  const coupon = call.world.store.need('coupon', idIn(call))
  call.world.store.remove(coupon.id)
  emit(call.world, 'coupon.deleted', coupon)
  return { id: coupon.id, object: 'coupon', deleted: true }
}

/** A coupon's discount of each amount: a percentage, or its fixed amount spread over them. */
export function discountsOn(coupon: Stripe.Coupon, amounts: readonly number[], currency: string): number[] {
  const { percent_off: percent, amount_off: fixed } = coupon
  if (percent !== null)
    return amounts.map((cents) => (cents > 0 ? shareOf(cents, Math.round(percent * 100), 10_000) : 0))
  if (fixed === null || coupon.currency !== currency) return amounts.map(() => 0)
  const total = amounts.reduce((sum, cents) => sum + Math.max(0, cents), 0)
  let left = Math.min(fixed, total)
  return amounts.map((cents, i) => {
    const isLast = amounts.slice(i + 1).every((later) => later <= 0)
    const part =
      cents <= 0 ? 0 : isLast ? Math.min(left, cents) : shareOf(Math.min(fixed, total), cents, total)
    left -= part
    return part
  })
}

function createCode({ world, params }: Call): Stripe.PromotionCode {
  const promotion = params.child('promotion')
  promotion?.choice('type', ['coupon'])
  const coupon = world.store.need('coupon', promotion?.required('coupon') ?? '', 'promotion[coupon]')
  const code = params.text('code') ?? newId('', 8).toUpperCase()
  if (activeCode(world, code))
    throw invalid(`An active promotion code with \`code: ${code}\` already exists.`, 'code')
  const customer = params.text('customer') ?? null
  const restrictions = params.child('restrictions')
  const made = world.store.put('promotion_code', {
    id: newId('promo_1', 23),
    object: 'promotion_code',
    active: params.flag('active') ?? true,
    code,
    created: world.now(),
    customer,
    customer_account: null,
    expires_at: params.integer('expires_at') ?? null,
    livemode: false,
    max_redemptions: params.integer('max_redemptions', { min: 1 }) ?? null,
    metadata: params.metadata('metadata'),
    promotion: { coupon: coupon.id, type: 'coupon' },
    restrictions: {
      first_time_transaction: false,
      minimum_amount: restrictions?.integer('minimum_amount') ?? null,
      minimum_amount_currency: restrictions?.text('minimum_amount_currency') ?? null,
    },
    times_redeemed: 0,
  })
  emit(world, 'promotion_code.created', made)
  return made
}

function updateCode(call: Call): Stripe.PromotionCode {
  const { world, params } = call
  const before = world.store.need('promotion_code', idIn(call))
  const after = world.store.put('promotion_code', {
    ...before,
    active: params.flag('active') ?? before.active,
    metadata: params.metadata('metadata', before.metadata),
  })
  emitUpdated(world, 'promotion_code.updated', before, after)
  return after
}

function activeCode({ store }: World, code: string): Stripe.PromotionCode | undefined {
  const wanted = code.trim().toLowerCase()
  return store
    .list('promotion_code', { where: [['active', true]] })
    .find((one) => one.code.toLowerCase() === wanted)
}

function couponOfCode({ store }: World, { promotion }: Stripe.PromotionCode): Stripe.Coupon | undefined {
  return typeof promotion.coupon === 'string' ? store.find('coupon', promotion.coupon) : undefined
}

export interface Applied {
  code: Stripe.PromotionCode
  coupon: Stripe.Coupon
}

/** Finds an entered code; undefined if it doesn't exist, has expired, or is for another customer. */
export function redeemable(
  world: World,
  code: string,
  order: { customer: string | null; subtotalCents: number; currency: string },
): Applied | undefined {
  const found = activeCode(world, code)
  const coupon = found && couponOfCode(world, found)
  if (!found || !coupon) return undefined
  const now = world.now()
  const { minimum_amount: least } = found.restrictions
  const fits =
    (found.expires_at === null || found.expires_at > now) &&
    (found.max_redemptions === null || found.times_redeemed < found.max_redemptions) &&
    (found.customer === null || found.customer === order.customer) &&
    (least === null || order.subtotalCents >= least) &&
    (coupon.redeem_by === null || coupon.redeem_by > now) &&
    (coupon.max_redemptions === null || coupon.times_redeemed < coupon.max_redemptions) &&
    (coupon.currency === null || coupon.currency === order.currency)
  return fits ? { code: found, coupon } : undefined
}

export function countRedemption(world: World, { code, coupon }: Applied): void {
  world.store.put('promotion_code', { ...code, times_redeemed: code.times_redeemed + 1 })
  world.store.put('coupon', { ...coupon, times_redeemed: coupon.times_redeemed + 1 })
}

export const discountRoutes: Route[] = [
  post('/v1/coupons', create),
  get('/v1/coupons', (call) => pageOf(call, 'coupon', '/v1/coupons', [])),
  get('/v1/coupons/:id', (call) => call.world.store.need('coupon', idIn(call))),
  del('/v1/coupons/:id', remove),
  post('/v1/promotion_codes', createCode),
  get('/v1/promotion_codes', (call) => {
    const active = call.params.flag('active')
    const code = call.params.text('code')
    return pageOf(call, 'promotion_code', '/v1/promotion_codes', [
      ...(active === undefined ? [] : [['active', active] as const]),
      ...(code ? [['code', code] as const] : []),
    ])
  }),
  get('/v1/promotion_codes/:id', (call) => call.world.store.need('promotion_code', idIn(call))),
  post('/v1/promotion_codes/:id', updateCode),
]
