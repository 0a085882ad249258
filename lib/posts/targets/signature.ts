import { createHmac, timingSafeEqual } from 'node:crypto'
import { env } from '@/lib/core/settings/env'

type Of = { workspaceId: number; id: string; secretVersion: number }

/**
 * The secret a target verifies our signature with. It is derived and never stored, so a leaked table reveals nothing. A new
 * version is a new secret.
 */
export function secretOf({ workspaceId, id, secretVersion }: Of): string {
  const secret = createHmac('sha256', env().NEXTAUTH_SECRET)
    .update(`post-target:${workspaceId}:${id}:${secretVersion}`)
    .digest('base64url')
  return `mtsec_${secret}`
}

/** `t=1764000000,v1=<hex>`: over time and body, so that an old request cannot be replayed. */
export function signatureOf(secret: string, body: string, at: Date): string {
  const seconds = Math.floor(at.getTime() / 1000)
  return `t=${seconds},v1=${digest(secret, seconds, body)}`
}

/** Verifies a signature as a target would. */
export function isSignedBy(secret: string, body: string, signature: string, now: Date): boolean {
  const [, seconds, given = ''] = /^t=(\d{1,12}),v1=([0-9a-f]{64})$/.exec(signature) ?? []
  if (!seconds || Math.abs(now.getTime() / 1000 - Number(seconds)) > 300) return false
  return timingSafeEqual(Buffer.from(given), Buffer.from(digest(secret, Number(seconds), body)))
}

const digest = (secret: string, seconds: number, body: string) =>
  createHmac('sha256', secret).update(`${seconds}.${body}`).digest('hex')
