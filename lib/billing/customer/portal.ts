import type Stripe from 'stripe'
import type { WorkspaceContext } from '@/lib/core/context'
import { env } from '@/lib/core/settings/env'
import { billingHref } from '../shared/billing-address.ts'
import { stripe } from '../stripe/client.ts'
import { ensureCustomer } from './customer.ts'

/** Opens Stripe's portal for payment methods, billing address and invoices (R28). Plans are changed in our app. */
export async function openPortal(ctx: WorkspaceContext): Promise<{ url: string }> {
  const [customer, configuration] = await Promise.all([ensureCustomer(ctx), ensurePortalConfiguration()])
  const session = await stripe().billingPortal.sessions.create({
    customer,
    configuration,
    return_url: `${env().APP_URL}${billingHref('payment')}`,
  })
  return { url: session.url }
}

/** Identifies our configuration in the account; a new number creates a new one. */
const VERSION = '1'

/**
 * What customers can do in the portal. They cannot change or cancel the plan there, because only our page shows what
 * happens to credits and limits.
 */
const features: Stripe.BillingPortal.ConfigurationCreateParams.Features = {
  customer_update: { enabled: true, allowed_updates: ['address', 'email', 'name', 'tax_id'] },
  invoice_history: { enabled: true },
  payment_method_update: { enabled: true },
  subscription_cancel: { enabled: false },
  subscription_update: { enabled: false },
}

/** The portal configuration of this product, created when it is missing. */
export async function ensurePortalConfiguration(): Promise<string> {
  const { data } = await stripe().billingPortal.configurations.list({ active: true, limit: 100 })
  const known = data.find(({ metadata }) => metadata?.market_trak === VERSION)
  if (known) return known.id
  const made = await stripe().billingPortal.configurations.create(
    {
      features,
      business_profile: { headline: 'Market Trak' },
      default_return_url: `${env().APP_URL}${billingHref('payment')}`,
      metadata: { market_trak: VERSION },
    },
    { idempotencyKey: `portal:${VERSION}:${env().APP_URL}` },
  )
  return made.id
}
