import { eq } from 'drizzle-orm'
import { inWorkspace } from '@/db/client'
import { auditEvents, subscriptions } from '@/db/schema'
import type { WorkspaceContext } from '@/lib/core/context'
import { Refusal } from '@/lib/core/errors'
import type { StartingSubscription } from '../checkout/subscribe/starting-subscription.ts'
import { billingHref } from '../shared/billing-address.ts'
import { stripe } from '../stripe/client.ts'
import { idOf } from '../stripe/responses.ts'
import { type CustomerBilling, readBilling, type SubscriptionState } from './read-subscription.ts'
import { voidInvoiceIfOpen } from './subscription-invoices.ts'

export type CurrentSubscription = SubscriptionState & { customer: string }

/** The billing state of the workspace's customer, read from Stripe; null before its first checkout. */
export async function readWorkspaceBilling({
  workspaceId,
}: Pick<WorkspaceContext, 'workspaceId'>): Promise<(CustomerBilling & { customer: string }) | null> {
  const [row] = await inWorkspace(workspaceId, (tx) =>
    tx
      .select({ customer: subscriptions.stripeCustomerId })
      .from(subscriptions)
      .where(eq(subscriptions.workspaceId, workspaceId)),
  )
  return row?.customer ? { ...(await readBilling(row.customer)), customer: row.customer } : null
}

/**
 * The workspace's active subscription, read from Stripe, so changes apply to its latest state.
 * @throws Refusal `subscription.none`, `subscription.starting`
 */
export async function getCurrentSubscription(ctx: WorkspaceContext): Promise<CurrentSubscription> {
  const billing = await readWorkspaceBilling(ctx)
  if (billing?.state && billing.state.status !== 'canceled')
    return { ...billing.state, customer: billing.customer }
  if (billing?.starting) throw notStartedError(billing.starting)
  throw new Refusal('subscription.none', 'This workspace has no active plan. Choose a plan to subscribe.', {
    href: billingHref('plans', { anchor: 'plans' }),
  })
}

/** A plan whose first payment has not arrived can only be paid or discarded. */
export function notStartedError({ wanted, reason, invoice }: StartingSubscription): Refusal {
  const { name } = wanted.plan
  if (reason === 'first-payment-processing')
    return new Refusal(
      'subscription.starting',
      `Your payment for ${name} is still being processed. Your plan starts when it arrives.`,
    )
  return new Refusal(
    'subscription.starting',
    `Your first payment for ${name} didn’t go through. Pay the invoice to start the plan, or discard it on the billing page.`,
    { href: invoice?.hosted_invoice_url ?? billingHref('plans') },
  )
}

/**
 * Cancels a pending change: one that is scheduled, or one that waits for its payment. Someone else may have canceled it
 * since the subscription was read; that is not a failure. `too-late`: the change was paid in the meantime and took effect.
 */
export async function cancelPendingChange({
  subscription,
}: SubscriptionState): Promise<'dropped' | 'nothing' | 'too-late'> {
  const schedule = idOf(subscription.schedule)
  if (schedule) await release(schedule)
  const invoice = subscription.pending_update ? idOf(subscription.latest_invoice) : null
  if (invoice && (await voidInvoiceIfOpen(invoice)) === 'paid') return 'too-late'
  return schedule || invoice ? 'dropped' : 'nothing'
}

/** @throws Refusal `plan.changed` when the change to cancel has already been paid. */
export async function cancelUnpaidChange(current: SubscriptionState): Promise<boolean> {
  const outcome = await cancelPendingChange(current)
  if (outcome === 'too-late')
    throw new Refusal(
      'plan.changed',
      'The payment for your new plan just arrived, so your plan has already changed. Reload the page to see it.',
    )
  return outcome === 'dropped'
}

/** Stripe refuses to release a schedule twice; one that was already released is fine. */
async function release(schedule: string): Promise<void> {
  try {
    await stripe().subscriptionSchedules.release(schedule)
  } catch (error) {
    const { status } = await stripe().subscriptionSchedules.retrieve(schedule)
    if (status !== 'released') throw error
  }
}

export async function audit(ctx: WorkspaceContext, verb: string, detail: object = {}): Promise<void> {
  await inWorkspace(ctx.workspaceId, (tx) =>
    tx.insert(auditEvents).values({ workspaceId: ctx.workspaceId, actorId: ctx.userId, verb, detail }),
  )
}
