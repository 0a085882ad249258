import type Stripe from 'stripe'
import { env } from '@/lib/core/env'
import { Refusal } from '@/lib/core/errors'
import { stripe } from '../stripe.ts'

/** A signature older than this is refused: somebody may be sending again what they once overheard. */
const TOLERANCE_SECONDS = 300

/**
 * The event, if Stripe signed it. Two secrets are valid while one is being replaced by the other.
 * @throws Refusal `webhook.signature`
 */
export function verifyEvent(body: string, signature: string | null): Stripe.Event {
  for (const secret of signature ? env().STRIPE_WEBHOOK_SECRET : []) {
    try {
      return stripe().webhooks.constructEvent(body, signature ?? '', secret, TOLERANCE_SECONDS)
    } catch {
      // Not this secret; the next one may be it.
    }
  }
  throw new Refusal('webhook.signature', 'The signature does not match. Check STRIPE_WEBHOOK_SECRET.')
}
