import { eq } from 'drizzle-orm'
import { inWorkspace } from '@/db/client'
import { auditEvents, subscriptions } from '@/db/schema'
import type { WorkspaceContext } from '@/lib/core/context'
import { Refusal } from '@/lib/core/errors'
import { billingHref } from './links.ts'
import { readSubscription, type SubscriptionState } from './read-subscription.ts'
import { stripe } from './stripe.ts'
import { idOf } from './stripe-id.ts'

export type CurrentSubscription = SubscriptionState & { customer: string }

/**
 * The workspace's living subscription, read from Stripe now: what is changed is what is there.
 * @throws Refusal `subscription.none`
 */
export async function currentSubscription(ctx: WorkspaceContext): Promise<CurrentSubscription> {
  const [row] = await inWorkspace(ctx.workspaceId, (tx) =>
    tx
      .select({ customer: subscriptions.stripeCustomerId })
      .from(subscriptions)
      .where(eq(subscriptions.workspaceId, ctx.workspaceId)),
  )
  const state = row?.customer ? await readSubscription(row.customer) : null
  if (!row?.customer || !state || state.status === 'canceled') {
    throw new Refusal('subscription.none', 'This workspace has no running plan. Choose one to subscribe.', {
      href: billingHref({}, 'plans'),
    })
  }
  return { ...state, customer: row.customer }
}

/** What is to come is taken back: a change that is scheduled, or one that waits for its payment. */
export async function dropPending({ subscription }: SubscriptionState): Promise<boolean> {
  const schedule = idOf(subscription.schedule)
  if (schedule) await release(schedule)
  const invoice = subscription.pending_update ? idOf(subscription.latest_invoice) : null
  if (invoice) await stripe().invoices.voidInvoice(invoice)
  return schedule !== null || invoice !== null
}

/** Two who take it back at once both read it as active, and Stripe refuses the later one: what it wanted is done. */
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
