import { and, eq, inArray } from 'drizzle-orm'
import { inWorkspace, type Queryable } from '@/db/client'
import { marketNow } from '@/db/product-time'
import { auditEvents, contactListMembers, contactLists, contacts } from '@/db/schema'
import { authorOf, type WorkspaceContext } from '@/lib/core/context'
import { notFound, Refusal } from '@/lib/core/errors'
import { storeContactsWithinLimit } from '@/lib/metering/limits-mode/count-contacts'
import { assertPastConsent } from './consent'
import type { ContactInput } from './contact-input'
import { assertNotErased } from './suppress'

export const isContact = (workspaceId: number, id: string) =>
  and(eq(contacts.workspaceId, workspaceId), eq(contacts.id, id))

/**
 * Adds a contact and counts it (R3). Repeating the request adds nothing (R12).
 * @throws Refusal `contact.exists`, `contact.erased`, `contact.future-consent`, `limit.reached`
 */
export async function addContact(ctx: WorkspaceContext, input: ContactInput): Promise<{ id: string }> {
  const { workspaceId, userId } = ctx
  const { id, listIds, ...fields } = input
  await assertPastConsent(fields.consentAt)
  await storeContactsWithinLimit(ctx, async (tx) => {
    await assertNotErased(tx, workspaceId, fields.email)
    const inserted = await tx
      .insert(contacts)
      .values({ workspaceId, id, ...fields, createdBy: authorOf(ctx) })
      .onConflictDoNothing()
      .returning({ id: contacts.id })
    if (inserted.length === 0) {
      await assertUnusedAddress(tx, workspaceId, id, fields.email)
      return { added: 0 }
    }
    await addToLists(tx, workspaceId, id, listIds)
    await tx.insert(auditEvents).values({ workspaceId, actorId: userId, verb: 'contact.add', detail: { id } })
    return { added: 1 }
  })
  return { id }
}

/** @throws Refusal `not-found`, `contact.exists`, `contact.erased`, `contact.future-consent` */
export async function editContact(ctx: WorkspaceContext, input: ContactInput): Promise<void> {
  const { workspaceId, userId } = ctx
  const { id, listIds, ...fields } = input
  await assertPastConsent(fields.consentAt)
  await inWorkspace(workspaceId, async (tx) => {
    await assertNotErased(tx, workspaceId, fields.email)
    await assertUnusedAddress(tx, workspaceId, id, fields.email)
    const changed = await tx
      .update(contacts)
      .set({ ...fields, changedAt: marketNow })
      .where(isContact(workspaceId, id))
      .returning({ id: contacts.id })
    if (changed.length === 0) throw notFound('contact')
    await tx
      .delete(contactListMembers)
      .where(and(eq(contactListMembers.workspaceId, workspaceId), eq(contactListMembers.contactId, id)))
    await addToLists(tx, workspaceId, id, listIds)
    await tx
      .insert(auditEvents)
      .values({ workspaceId, actorId: userId, verb: 'contact.edit', detail: { id } })
  })
}

/** An address belongs to one contact. */
async function assertUnusedAddress(
  tx: Queryable,
  workspaceId: number,
  id: string,
  email: string,
): Promise<void> {
  const [other] = await tx
    .select({ id: contacts.id })
    .from(contacts)
    .where(and(eq(contacts.workspaceId, workspaceId), eq(contacts.email, email)))
  if (!other || other.id === id) return
  throw new Refusal('contact.exists', `${email} is already a contact. Edit that contact instead.`, {
    href: `/contacts/${other.id}`,
  })
}

/** Ignores lists of other workspaces and lists that were deleted in the meantime. */
async function addToLists(tx: Queryable, workspaceId: number, contactId: string, listIds: readonly string[]) {
  if (listIds.length === 0) return
  const known = await tx
    .select({ id: contactLists.id })
    .from(contactLists)
    .where(and(eq(contactLists.workspaceId, workspaceId), inArray(contactLists.id, [...listIds])))
  if (known.length === 0) return
  await tx
    .insert(contactListMembers)
    .values(known.map(({ id }) => ({ workspaceId, listId: id, contactId })))
    .onConflictDoNothing()
}
