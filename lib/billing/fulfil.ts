import { and, eq } from 'drizzle-orm'
import type Stripe from 'stripe'
import { z } from 'zod'
import { system } from '@/db/client'
import { purchases } from '@/db/schema'
import { assert } from '@/lib/core/assert'
import { env } from '@/lib/core/env'
import { subjectIds } from '@/lib/credits/actions'
import { inputHash, keyId } from '@/lib/credits/keys'
import { post } from '@/lib/credits/post'
import { stripe } from './stripe.ts'
import { syncSubscription } from './sync-subscription.ts'

export type Fulfilment =
  | { kind: 'credits'; workspaceId: number; credits: number }
  | { kind: 'subscription'; workspaceId: number }
  /** Not paid yet: a bank transfer under way, or a page that was left. */
  | { kind: 'pending'; workspaceId: number }
  | { kind: 'ended'; workspaceId: number }

const Reference = z.object({ workspace_id: z.coerce.number().int().positive(), purchase_id: z.uuid() })

/**
 * Gives what a checkout session paid for, exactly once. The return page, the webhook and reconciliation all call this
 * (R27): whichever is first does it, and the others find it done. Everything is read from Stripe and from our own
 * record of the purchase, nothing from the caller but the session's id.
 * @throws when a paid session has no purchase of ours: the event stays in the inbox for operators.
 */
export async function fulfil(sessionId: string): Promise<Fulfilment> {
  const session = await stripe().checkout.sessions.retrieve(sessionId)
  if (session.mode === 'subscription') return fulfilSubscription(session)
  const { workspace_id: workspaceId, purchase_id: id } = Reference.parse(session.metadata)
  const [purchase] = await system()
    .select()
    .from(purchases)
    .where(and(eq(purchases.workspaceId, workspaceId), eq(purchases.id, id)))
  assert(purchase, `session ${session.id} belongs to a purchase of ours`)
  if (session.payment_status !== 'paid') {
    if (session.status !== 'expired') return { kind: 'pending', workspaceId }
    await setStatus(purchase, 'expired')
    return { kind: 'ended', workspaceId }
  }
  assert(session.amount_total === purchase.priceCents, `session ${session.id} was paid in full`)
  await grant(purchase)
  await setStatus(purchase, 'fulfilled', session)
  return { kind: 'credits', workspaceId, credits: purchase.credits }
}

type Purchase = typeof purchases.$inferSelect

/** The ledger takes one grant per purchase, by its key: the second caller gets the first one's result. */
async function grant(purchase: Purchase): Promise<void> {
  const { workspaceId, id, credits, boughtBy } = purchase
  const outcome = await post(workspaceId, {
    type: 'grant',
    kind: 'pack',
    key: keyId(`purchase:${id}`),
    inputHash: inputHash(['purchase', id, credits]),
    credits,
    actorId: boughtBy,
    subjectKind: subjectIds.purchase,
    subjectId: id,
    expiry: env().EXTRA_CREDITS_EXPIRY,
    reason: null,
  })
  assert(outcome.ok, `purchase ${id} is granted`)
}

async function setStatus(
  purchase: Purchase,
  status: Purchase['status'],
  session?: Stripe.Checkout.Session,
): Promise<void> {
  if (purchase.status === 'fulfilled') return
  const intent = session?.payment_intent
  await system()
    .update(purchases)
    .set({
      status,
      ...(session && {
        stripeSessionId: session.id,
        stripePaymentIntentId: typeof intent === 'string' ? intent : (intent?.id ?? null),
        fulfilledAt: new Date(),
      }),
    })
    .where(and(eq(purchases.workspaceId, purchase.workspaceId), eq(purchases.id, purchase.id)))
}

async function fulfilSubscription(session: Stripe.Checkout.Session): Promise<Fulfilment> {
  const customer = typeof session.customer === 'string' ? session.customer : session.customer?.id
  assert(customer, `session ${session.id} has a customer`)
  const workspaceId = await syncSubscription(customer)
  if (session.status === 'complete') return { kind: 'subscription', workspaceId }
  return { kind: session.status === 'expired' ? 'ended' : 'pending', workspaceId }
}
