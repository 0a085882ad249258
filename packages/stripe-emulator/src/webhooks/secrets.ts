import type Stripe from 'stripe'
import { newId } from '../core/ids'
import type { World } from '../core/world'

interface OldSecret {
  secret: string
  expiresAtMs: number
}

const nameOf = (endpointId: string) => `webhook.old_secrets.${endpointId}`

/** The current secret first, then rolled ones that haven't expired; each signs every delivery. */
export function secretsOf({ store }: World, endpoint: Stripe.WebhookEndpoint): string[] {
  const old = store.setting<OldSecret[]>(nameOf(endpoint.id), [])
  const valid = old.filter(({ expiresAtMs }) => expiresAtMs > Date.now()).map(({ secret }) => secret)
  return [endpoint.secret ?? '', ...valid]
}

export function rollSecret(
  { store }: World,
  endpoint: Stripe.WebhookEndpoint,
  secret: string = newId('whsec_', 32),
  oldValidForSeconds = 86_400,
): Stripe.WebhookEndpoint {
  const old = store.setting<OldSecret[]>(nameOf(endpoint.id), [])
  const retired = { secret: endpoint.secret ?? '', expiresAtMs: Date.now() + oldValidForSeconds * 1000 }
  store.saveSetting(nameOf(endpoint.id), [retired, ...old].slice(0, 4))
  return store.put('webhook_endpoint', { ...endpoint, secret })
}
