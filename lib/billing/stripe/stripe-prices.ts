import type Stripe from 'stripe'
import type { BillingInterval } from '@/db/schema/billing/billing'
import { env } from '@/lib/core/settings/env'
import type { Pack, Plan } from '../catalog/catalog.ts'
import { stripe } from './client.ts'
import { idOf } from './responses.ts'

/** Prefix for a lookup key that another product already uses. */
const OWN_KEYS = 'market_trak_'

type Wanted = {
  lookupKey: string
  /** Another price of the same product. */
  sibling?: string
  unitAmount: number
  name: string
  metadata: Record<string, string>
  interval: BillingInterval | null
}

export function ensurePlanPrice(plan: Plan, interval: BillingInterval): Promise<string> {
  return priceId({
    lookupKey: `plan_${plan.key}_${interval}`,
    sibling: `plan_${plan.key}_${interval === 'year' ? 'month' : 'year'}`,
    unitAmount: interval === 'year' ? plan.annualPriceCents : plan.monthlyPriceCents,
    name: `Market Trak ${plan.name}`,
    metadata: { plan_key: plan.key },
    interval,
  })
}

export function ensurePackPrice(pack: Pack): Promise<string> {
  return priceId({
    lookupKey: `pack_${pack.key}`,
    unitAmount: pack.priceCents,
    name: `${pack.credits.toLocaleString('en-US')} extra credits`,
    metadata: { pack_key: pack.key },
    interval: null,
  })
}

/**
 * The Stripe price for an offer of our catalog, created when it is missing. When our price changes, a new Stripe price takes
 * over the lookup key; existing subscribers keep the old price.
 */
async function priceId({ lookupKey, sibling, ...wanted }: Wanted): Promise<string> {
  const { unitAmount, name, metadata, interval } = wanted
  const currency = env().CATALOG_CURRENCY
  const isOurs = (price: Stripe.Price) =>
    Object.entries(metadata).every(([key, value]) => price.metadata?.[key] === value)
  const { data } = await stripe().prices.list({
    lookup_keys: sibling ? [lookupKey, sibling] : [lookupKey],
    active: true,
  })
  if (!data.every(isOurs) && !lookupKey.startsWith(OWN_KEYS)) {
    // Another product in the account uses this lookup key, so we leave it alone and use our own.
    return priceId({
      ...wanted,
      lookupKey: OWN_KEYS + lookupKey,
      ...(sibling && { sibling: OWN_KEYS + sibling }),
    })
  }
  const price = data.find(({ lookup_key }) => lookup_key === lookupKey)
  if (price && price.unit_amount === unitAmount && price.currency === currency) return price.id
  const product = idOf((price ?? data[0])?.product)
  const made = await stripe().prices.create(
    {
      lookup_key: lookupKey,
      transfer_lookup_key: true,
      currency,
      unit_amount: unitAmount,
      metadata,
      ...(product ? { product } : { product_data: { name, metadata } }),
      ...(interval && { recurring: { interval } }),
    },
    { idempotencyKey: `price:${lookupKey}:${currency}:${unitAmount}:${price?.id ?? product ?? 'first'}` },
  )
  return made.id
}
