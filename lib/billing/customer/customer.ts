import { and, desc, eq, isNull } from 'drizzle-orm'
import { system } from '@/db/client'
import { formerCustomers, subscriptions } from '@/db/schema'
import { assert } from '@/lib/core/assert'
import { signatureOf } from '@/lib/core/clients/signature'
import type { WorkspaceContext } from '@/lib/core/context'
import { stripe } from '../stripe/client.ts'
import { stampOf } from '../stripe/stamp.ts'
import { recordStripeOwner } from '../stripe/stripe-owner.ts'
import { pushNewCustomerContact } from './billing-contact.ts'
import { findCustomer } from './lost-customer.ts'

/** Losing a customer between two reads is rare; three times in a row is a bug. */
const MOST_ATTEMPTS = 3

/** Returns the workspace's Stripe customer; creates it at the first checkout, and again when Stripe no longer has it. */
export async function ensureCustomer({ workspaceId }: WorkspaceContext): Promise<string> {
  for (let left = MOST_ATTEMPTS; left > 0; left -= 1) {
    const id = (await storedCustomer(workspaceId)) ?? (await createCustomer(workspaceId))
    const customer = await findCustomer(id)
    if (!customer) continue
    if (!customer.name && !customer.email) await pushNewCustomerContact(workspaceId)
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
 * Concurrent requests, and one after a crash, get the same customer: the body only depends on the workspace, and Stripe
 * returns the first result for the same key. A lost customer changes the key, so the lost one is never returned.
 */
async function createCustomer(workspaceId: number): Promise<string> {
  const [lost] = await system()
    .select({ id: formerCustomers.stripeCustomerId })
    .from(formerCustomers)
    .where(eq(formerCustomers.workspaceId, workspaceId))
    .orderBy(desc(formerCustomers.lostAt), desc(formerCustomers.stripeCustomerId))
    .limit(1)
  // Signed, because another installation in the same Stripe account may have a workspace with this id.
  const key = signatureOf('stripe-customer', `${workspaceId}:${lost?.id ?? ''}`)
  const created = await stripe().customers.create(
    { metadata: stampOf(workspaceId) },
    { idempotencyKey: `customer:${workspaceId}:${key}` },
  )
  await recordStripeOwner(workspaceId, [created.id])
  await system()
    .update(subscriptions)
    .set({ stripeCustomerId: created.id })
    .where(and(eq(subscriptions.workspaceId, workspaceId), isNull(subscriptions.stripeCustomerId)))
  const stored = await storedCustomer(workspaceId)
  assert(stored, 'the customer was just stored')
  return stored
}
