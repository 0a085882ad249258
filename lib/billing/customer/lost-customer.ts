import { and, eq } from 'drizzle-orm'
import type Stripe from 'stripe'
import { system } from '@/db/client'
import { readMarketNow } from '@/db/product-time'
import { formerCustomers, subscriptions } from '@/db/schema'
import { post } from '@/lib/credits/post'
import { reportFinding, resolveFinding } from '../payments/findings.ts'
import { stripe } from '../stripe/client.ts'
import { unlessMissing } from '../stripe/missing.ts'
import { stale, untilFresh } from '../stripe/retry-on-conflict.ts'
import { currentRow, ownerOfCustomer, type SubscriptionRow } from './customer-owner.ts'

type Reason = (typeof formerCustomers.$inferSelect)['reason']

/** The customer as Stripe has it now. One that is deleted or unknown there is no longer the workspace's; then null. */
export async function livingCustomer(customerId: string): Promise<Stripe.Customer | null> {
  const customer = await unlessMissing(stripe().customers.retrieve(customerId))
  if (customer && !customer.deleted) return customer
  await dropCustomer(customerId, customer ? 'deleted' : 'unknown')
  return null
}

/** Answers the workspace when its customer was lost; null when Stripe has the customer, or it was never ours. */
export async function dropIfLost(customerId: string): Promise<number | null> {
  return (await livingCustomer(customerId)) ? null : ownerOfCustomer(customerId)
}

/**
 * The plan that nobody can pay any longer ends, and the next checkout creates a new customer. The id is kept: should
 * Stripe know it again (a key of another mode was set by mistake), the workspace gets its customer and its plan back.
 */
async function dropCustomer(customerId: string, reason: Reason): Promise<void> {
  await untilFresh(async () => {
    const row = await currentRow(customerId)
    if (!row) return
    const running = row.stripeSubscriptionId !== null && row.status !== 'canceled'
    const now = await readMarketNow()
    if (running) await endTerms(row.workspaceId, now)
    if (!(await detach(row, customerId, reason, running ? now : null))) return stale
    if (!row.stripeSubscriptionId) return
    await resolveFinding('lost-subscription', row.stripeSubscriptionId)
    const what = `${reasonWords[reason]} The plan of the workspace has ended. Its next checkout creates a new customer.`
    await reportFinding({ kind: 'lost-customer', stripeId: customerId, workspaceId: row.workspaceId, what })
  })
}

const reasonWords: Record<Reason, string> = {
  deleted: 'This customer was deleted in Stripe.',
  unknown:
    'Stripe does not know this customer. Check that STRIPE_SECRET_KEY is of the right account and mode.',
}

async function endTerms(workspaceId: number, now: Date): Promise<void> {
  const at = now.getTime()
  await post(workspaceId, { type: 'set-funding', allowance: 0, fundedUntil: at, spendUntil: at })
}

/** False when somebody else wrote the row in between. */
async function detach(
  row: SubscriptionRow,
  customerId: string,
  reason: Reason,
  endedAt: Date | null,
): Promise<boolean> {
  const ended = endedAt && {
    status: 'canceled' as const,
    endsAt: endedAt,
    cancelAtPeriodEnd: false,
    pendingPlanKey: null,
    pendingInterval: null,
    pendingFrom: null,
    unfundedReason: null,
  }
  return system().transaction(async (tx) => {
    const written = await tx
      .update(subscriptions)
      .set({ ...ended, stripeCustomerId: null, openInvoiceUrl: null, revision: row.revision + 1 })
      .where(and(eq(subscriptions.workspaceId, row.workspaceId), eq(subscriptions.revision, row.revision)))
      .returning({ workspaceId: subscriptions.workspaceId })
    if (written.length === 0) return false
    await tx
      .insert(formerCustomers)
      .values({ workspaceId: row.workspaceId, stripeCustomerId: customerId, reason })
      .onConflictDoNothing()
    return true
  })
}
