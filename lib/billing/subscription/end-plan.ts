import { and, eq, isNull } from 'drizzle-orm'
import { system } from '@/db/client'
import { marketNow, readMarketNow } from '@/db/product-time'
import { subscriptions } from '@/db/schema'
import type { WorkspaceContext } from '@/lib/core/context'
import { post } from '@/lib/credits/post'
import type { StartingSubscription } from '../checkout/starting-subscription.ts'
import { inPlanTurn } from '../plan-changes/in-plan-turn.ts'
import { stripe } from '../stripe/client.ts'
import { audit, dropPending } from './current-subscription.ts'
import { readBilling } from './read-subscription.ts'
import { voidIfOpen } from './subscription-invoices.ts'
import { syncSubscription } from './sync-subscription.ts'

/** Ends the plan now, for a workspace that goes: nothing is renewed, owed or spent. Safe to repeat. */
export const endPlan = (ctx: WorkspaceContext): Promise<void> => inPlanTurn(ctx, () => endInTurn(ctx))

async function endInTurn(ctx: WorkspaceContext): Promise<void> {
  const { workspaceId } = ctx
  const [row] = await system().select().from(subscriptions).where(eq(subscriptions.workspaceId, workspaceId))
  if (!row) return
  const customer = row.stripeCustomerId
  const { state = null, starting = null } = customer ? await readBilling(customer) : {}
  if (customer && starting && state?.status !== 'active') await endStarting(starting)
  if (customer && (state || row.stripeSubscriptionId)) {
    if (state && state.status !== 'canceled') {
      await dropPending(state)
      await stripe().subscriptions.cancel(state.subscription.id)
      await audit(ctx, 'subscription.end', { plan: state.current.plan.key })
    }
    await voidOpenInvoices(customer)
    await syncSubscription(customer)
    return
  }
  // A trial, or a plan that is paid for outside Stripe.
  const now = (await readMarketNow()).getTime()
  await post(workspaceId, { type: 'set-funding', allowance: 0, fundedUntil: now, spendUntil: now })
  await system()
    .update(subscriptions)
    .set({ status: 'canceled', endsAt: marketNow })
    .where(and(eq(subscriptions.workspaceId, workspaceId), isNull(subscriptions.stripeSubscriptionId)))
}

/** Its money may still be on its way from a bank: it then arrives for a plan that has ended, which is a finding. */
async function endStarting({ subscription, invoice }: StartingSubscription): Promise<void> {
  await stripe().subscriptions.cancel(subscription.id)
  if (invoice?.id) await voidIfOpen(invoice.id)
}

/** Nobody is to pay for a plan of a workspace that goes. */
async function voidOpenInvoices(customer: string): Promise<void> {
  const { data } = await stripe().invoices.list({ customer, status: 'open', limit: 100 })
  for (const { id, parent } of data) if (id && parent?.subscription_details) await voidIfOpen(id)
}
