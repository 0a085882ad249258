import type Stripe from 'stripe'
import { env } from '@/lib/core/settings/env'

type Options = Pick<
  Stripe.Checkout.SessionCreateParams,
  | 'automatic_tax'
  | 'tax_id_collection'
  | 'customer_update'
  | 'billing_address_collection'
  | 'allow_promotion_codes'
>

/**
 * The options of every checkout, from the settings (R47). With tax on, the buyer's address and business name are saved
 * on the customer; otherwise Stripe refuses to calculate tax.
 */
export function checkoutOptions(): Options {
  const { STRIPE_TAX, STRIPE_PROMOTION_CODES } = env()
  return {
    ...(STRIPE_TAX && {
      automatic_tax: { enabled: true },
      tax_id_collection: { enabled: true },
      customer_update: { address: 'auto', name: 'auto' },
      billing_address_collection: 'required',
    }),
    ...(STRIPE_PROMOTION_CODES && { allow_promotion_codes: true }),
  }
}
