import { Refusal } from '@/lib/core/errors'
import { env } from '@/lib/core/settings/env'
import { stripe } from '../client.ts'

/** An older signature is refused: somebody may be replaying a request that they intercepted. */
const TOLERANCE_SECONDS = 300

/**
 * Passes when Stripe signed the body. Two secrets are valid while one replaces the other.
 * @throws Refusal `webhook.signature`
 */
export function verifySignature(body: string, signature: string | null): void {
  const isSigned = env().STRIPE_WEBHOOK_SECRET.some((secret) => isSignedWith(secret, body, signature ?? ''))
  if (isSigned) return
  throw new Refusal('webhook.signature', 'The signature does not match. Check STRIPE_WEBHOOK_SECRET.')
}

function isSignedWith(secret: string, body: string, signature: string): boolean {
  try {
    return stripe().webhooks.signature?.verifyHeader(body, signature, secret, TOLERANCE_SECONDS) ?? false
  } catch {
    return false
  }
}
