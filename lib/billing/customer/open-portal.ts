import type { WorkspaceContext } from '@/lib/core/context'
import { env } from '@/lib/core/settings/env'
import { billingHref } from '../shared/billing-address.ts'
import { stripe } from '../stripe/client.ts'
import { ensureCustomer } from './customer.ts'
import { ensurePortalConfiguration } from './portal-configuration.ts'

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
