import { and, desc, eq, or } from 'drizzle-orm'
import { system } from '@/db/client'
import { creditLots, plans, purchases, subscriptions, webhookAttempts, webhookEvents } from '@/db/schema'
import { findStripeOwner } from '@/lib/billing/stripe/stripe-owner'
import { notFound } from '@/lib/core/errors'
import { safeText } from '@/lib/core/logging/safe-error'
import { type Paid, paidOf } from '@/lib/core/text/money'
import { subjectIds } from '@/lib/credits/shared/actions'
import type { Operator } from '../operator'
import { recordView } from './record-event'
import { type InboxEvent, inboxEventOf } from './webhook-inbox'

export type EventPurchase = {
  workspaceId: number
  id: string
  credits: number
  paid: Paid
  status: string
  refundedCents: number
  dispute: string | null
  /** The entry that granted the credits; null if none were granted. */
  entrySeq: number | null
  takenBackCredits: number
  frozenCredits: number
  shortfallCredits: number
  expiredCredits: number
}
export type EventSubscription = {
  workspaceId: number
  plan: string
  status: string
  periodEndsAt: string | null
  syncedAt: string | null
}
export type WebhookEvent = InboxEvent & {
  appliedAt: string | null
  /** As received from Stripe, formatted as indented JSON. */
  payload: string
  /** Attempts to apply it, newest first. */
  attemptLog: { id: number; at: string; status: InboxEvent['status']; error: string | null }[]
  /** The current state of what the event refers to; its effect comes from Stripe's objects, not from the event (R30). */
  purchase: EventPurchase | null
  subscription: EventSubscription | null
}

const MAX_ATTEMPTS = 100

/**
 * A Stripe event with its attempts and effect.
 * @throws Refusal `not-found`
 */
export async function webhookEvent(id: string): Promise<WebhookEvent> {
  const db = system()
  const [row] = await db.select().from(webhookEvents).where(eq(webhookEvents.id, id))
  if (!row) throw notFound('event')
  const about = idsIn(row.payload)
  // Payments are not in the directory; those of ours name their customer.
  const owner = await findStripeOwner(about.customer, about.session, about.invoice)
  const [attemptLog, purchase, subscription] = await Promise.all([
    db
      .select()
      .from(webhookAttempts)
      .where(eq(webhookAttempts.eventId, id))
      .orderBy(desc(webhookAttempts.id))
      .limit(MAX_ATTEMPTS),
    owner === null ? null : purchaseOf(owner, about),
    owner === null ? null : subscriptionOf(owner, about),
  ])
  return {
    ...inboxEventOf(row),
    appliedAt: row.appliedAt?.toISOString() ?? null,
    payload: JSON.stringify(row.payload, null, 2),
    attemptLog: attemptLog.map(({ id: number, at, status, error }) => ({
      id: number,
      at: at.toISOString(),
      status,
      error: error && safeText(error),
    })),
    purchase,
    subscription,
  }
}

type Ids = { session: string | null; invoice: string | null; payment: string | null; customer: string | null }

/** The ids an event's object refers to; the fields are the same for all event types. */
function idsIn(payload: unknown): Ids {
  const object = field(field(payload, 'data'), 'object')
  const own = text(field(object, 'id'))
  const named = (name: string) => text(field(object, name)) ?? text(field(field(object, name), 'id'))
  return {
    session: own?.startsWith('cs_') ? own : null,
    invoice: own?.startsWith('in_') ? own : null,
    payment: named('payment_intent'),
    customer: own?.startsWith('cus_') ? own : named('customer'),
  }
}

const field = (value: unknown, name: string): unknown =>
  typeof value === 'object' && value !== null ? Reflect.get(value, name) : null
const text = (value: unknown) => (typeof value === 'string' ? value : null)

async function purchaseOf(owner: number, { session, invoice, payment }: Ids): Promise<EventPurchase | null> {
  if (!session && !invoice && !payment) return null
  const [found] = await system()
    .select({ purchase: purchases, lot: creditLots })
    .from(purchases)
    .leftJoin(
      creditLots,
      and(
        eq(creditLots.workspaceId, purchases.workspaceId),
        eq(creditLots.subjectKind, subjectIds.purchase),
        eq(creditLots.subjectId, purchases.id),
      ),
    )
    .where(
      and(
        eq(purchases.workspaceId, owner),
        or(
          session ? eq(purchases.stripeSessionId, session) : undefined,
          // Of an auto top-up: checkouts have sessions.
          invoice ? eq(purchases.stripeInvoiceId, invoice) : undefined,
          payment ? eq(purchases.stripePaymentIntentId, payment) : undefined,
        ),
      ),
    )
    .limit(1)
  if (!found) return null
  const { workspaceId, id, credits, status, refundedCents, dispute } = found.purchase
  const { seq = null, takenBack = 0, frozen = 0, shortfall = 0, expired = 0 } = found.lot ?? {}
  const lot = {
    entrySeq: seq,
    takenBackCredits: takenBack,
    frozenCredits: frozen,
    shortfallCredits: shortfall,
    expiredCredits: expired,
  }
  const paid = paidOf(found.purchase)
  return { workspaceId, id, credits, paid, status, refundedCents, dispute, ...lot }
}

async function subscriptionOf(owner: number, { customer }: Ids): Promise<EventSubscription | null> {
  if (!customer) return null
  const [row] = await system()
    .select({
      workspaceId: subscriptions.workspaceId,
      plan: plans.name,
      status: subscriptions.status,
      periodEndsAt: subscriptions.currentPeriodEnd,
      syncedAt: subscriptions.syncedAt,
    })
    .from(subscriptions)
    .innerJoin(plans, eq(plans.key, subscriptions.planKey))
    .where(and(eq(subscriptions.workspaceId, owner), eq(subscriptions.stripeCustomerId, customer)))
  if (!row) return null
  const iso = (at: Date | null) => at?.toISOString() ?? null
  return { ...row, periodEndsAt: iso(row.periodEndsAt), syncedAt: iso(row.syncedAt) }
}

/** For the console: also records in the audit log that this operator viewed the payload. @throws Refusal `not-found` */
export async function viewWebhookEvent(operator: Operator, id: string): Promise<WebhookEvent> {
  const event = await webhookEvent(id)
  await recordView(operator, { verb: 'webhook.viewed', shown: { event: id, payloads: 1 } })
  return event
}
