import { and, eq, isNull } from 'drizzle-orm'
import { system } from '@/db/client'
import { marketNow, readMarketNow } from '@/db/product-time'
import { subscriptions } from '@/db/schema'
import type { WorkspaceContext } from '@/lib/core/context'
import { post } from '@/lib/credits/post'
import type { StartingSubscription } from '../checkout/subscribe/starting-subscription.ts'
import { withPlanLock } from '../plan-changes/plan-lock.ts'
import { stripe } from '../stripe/client.ts'
import { audit, cancelPendingChange } from './current-subscription.ts'
import { readBilling } from './read-subscription.ts'
import { voidInvoiceIfOpen } from './subscription-invoices.ts'
import { syncSubscription } from './sync-subscription.ts'

/** Ends the plan immediately when its workspace is deleted: nothing is renewed, owed or spent. Safe to repeat. */
export const endPlan = (ctx: WorkspaceContext): Promise<void> => withPlanLock(ctx, () => endLocked(ctx))

async function endLocked(ctx: WorkspaceContext): Promise<void> {
  const { workspaceId } = ctx
  const [row] = await system().select().from(subscriptions).where(eq(subscriptions.workspaceId, workspaceId))
  if (!row) return
  const customer = row.stripeCustomerId
  const { state = null, starting = null } = customer ? await readBilling(customer) : {}
  if (customer && starting && state?.status !== 'active') await endStarting(starting)
  if (customer && (state || row.stripeSubscriptionId)) {
    if (state && state.status !== 'canceled') {
      await cancelPendingChange(state)
      await stripe().subscriptions.cancel(state.subscription.id)
      await audit(ctx, 'subscription.end', { plan: state.current.plan.key })
    }
    await voidOpenInvoices(customer)
    await syncSubscription(customer)
    return
  }
  // A trial, or a plan that is paid outside Stripe.
  const now = (await readMarketNow()).getTime()
  await post(workspaceId, { type: 'set-funding', allowance: 0, fundedUntil: now, spendUntil: now })
  await system()
    .update(subscriptions)
    .set({ status: 'canceled', endsAt: marketNow })
    .where(and(eq(subscriptions.workspaceId, workspaceId), isNull(subscriptions.stripeSubscriptionId)))
}

/** A bank debit may still be in progress; it then arrives for an ended plan, which is a discrepancy. */
async function endStarting({ subscription, invoice }: StartingSubscription): Promise<void> {
  await stripe().subscriptions.cancel(subscription.id)
  if (invoice?.id) await voidInvoiceIfOpen(invoice.id)
}

/** No one should pay for the plan of a deleted workspace. */
async function voidOpenInvoices(customer: string): Promise<void> {
  const { data } = await stripe().invoices.list({ customer, status: 'open', limit: 100 })
  for (const { id, parent } of data) if (id && parent?.subscription_details) await voidInvoiceIfOpen(id)
}
