import { and, eq, isNull } from 'drizzle-orm'
import { system } from '@/db/client'
import { marketNow } from '@/db/product-time'
import { subscriptions } from '@/db/schema'
import { assert } from '@/lib/core/assert'
import { env } from '@/lib/core/env'
import { subjectIds } from '@/lib/credits/actions'
import { inputHash, keyId, nilId } from '@/lib/credits/keys'
import { post } from '@/lib/credits/post'
import { readAccount } from '@/lib/credits/read'
import { reportFinding, resolveFinding, resolveOthers } from './findings.ts'
import { readSubscription, type SubscriptionState } from './read-subscription.ts'
import { stripe } from './stripe.ts'
import { termsOf } from './terms.ts'
import { stale, untilFresh } from './until-fresh.ts'

const MS = 1000

/**
 * Reads a customer's subscription whole from Stripe and writes it whole: plan, state, what comes next and what the
 * ledger is to grant. Called for every event about it, in any order and any number of times (R30). Answers the
 * workspace; null for a customer that is none of ours.
 */
export async function syncSubscription(customerId: string): Promise<number | null> {
  return untilFresh(async () => {
    const row = await rowOf(customerId)
    if (!row) return null
    const state = await readSubscription(customerId)
    if (!state) return row.workspaceId
    await tellLedger(row.workspaceId, state, row.stripeSubscriptionId !== state.subscription.id)
    const written = await system()
      .update(subscriptions)
      .set({ ...columnsOf(state), syncedAt: marketNow, revision: row.revision + 1 })
      .where(and(eq(subscriptions.workspaceId, row.workspaceId), eq(subscriptions.revision, row.revision)))
      .returning({ workspaceId: subscriptions.workspaceId })
    if (written.length === 0) return stale
    await noteOthers(row.workspaceId, state)
    return row.workspaceId
  })
}

type Row = typeof subscriptions.$inferSelect

/** By our own record; else by what the customer says of itself, if its making was cut short before we noted it. */
async function rowOf(customerId: string): Promise<Row | undefined> {
  const db = system()
  const isCustomer = eq(subscriptions.stripeCustomerId, customerId)
  const [known] = await db.select().from(subscriptions).where(isCustomer)
  if (known) return known
  const customer = await stripe().customers.retrieve(customerId)
  const named = customer.deleted ? undefined : customer.metadata.workspace_id
  if (!named) return undefined
  const [adopted] = await db
    .update(subscriptions)
    .set({ stripeCustomerId: customerId })
    .where(and(eq(subscriptions.workspaceId, Number(named)), isNull(subscriptions.stripeCustomerId)))
    .returning()
  if (adopted) return adopted
  const what = `Customer ${customerId} says it is workspace ${named}, which has another customer or does not exist.`
  await reportFinding({ kind: 'unmatched-subscription', stripeId: customerId, workspaceId: null, what })
  assert(false, `customer ${customerId} belongs to a workspace`)
}

function columnsOf({ subscription, item, ...state }: SubscriptionState): Partial<Row> {
  const date = (seconds: number | null | undefined) => (seconds ? new Date(seconds * MS) : null)
  return {
    planKey: state.current.plan.key,
    interval: state.current.interval,
    status: state.status,
    currentPeriodStart: date(item.current_period_start),
    currentPeriodEnd: date(item.current_period_end),
    cancelAtPeriodEnd: subscription.cancel_at_period_end,
    pendingPlanKey: state.pending?.plan.key ?? null,
    pendingInterval: state.pending?.interval ?? null,
    pendingFrom: date(state.pending?.from),
    paidUntil: date(state.paidUntil),
    endsAt: date(state.endsAt),
    openInvoiceUrl: state.openInvoiceUrl,
    stripeSubscriptionId: subscription.id,
  }
}

/** A subscription that is new to us begins a cycle of its own at its anchor; a known one changes the terms. */
async function tellLedger(workspaceId: number, state: SubscriptionState, isNew: boolean): Promise<void> {
  const { subscription, allowance, pending, paidUntil, endsAt } = state
  const facts = {
    allowance,
    paidUntil: paidUntil * MS,
    endsAt: endsAt === null ? null : endsAt * MS,
    next: pending?.from ? { allowance: pending.plan.allowanceCredits, from: pending.from * MS } : null,
  }
  const graceDays = env().PAYMENT_GRACE_DAYS
  if (isNew) {
    const outcome = await post(workspaceId, {
      type: 'restart',
      key: keyId(`subscription:${subscription.id}`),
      inputHash: inputHash(['subscription', subscription.id]),
      anchorAt: subscription.billing_cycle_anchor * MS,
      subjectKind: subjectIds.subscription,
      subjectId: nilId,
      ...termsOf({ ...facts, next: null }, 0, graceDays),
    })
    assert(outcome.ok, `subscription ${subscription.id} begins its cycle`)
  }
  const { cycleEnd } = await readAccount(workspaceId)
  await post(workspaceId, { type: 'terms', ...termsOf(facts, cycleEnd, graceDays) })
}

async function noteOthers(workspaceId: number, { subscription, others }: SubscriptionState): Promise<void> {
  for (const id of others) {
    const what = `Subscription ${id} is alive beside ${subscription.id}: the customer pays twice. Cancel and refund one.`
    await reportFinding({ kind: 'second-subscription', stripeId: id, workspaceId, what })
  }
  await resolveOthers('second-subscription', workspaceId, others)
  if (subscription.status === 'active') await resolveFinding('lost-subscription', subscription.id)
}
