import Stripe from 'stripe'
import { env } from '@/lib/core/settings/env'
import { record } from '@/lib/core/telemetry/measure'

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

/** These come before the name of a resource: `/v1/checkout/sessions`. */
const NAMESPACES = new Set(['billing', 'billing_portal', 'checkout', 'radar', 'tax', 'test_helpers'])

/** `checkout/sessions` of `/v1/checkout/sessions/cs_1/expire`: which resource it is about, never which one. */
export function resourceOf(path: string): string {
  const [, , first = '', second = ''] = path.split(/[/?#]/)
  const name = NAMESPACES.has(first) ? `${first}/${second}` : first
  return /^[a-z_]{1,40}(\/[a-z_]{1,40})?$/.test(name) ? name : 'other'
}

type Answer = { path: string; method: string; status: number; elapsed: number }
type Client = { on(event: 'response', handler: (answer: Answer) => void): void }

/** Measures each answer of Stripe. A call without an answer has none; the SDK's retries are measured one by one. */
function measureCalls(client: Client): void {
  client.on('response', ({ path, method, status, elapsed }) => {
    record('market_trak_stripe_call_duration_seconds', elapsed / 1_000, {
      resource: resourceOf(path),
      method,
      status: String(status),
    })
  })
}
