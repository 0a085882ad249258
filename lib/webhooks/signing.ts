import { createHmac } from 'node:crypto'
import { Webhook } from 'standardwebhooks'
import { keysFor } from '@/lib/core/settings/key-ring'

type Of = { workspaceId: number; id: string; secretVersion: number }

/**
 * The secret that signs an endpoint's requests, in the form of Standard Webhooks. Like a post target's it is derived and
 * never stored, so a leaked table reveals nothing. A new version is a new secret.
 */
export const secretOf = (endpoint: Of): string => secretsOfVersion(endpoint)[0] ?? ''

const secretsOfVersion = ({ workspaceId, id, secretVersion }: Of): string[] =>
  keysFor('webhook-endpoint').map((key) => {
    const secret = createHmac('sha256', key).update(`${workspaceId}:${id}:${secretVersion}`)
    return `whsec_${secret.digest('base64')}`
  })

type Rotating = Of & { previousSecretUntil: Date | null }

/**
 * Every secret a receiver may have: the current one, the previous one while it is being rotated, and both as they were
 * before a change of our keys.
 */
export function secretsOf(endpoint: Rotating, now: Date): string[] {
  const { secretVersion, previousSecretUntil } = endpoint
  const isRotating = previousSecretUntil !== null && previousSecretUntil > now && secretVersion > 1
  const previous = isRotating ? secretsOfVersion({ ...endpoint, secretVersion: secretVersion - 1 }) : []
  return [...secretsOfVersion(endpoint), ...previous]
}

type Message = { id: string; body: string; secrets: readonly string[]; at: Date }

/** The headers of Standard Webhooks (https://www.standardwebhooks.com), with a signature for each secret. */
export function signedHeaders({ id, body, secrets, at }: Message): Record<string, string> {
  return {
    'content-type': 'application/json',
    'user-agent': 'MarketTrak-Webhooks/1',
    'webhook-id': id,
    'webhook-timestamp': String(Math.floor(at.getTime() / 1000)),
    'webhook-signature': secrets.map((secret) => new Webhook(secret).sign(id, at, body)).join(' '),
  }
}
