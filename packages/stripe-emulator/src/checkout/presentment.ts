import type Stripe from 'stripe'
import type { World } from '../core/world'

/** Exchange rates of the US dollar, in smallest units per cent. Fixed for tests. */
const PER_CENT: Readonly<Record<string, number>> = {
  usd: 1,
  eur: 0.9,
  gbp: 0.8,
  jpy: 1.5,
  cad: 1.4,
  aud: 1.5,
}

const CURRENCY: Readonly<Record<string, string>> = {
  US: 'usd',
  AU: 'aud',
  CA: 'cad',
  DE: 'eur',
  ES: 'eur',
  FR: 'eur',
  GB: 'gbp',
  IE: 'eur',
  IT: 'eur',
  JP: 'jpy',
  NL: 'eur',
}

const SETTING = 'adaptive_pricing'

/** A dashboard setting of the account: customers abroad pay in their own currency. */
export const setAdaptivePricing = (world: World, on: boolean): void => world.store.saveSetting(SETTING, on)
const hasAdaptivePricing = (world: World): boolean => world.store.setting(SETTING, false)

/** The amount shown and charged; the session, payment and invoice stay in the seller's currency. */
export function presentmentOf(
  world: World,
  session: Stripe.Checkout.Session,
  country: string,
): Stripe.Checkout.Session.PresentmentDetails | null {
  const currency = CURRENCY[country]
  const from = PER_CENT[session.currency ?? 'usd']
  const to = PER_CENT[currency ?? '']
  if (!hasAdaptivePricing(world) || !currency || currency === session.currency || !from || !to) return null
  return {
    presentment_amount: Math.round(((session.amount_total ?? 0) * to) / from),
    presentment_currency: currency,
  }
}
