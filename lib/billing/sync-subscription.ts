import { and, eq } from 'drizzle-orm'
import { system } from '@/db/client'
import { marketNow } from '@/db/product-time'
import { subscriptions } from '@/db/schema'
import { ownerOfCustomer, rowOfCustomer, type SubscriptionRow } from './customer-owner.ts'
import { reportFinding, resolveFinding, resolveOthers } from './findings.ts'
import { dropIfLost } from './lost-customer.ts'
import { postTerms } from './post-terms.ts'
import { readSubscription, type SubscriptionState } from './read-subscription.ts'
import { stale, untilFresh } from './until-fresh.ts'

const MS = 1000

/**
 * Reads a customer's subscription whole from Stripe and writes it whole: plan, state, what comes next and what the
 * ledger is to grant. Called for every event about it, in any order and any number of times (R30). Answers the
 * workspace; null for a customer that is not ours.
 */
export async function syncSubscription(customerId: string): Promise<number | null> {
  return untilFresh(async () => {
    const row = await rowOfCustomer(customerId)
    if (!row) return ownerOfCustomer(customerId)
    const state = await readSubscription(customerId)
    if (!state) {
      // Stripe shows no subscription of a customer that it deleted or does not know.
      if (row.stripeSubscriptionId && row.status !== 'canceled') await dropIfLost(customerId)
      return row.workspaceId
    }
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

function columnsOf({ subscription, item, ...state }: SubscriptionState): Partial<SubscriptionRow> {
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
  const { allowance, pending, paidUntil, endsAt } = state
  const facts = {
    allowance,
    paidUntil: paidUntil * MS,
    endsAt: endsAt === null ? null : endsAt * MS,
    next: pending?.from ? { allowance: pending.plan.allowanceCredits, from: pending.from * MS } : null,
  }
  await postTerms(workspaceId, state, facts, isNew)
}

async function noteOthers(workspaceId: number, { subscription, others }: SubscriptionState): Promise<void> {
  for (const id of others) {
    const what = `Subscription ${id} is alive beside ${subscription.id}: the customer pays twice. Cancel and refund one.`
    await reportFinding({ kind: 'second-subscription', stripeId: id, workspaceId, what })
  }
  await resolveOthers('second-subscription', workspaceId, others)
  if (subscription.status !== 'active') return
  await resolveFinding('lost-subscription', subscription.id)
  await resolveOthers('lost-customer', workspaceId, [])
}
