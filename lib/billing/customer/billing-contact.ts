import { eq, sql } from 'drizzle-orm'
import type Stripe from 'stripe'
import { system } from '@/db/client'
import { billingContacts, subscriptions, workspaces } from '@/db/schema'
import { log } from '@/lib/core/logging/log'
import { stripe } from '../stripe/client.ts'
import { idOf, nullIfMissing } from '../stripe/responses.ts'
import { findCustomerRow } from './customer-owner.ts'

/** How often to push again when the workspace is renamed during a push. */
const MOST_PUSHES = 3
const MOST_AT_ONCE = 200

/** Invoices go to the email of the longest-standing owner, so it only changes when that owner does. */
const ownerEmail = sql<string | null>`(select u.email from members m join users u on u.id = m.user_id
  where m.workspace_id = ${workspaces.id} and m.role = 'owner' order by m.joined_at, m.user_id limit 1)`

const wantedName = sql<string>`coalesce(${billingContacts.name}, ${workspaces.name})`
const wantedEmail = sql<string | null>`coalesce(${billingContacts.email}, ${ownerEmail})`
const isBehind = sql<boolean>`(${wantedName} is distinct from ${billingContacts.pushedName}
  or (${wantedEmail} is not null and ${wantedEmail} is distinct from ${billingContacts.pushedEmail}))`

export type BillingContact = {
  /** Null: invoices use the workspace's name and its owner's email. */
  name: string | null
  email: string | null
  workspaceName: string
  ownerEmail: string | null
  customer: string | null
  pushedName: string | null
  pushedEmail: string | null
  isBehind: boolean
}

export async function getBillingContact(workspaceId: number): Promise<BillingContact | undefined> {
  const [row] = await system()
    .select({
      name: billingContacts.name,
      email: billingContacts.email,
      workspaceName: workspaces.name,
      ownerEmail,
      customer: subscriptions.stripeCustomerId,
      pushedName: billingContacts.pushedName,
      pushedEmail: billingContacts.pushedEmail,
      isBehind,
    })
    .from(workspaces)
    .innerJoin(subscriptions, eq(subscriptions.workspaceId, workspaces.id))
    .leftJoin(billingContacts, eq(billingContacts.workspaceId, workspaces.id))
    .where(eq(workspaces.id, workspaceId))
  return row
}

/**
 * Updates the billing name and email in Stripe after a rename, a change of owner or a new owner email (R47). A name or
 * email that someone entered in Stripe in the meantime is kept instead and no longer follows the workspace.
 */
export async function pushBillingContact(workspaceId: number): Promise<void> {
  for (let pushes = 0; pushes < MOST_PUSHES; pushes += 1) {
    const contact = await getBillingContact(workspaceId)
    if (!contact?.customer || !contact.isBehind) return
    const customer = await nullIfMissing(stripe().customers.retrieve(contact.customer))
    if (!customer || customer.deleted) return
    const entered = await enteredAtStripe(workspaceId, contact, customer)
    const name = entered.name ?? contact.name ?? contact.workspaceName
    const email = entered.email ?? contact.email ?? contact.ownerEmail
    if (customer.name !== name || (email !== null && customer.email !== email))
      await stripe().customers.update(customer.id, { name, ...(email !== null && { email }) })
    await saveBillingContact(workspaceId, { ...entered, pushedName: name, pushedEmail: email })
  }
}

/** For a customer that was just created and has no name or email yet. */
export async function pushNewCustomerContact(workspaceId: number): Promise<void> {
  await saveBillingContact(workspaceId, { pushedName: null, pushedEmail: null })
  await pushBillingContact(workspaceId)
}

type Entered = { name?: string; email?: string }

/** What differs from our last update. Before the first update, the email is that of the person who paid first. */
async function enteredAtStripe(
  workspaceId: number,
  { pushedName, pushedEmail, workspaceName }: BillingContact,
  { name, email }: Stripe.Customer,
): Promise<Entered> {
  const isNameEntered =
    name &&
    (pushedName === null
      ? name !== workspaceName && !(await wasNamed(workspaceId, name))
      : name !== pushedName)
  const isEmailEntered = email && (pushedEmail === null ? !(await isPerson(email)) : email !== pushedEmail)
  return { ...(isNameEntered && { name }), ...(isEmailEntered && { email }) }
}

async function wasNamed(workspaceId: number, name: string): Promise<boolean> {
  const rows = await system().execute(sql`select 1 from audit_events where workspace_id = ${workspaceId}
    and verb = 'workspace.renamed' and detail ->> 'from' = ${name} limit 1`)
  return rows.length > 0
}

async function isPerson(email: string): Promise<boolean> {
  const rows = await system().execute(sql`select 1 from users where lower(email) = lower(${email}) limit 1`)
  return rows.length > 0
}

type Change = Partial<Pick<BillingContact, 'name' | 'email' | 'pushedName' | 'pushedEmail'>>

export async function saveBillingContact(workspaceId: number, change: Change): Promise<void> {
  await system()
    .insert(billingContacts)
    .values({ workspaceId, ...change })
    .onConflictDoUpdate({
      target: billingContacts.workspaceId,
      set: { ...change, updatedAt: sql`excluded.updated_at` },
    })
}

/**
 * A checkout with tax saves a name on the customer, as Stripe requires. A business name becomes the billing name; for the
 * name on a card, the workspace's name is restored.
 */
export async function applyCheckoutName(session: Stripe.Checkout.Session): Promise<void> {
  const id = idOf(session.customer)
  if (!id || !session.tax_id_collection?.enabled || session.status !== 'complete') return
  const row = await findCustomerRow(id)
  const contact = row && (await getBillingContact(row.workspaceId))
  if (!row || !contact?.customer) return
  const { workspaceId } = row
  const customer = await nullIfMissing(stripe().customers.retrieve(contact.customer))
  if (!customer || customer.deleted || customer.name === contact.pushedName) return
  const business = session.customer_details?.business_name
  if (business && customer.name === business) {
    await saveBillingContact(workspaceId, { name: business, pushedName: business })
  } else if (customer.name === session.customer_details?.name) {
    const name = contact.name ?? contact.workspaceName
    await stripe().customers.update(customer.id, { name })
    await saveBillingContact(workspaceId, { pushedName: name })
  }
}

/** Runs every minute: updates Stripe with changed names, owners and emails, also after failures. */
export async function pushChangedContacts(): Promise<number> {
  const behind = await system()
    .select({ workspaceId: workspaces.id })
    .from(subscriptions)
    .innerJoin(workspaces, eq(workspaces.id, subscriptions.workspaceId))
    .leftJoin(billingContacts, eq(billingContacts.workspaceId, workspaces.id))
    .where(
      sql`${subscriptions.stripeCustomerId} is not null and ${workspaces.deletedAt} is null and ${isBehind}`,
    )
    .orderBy(sql`random()`)
    .limit(MOST_AT_ONCE)
  let pushed = 0
  for (const { workspaceId } of behind) {
    try {
      await pushBillingContact(workspaceId)
      pushed += 1
    } catch (error) {
      log.error({ err: error, workspaceId }, 'could not send the billing contact to Stripe')
    }
  }
  return pushed
}
