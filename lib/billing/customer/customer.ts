import { and, desc, eq, isNull } from 'drizzle-orm'
import { system } from '@/db/client'
import { formerCustomers, subscriptions } from '@/db/schema'
import { assert } from '@/lib/core/assert'
import { signatureOf } from '@/lib/core/clients/signature'
import type { WorkspaceContext } from '@/lib/core/context'
import { stripe } from '../stripe/client.ts'
import { stampOf } from '../stripe/stamp.ts'
import { describeCustomer } from './billing-contact.ts'
import { findCustomer } from './lost-customer.ts'

/** A customer lost between two looks is rare, three in a row are a fault. */
const MOST_ATTEMPTS = 3

/** The workspace's one Stripe customer: created at its first checkout, and again when Stripe no longer has it. */
export async function ensureCustomer({ workspaceId }: WorkspaceContext): Promise<string> {
  for (let left = MOST_ATTEMPTS; left > 0; left -= 1) {
    const id = (await storedCustomer(workspaceId)) ?? (await createCustomer(workspaceId))
    const customer = await findCustomer(id)
    if (!customer) continue
    if (!customer.name && !customer.email) await describeCustomer(workspaceId)
    return id
  }
  assert(false, `workspace ${workspaceId} keeps its customer for the length of a request`)
}

async function storedCustomer(workspaceId: number): Promise<string | null> {
  const [row] = await system()
    .select({ customer: subscriptions.stripeCustomerId })
    .from(subscriptions)
    .where(eq(subscriptions.workspaceId, workspaceId))
  assert(row, `workspace ${workspaceId} has a subscription`)
  return row.customer
}

/**
 * Two requests at once, or one after a process that died, get the same customer: the body depends on the workspace alone,
 * and Stripe answers the same key with the first result. A lost customer changes the key, so it never comes back.
 */
async function createCustomer(workspaceId: number): Promise<string> {
  const [lost] = await system()
    .select({ id: formerCustomers.stripeCustomerId })
    .from(formerCustomers)
    .where(eq(formerCustomers.workspaceId, workspaceId))
    .orderBy(desc(formerCustomers.lostAt), desc(formerCustomers.stripeCustomerId))
    .limit(1)
  // Signed: another installation in the same Stripe account has a workspace of this number as well.
  const key = signatureOf('stripe-customer', `${workspaceId}:${lost?.id ?? ''}`)
  const created = await stripe().customers.create(
    { metadata: stampOf(workspaceId) },
    { idempotencyKey: `customer:${workspaceId}:${key}` },
  )
  await system()
    .update(subscriptions)
    .set({ stripeCustomerId: created.id })
    .where(and(eq(subscriptions.workspaceId, workspaceId), isNull(subscriptions.stripeCustomerId)))
  const stored = await storedCustomer(workspaceId)
  assert(stored, 'the customer was just stored')
  return stored
}
