import { createHmac } from 'node:crypto'
import { env } from '@/lib/core/settings/env'

type Of = { workspaceId: number; id: string; secretVersion: number }

/**
 * The secret that signs an endpoint's requests, in the form of Standard Webhooks. Like a post target's it is derived and
 * never stored, so a leaked table reveals nothing. A new version is a new secret.
 */
export function secretOf({ workspaceId, id, secretVersion }: Of): string {
  const secret = createHmac('sha256', env().NEXTAUTH_SECRET)
    .update(`webhook-endpoint:${workspaceId}:${id}:${secretVersion}`)
    .digest('base64')
  return `whsec_${secret}`
}

type Rotating = Of & { previousSecretUntil: Date | null }

/** The current secret, and while it is being rotated the previous one as well. */
export function secretsOf(endpoint: Rotating, now: Date): string[] {
  const { secretVersion, previousSecretUntil } = endpoint
  const isRotating = previousSecretUntil !== null && previousSecretUntil > now && secretVersion > 1
  const current = secretOf(endpoint)
  return isRotating ? [current, secretOf({ ...endpoint, secretVersion: secretVersion - 1 })] : [current]
}
