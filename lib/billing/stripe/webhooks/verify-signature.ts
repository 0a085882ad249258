import { createHash } from 'node:crypto'
import { system } from '@/db/client'
import { webhookEvents } from '@/db/schema'
import { Refusal } from '@/lib/core/errors'
import { log } from '@/lib/core/logging/log'
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

const MOST_STORED = 10_000

/**
 * A signed body that is not an event: a broken proxy, or an unknown kind of message. Recorded once for operators, and
 * refused with a different code than a wrong signature.
 * @throws Refusal `webhook.malformed`
 */
export async function recordMalformed(body: string): Promise<never> {
  const id = `malformed_${createHash('sha256').update(body).digest('hex').slice(0, 32)}`
  const start = body.slice(0, MOST_STORED).replaceAll('\0', '\uFFFD').toWellFormed()
  await system()
    .insert(webhookEvents)
    .values({
      id,
      type: 'malformed',
      payload: { body: start },
      status: 'ignored',
      ignoredReason: 'malformed',
    })
    .onConflictDoNothing()
  log.error({ event: id }, 'a signed webhook is not an event')
  throw new Refusal('webhook.malformed', 'The request is signed, but its body is not a Stripe event.')
}
