import Stripe from 'stripe'
import { env } from '@/lib/core/settings/env'
import { measureCalls } from './measure-calls.ts'

let client: Stripe | undefined

/** Replaces the client, or restores the default one; for tests that reach Stripe in another way. */
export function replaceStripe(other: Stripe | undefined): void {
  client = other
}

/** The standard SDK with its pinned API version; only its address differs with the local emulator. */
export function stripe(): Stripe {
  if (client) return client
  const { STRIPE_SECRET_KEY, STRIPE_API_BASE } = env()
  const base = STRIPE_API_BASE ? new URL(STRIPE_API_BASE) : null
  client = new Stripe(STRIPE_SECRET_KEY, {
    appInfo: { name: 'Market Trak' },
    maxNetworkRetries: 2,
    timeout: 20_000,
    ...(base && {
      host: base.hostname,
      port: base.port,
      protocol: base.protocol === 'https:' ? 'https' : 'http',
    }),
  })
  measureCalls(client)
  return client
}
