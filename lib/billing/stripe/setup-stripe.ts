import type Stripe from 'stripe'
import { system } from '@/db/client'
import { packs } from '@/db/schema'
import { env } from '@/lib/core/settings/env'
import { getPlan, listPlanOffers } from '../catalog/catalog.ts'
import { ensurePortalConfiguration } from '../customer/portal.ts'
import { stripe } from './client.ts'
import { ensurePackPrice, ensurePlanPrice } from './stripe-prices.ts'
import { handledEvents } from './webhooks/apply.ts'

export type SetUp = {
  prices: number
  portal: string
  endpoint: { id: string; url: string; secret: string | null }
}

/**
 * Creates what a new Stripe account needs: a product and prices for every plan and pack, the portal configuration, and the
 * webhook endpoint. Existing objects are kept, so it is safe to run again, and should be run after an update that handles
 * more events.
 */
export async function setUpStripe(): Promise<SetUp> {
  let prices = 0
  for (const { key } of await listPlanOffers()) {
    const plan = await getPlan(key)
    await ensurePlanPrice(plan, 'month')
    await ensurePlanPrice(plan, 'year')
    prices += 2
  }
  for (const pack of await system().select().from(packs)) {
    await ensurePackPrice(pack)
    prices += 1
  }
  return { prices, portal: await ensurePortalConfiguration(), endpoint: await webhookEndpoint() }
}

/** Stripe only returns the secret of an endpoint when it is created. */
async function webhookEndpoint(): Promise<SetUp['endpoint']> {
  const url = `${env().APP_URL}/api/stripe/webhook`
  const events = [...handledEvents] as Stripe.WebhookEndpointCreateParams.EnabledEvent[]
  const { data } = await stripe().webhookEndpoints.list({ limit: 100 })
  const known = data.find((endpoint) => endpoint.url === url && endpoint.status === 'enabled')
  if (!known) {
    const { id, secret } = await stripe().webhookEndpoints.create({
      url,
      enabled_events: events,
      description: 'Market Trak',
    })
    return { id, url, secret: secret ?? null }
  }
  const missing = known.enabled_events.includes('*')
    ? []
    : events.filter((type) => !known.enabled_events.includes(type))
  if (missing.length > 0) await stripe().webhookEndpoints.update(known.id, { enabled_events: events })
  return { id: known.id, url, secret: null }
}
