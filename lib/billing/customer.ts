import { and, eq, isNull } from 'drizzle-orm'
import { system } from '@/db/client'
import { subscriptions, users, workspaces } from '@/db/schema'
import { assert } from '@/lib/core/assert'
import type { WorkspaceContext } from '@/lib/core/context'
import { stripe } from './stripe.ts'

/** The workspace's one Stripe customer, made at its first checkout. */
export async function customerId(ctx: WorkspaceContext): Promise<string> {
  const db = system()
  const [row] = await db
    .select({ customer: subscriptions.stripeCustomerId, name: workspaces.name })
    .from(subscriptions)
    .innerJoin(workspaces, eq(workspaces.id, subscriptions.workspaceId))
    .where(eq(subscriptions.workspaceId, ctx.workspaceId))
  assert(row, `workspace ${ctx.workspaceId} has a subscription`)
  if (row.customer) return row.customer
  const [person] = await db.select({ email: users.email }).from(users).where(eq(users.id, ctx.userId))
  // Two people at once get the same customer: Stripe answers the same key with the first result.
  const customer = await stripe().customers.create(
    { name: row.name, email: person?.email, metadata: { workspace_id: String(ctx.workspaceId) } },
    { idempotencyKey: `customer:${ctx.workspaceId}` },
  )
  await db
    .update(subscriptions)
    .set({ stripeCustomerId: customer.id })
    .where(and(eq(subscriptions.workspaceId, ctx.workspaceId), isNull(subscriptions.stripeCustomerId)))
  const [stored] = await db
    .select({ customer: subscriptions.stripeCustomerId })
    .from(subscriptions)
    .where(eq(subscriptions.workspaceId, ctx.workspaceId))
  assert(stored?.customer, 'the customer was just stored')
  return stored.customer
}
