import { and, eq, isNull } from 'drizzle-orm'
import type Stripe from 'stripe'
import { system } from '@/db/client'
import { formerCustomers, subscriptions } from '@/db/schema'
import { assert } from '@/lib/core/assert'
import { reportDiscrepancy, resolveDiscrepancy } from '../payments/discrepancies.ts'
import { stripe } from '../stripe/client.ts'
import { stampedWorkspace } from '../stripe/stamp.ts'
import { findStripeOwner, recordStripeOwner } from '../stripe/stripe-owner.ts'

export type SubscriptionRow = typeof subscriptions.$inferSelect

/** The workspace that has or had this customer according to our records, whichever version created it. */
export async function findOwnerOfCustomer(customerId: string): Promise<number | null> {
  const current = await findCustomerRow(customerId)
  return current?.workspaceId ?? (await formerOwner(customerId))
}

/**
 * The subscription row of the workspace that has this customer. Stores a customer of ours that was never stored because
 * its process died, or that Stripe did not know for a while. Undefined for any other customer.
 */
export async function findOrAdoptCustomerRow(customerId: string): Promise<SubscriptionRow | undefined> {
  const known = await findCustomerRow(customerId)
  if (known) return known
  const customer = await stripe().customers.retrieve(customerId)
  if (customer.deleted) return undefined
  const workspaceId = (await formerOwner(customerId)) ?? stampedWorkspace(customer.metadata)
  return workspaceId === null ? undefined : adopt(customer, workspaceId)
}

export async function findCustomerRow(customerId: string): Promise<SubscriptionRow | undefined> {
  const workspaceId = await findStripeOwner(customerId)
  if (workspaceId === null) return undefined
  const [row] = await system()
    .select()
    .from(subscriptions)
    .where(and(eq(subscriptions.workspaceId, workspaceId), eq(subscriptions.stripeCustomerId, customerId)))
  return row
}

async function formerOwner(customerId: string): Promise<number | null> {
  const workspaceId = await findStripeOwner(customerId)
  if (workspaceId === null) return null
  const [row] = await system()
    .select({ workspaceId: formerCustomers.workspaceId })
    .from(formerCustomers)
    .where(isFormerCustomer(workspaceId, customerId))
  return row?.workspaceId ?? null
}

const isFormerCustomer = (workspaceId: number, customerId: string) =>
  and(eq(formerCustomers.workspaceId, workspaceId), eq(formerCustomers.stripeCustomerId, customerId))

async function adopt(customer: Stripe.Customer, workspaceId: number): Promise<SubscriptionRow | undefined> {
  await recordStripeOwner(workspaceId, [customer.id])
  const adopted = await system().transaction(async (tx) => {
    const [row] = await tx
      .update(subscriptions)
      .set({ stripeCustomerId: customer.id })
      .where(and(eq(subscriptions.workspaceId, workspaceId), isNull(subscriptions.stripeCustomerId)))
      .returning()
    if (row) await tx.delete(formerCustomers).where(isFormerCustomer(workspaceId, customer.id))
    return row
  })
  if (adopted) {
    await resolveDiscrepancy('lost-customer', customer.id)
    await resolveDiscrepancy('unmatched-subscription', customer.id)
    return adopted
  }
  // A concurrent request may have stored it.
  const known = await findCustomerRow(customer.id)
  if (known || customer.test_clock) return known
  const what = `Customer ${customer.id} belongs to workspace ${workspaceId}, which has another customer or does not exist.`
  await reportDiscrepancy({ kind: 'unmatched-subscription', stripeId: customer.id, workspaceId: null, what })
  assert(false, `customer ${customer.id} belongs to a workspace`)
}
