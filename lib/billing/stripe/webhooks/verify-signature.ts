import { Refusal } from '@/lib/core/errors'
import { env } from '@/lib/core/settings/env'
import { stripe } from '../client.ts'

/** Older signatures are refused, because the request may be a replay. */
const TOLERANCE_SECONDS = 300

/**
 * Passes when Stripe signed the body. During rotation, two secrets are valid.
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
