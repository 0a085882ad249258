import { and, eq } from 'drizzle-orm'
import type Stripe from 'stripe'
import { system } from '@/db/client'
import { readMarketNow } from '@/db/product-time'
import { formerCustomers, subscriptions } from '@/db/schema'
import { post } from '@/lib/credits/post'
import { reportDiscrepancy, resolveDiscrepancy } from '../payments/discrepancies.ts'
import { stripe } from '../stripe/client.ts'
import { nullIfMissing } from '../stripe/responses.ts'
import { CONFLICT, retryOnConflict } from '../stripe/retry-on-conflict.ts'
import { findCustomerRow, findOwnerOfCustomer, type SubscriptionRow } from './customer-owner.ts'

type Reason = (typeof formerCustomers.$inferSelect)['reason']

/** Reads the customer from Stripe. Detaches one that is deleted or unknown there from its workspace and returns null. */
export async function findCustomer(customerId: string): Promise<Stripe.Customer | null> {
  const customer = await nullIfMissing(stripe().customers.retrieve(customerId))
  if (customer && !customer.deleted) return customer
  await detachCustomer(customerId, customer ? 'deleted' : 'unknown')
  return null
}

/** Returns the workspace when its customer was lost; null when Stripe has the customer, or it was never ours. */
export async function detachIfLost(customerId: string): Promise<number | null> {
  return (await findCustomer(customerId)) ? null : findOwnerOfCustomer(customerId)
}

/**
 * Ends the plan, which can no longer be paid; the next checkout creates a new customer. The id is kept: when Stripe knows
 * it again (after a key of another mode was set by mistake), the workspace gets its customer and plan back.
 */
async function detachCustomer(customerId: string, reason: Reason): Promise<void> {
  await retryOnConflict(async () => {
    const row = await findCustomerRow(customerId)
    if (!row) return
    const running = row.stripeSubscriptionId !== null && row.status !== 'canceled'
    const now = await readMarketNow()
    if (running) await endTerms(row.workspaceId, now)
    if (!(await detach(row, customerId, reason, running ? now : null))) return CONFLICT
    if (!row.stripeSubscriptionId) return
    await resolveDiscrepancy('lost-subscription', row.stripeSubscriptionId)
    const what = `${reasonLabels[reason]} The plan of the workspace has ended. Its next checkout creates a new customer.`
    await reportDiscrepancy({
      kind: 'lost-customer',
      stripeId: customerId,
      workspaceId: row.workspaceId,
      what,
    })
  })
}

const reasonLabels: Record<Reason, string> = {
  deleted: 'This customer was deleted in Stripe.',
  unknown:
    'Stripe does not know this customer. Check that STRIPE_SECRET_KEY belongs to the right account and mode.',
}

async function endTerms(workspaceId: number, now: Date): Promise<void> {
  const at = now.getTime()
  await post(workspaceId, { type: 'set-funding', allowance: 0, fundedUntil: at, spendUntil: at })
}

/** False when the row was changed in the meantime. */
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
