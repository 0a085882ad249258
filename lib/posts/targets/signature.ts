import { createHmac, timingSafeEqual } from 'node:crypto'
import { keysFor } from '@/lib/core/settings/key-ring'

type Of = { workspaceId: number; id: string; secretVersion: number }

/**
 * The secret a target verifies our signature with. It is derived and never stored, so a leaked table reveals nothing. A new
 * version is a new secret.
 */
export const secretOf = (target: Of): string => secretsOf(target)[0] ?? ''

/** The secret by each of our keys, newest first: a receiver may still have the one from before a change of keys. */
export const secretsOf = ({ workspaceId, id, secretVersion }: Of): string[] =>
  keysFor('post-target').map((key) => {
    const secret = createHmac('sha256', key).update(`${workspaceId}:${id}:${secretVersion}`)
    return `mtsec_${secret.digest('base64url')}`
  })

/**
 * `t=1764000000,v1=<hex>`: over time and body, so that an old request cannot be replayed. There is one `v1` for each secret;
 * receivers accept a request if any of them matches.
 */
export function signatureOf(secrets: readonly string[], body: string, at: Date): string {
  const seconds = Math.floor(at.getTime() / 1000)
  return [`t=${seconds}`, ...secrets.map((secret) => `v1=${digest(secret, seconds, body)}`)].join(',')
}

/** Verifies a signature as a target would. */
export function isSignedBy(secret: string, body: string, signature: string, now: Date): boolean {
  const [, seconds, signatures = ''] =
    /^t=(\d{1,12}),(v1=[0-9a-f]{64}(?:,v1=[0-9a-f]{64})*)$/.exec(signature) ?? []
  if (!seconds || Math.abs(now.getTime() / 1000 - Number(seconds)) > 300) return false
  const expected = Buffer.from(`v1=${digest(secret, Number(seconds), body)}`)
  return signatures.split(',').some((given) => timingSafeEqual(Buffer.from(given), expected))
}

const digest = (secret: string, seconds: number, body: string) =>
  createHmac('sha256', secret).update(`${seconds}.${body}`).digest('hex')
