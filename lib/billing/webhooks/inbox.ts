import { and, eq, inArray, lte, sql } from 'drizzle-orm'
import type Stripe from 'stripe'
import { system } from '@/db/client'
import { webhookEvents } from '@/db/schema'
import { env } from '@/lib/core/env'
import { Refusal } from '@/lib/core/errors'
import { log } from '@/lib/core/log'
import { stripe } from '../stripe.ts'
import { applyEvent } from './apply.ts'

export type Receipt = { event: string; status: 'applied' | 'ignored' | 'failed' | 'known' }

/** First 30 s, then twice as long each time, at most 6 h between tries. */
const backoffMs = (attempts: number) => Math.min(30_000 * 2 ** attempts, 6 * 3_600_000)

/**
 * Takes in a webhook: checks its signature, stores it, applies it. A stored event is never lost: one that fails stays
 * in the inbox, is retried with back-off and shown to operators (R30). Applying is safe to repeat, since every effect
 * has a key of its own in the ledger.
 * @throws Refusal `webhook.signature`
 */
export async function receiveWebhook(body: string, signature: string | null): Promise<Receipt> {
  const event = verify(body, signature)
  const fresh = await system()
    .insert(webhookEvents)
    .values({ id: event.id, type: event.type, payload: event })
    .onConflictDoNothing()
    .returning({ id: webhookEvents.id })
  if (fresh.length === 0) {
    const [known] = await system().select().from(webhookEvents).where(eq(webhookEvents.id, event.id))
    if (known && (known.status === 'applied' || known.status === 'ignored'))
      return { event: event.id, status: 'known' }
  }
  return { event: event.id, status: await applyStored(event) }
}

/** Two secrets are valid while one is being replaced by the other. */
function verify(body: string, signature: string | null): Stripe.Event {
  for (const secret of signature ? env().STRIPE_WEBHOOK_SECRET : []) {
    try {
      return stripe().webhooks.constructEvent(body, signature ?? '', secret)
    } catch {
      // Not this secret; the next one may be it.
    }
  }
  throw new Refusal('webhook.signature', 'The signature does not match. Check STRIPE_WEBHOOK_SECRET.')
}

async function applyStored(event: Stripe.Event): Promise<'applied' | 'ignored' | 'failed'> {
  const isThis = eq(webhookEvents.id, event.id)
  try {
    const result = await applyEvent(event)
    const workspaceId = result.status === 'applied' ? result.workspaceId : null
    await system()
      .update(webhookEvents)
      .set({
        status: result.status,
        workspaceId,
        appliedAt: new Date(),
        nextAttemptAt: null,
        lastError: null,
      })
      .where(isThis)
    return result.status
  } catch (error) {
    log.error({ err: error, event: event.id, type: event.type }, 'webhook event could not be applied')
    const [row] = await system()
      .select({ attempts: webhookEvents.attempts })
      .from(webhookEvents)
      .where(isThis)
    const attempts = (row?.attempts ?? 0) + 1
    await system()
      .update(webhookEvents)
      .set({
        status: 'failed',
        attempts,
        lastError: error instanceof Error ? error.message : String(error),
        nextAttemptAt: new Date(Date.now() + backoffMs(attempts)),
      })
      .where(isThis)
    return 'failed'
  }
}

/** Tries the stored events again that failed, or whose process died before they were applied. */
export async function retryEvents(limit = 100): Promise<number> {
  const due = await system()
    .select()
    .from(webhookEvents)
    .where(
      and(
        inArray(webhookEvents.status, ['received', 'failed']),
        lte(
          sql`coalesce(${webhookEvents.nextAttemptAt}, ${webhookEvents.receivedAt} + interval '1 minute')`,
          sql`now()`,
        ),
      ),
    )
    .orderBy(webhookEvents.receivedAt)
    .limit(limit)
  for (const { payload } of due) await applyStored(payload as Stripe.Event)
  return due.length
}
