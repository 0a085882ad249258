import { and, desc, eq, exists, sql } from 'drizzle-orm'
import { inWorkspace } from '@/db/client'
import { contactListMembers, contactSuppressions, contacts } from '@/db/schema'
import type { WorkspaceContext } from '@/lib/core/context'
import { notFound } from '@/lib/core/errors'
import { isContact } from './save-contact'
import type { ContactPage, ContactRow, ContactView } from './views'

type Query = {
  limit: number
  /** The last contact of the page before. */
  before?: string | undefined
  /** Part of the name or address, or a whole tag. */
  search?: string | undefined
  listId?: string | undefined
}

/** Whether and why an address is not mailed; the hash is made where the address is. */
const suppressionOfContact = and(
  eq(contactSuppressions.workspaceId, contacts.workspaceId),
  sql`${contactSuppressions.emailHash} = encode(sha256(convert_to(${contacts.email}, 'UTF8')), 'hex')`,
)

/** The contacts of the workspace, the newest first. */
export async function listContacts({ workspaceId }: WorkspaceContext, query: Query): Promise<ContactPage> {
  const { limit, before, search, listId } = query
  const rows = await inWorkspace(workspaceId, (tx) => {
    const older =
      before === undefined
        ? undefined
        : sql`(${contacts.createdAt}, ${contacts.id}) < (
            select b.created_at, b.id from contacts b where b.workspace_id = ${workspaceId} and b.id = ${before})`
    const part = `%${search?.replace(/[\\%_]/g, '\\$&')}%`
    const matching = search
      ? sql`(${contacts.email} ilike ${part} or (${contacts.firstName} || ' ' || ${contacts.lastName}) ilike ${part}
          or ${search.toLowerCase()} = any(${contacts.tags}))`
      : undefined
    const onList = listId
      ? exists(
          tx
            .select({ one: sql`1` })
            .from(contactListMembers)
            .where(
              and(
                eq(contactListMembers.workspaceId, contacts.workspaceId),
                eq(contactListMembers.contactId, contacts.id),
                eq(contactListMembers.listId, listId),
              ),
            ),
        )
      : undefined
    return tx
      .select({ contact: contacts, reason: contactSuppressions.reason })
      .from(contacts)
      .leftJoin(contactSuppressions, suppressionOfContact)
      .where(and(eq(contacts.workspaceId, workspaceId), older, matching, onList))
      .orderBy(desc(contacts.createdAt), desc(contacts.id))
      .limit(limit + 1)
  })
  const shown = rows.slice(0, limit).map(({ contact, reason }) => rowOf(contact, reason))
  return { rows: shown, nextBefore: rows.length > limit ? (shown.at(-1)?.id ?? null) : null }
}

/** @throws Refusal `not-found` */
export async function getContact({ workspaceId }: WorkspaceContext, id: string): Promise<ContactView> {
  return inWorkspace(workspaceId, async (tx) => {
    const [found] = await tx
      .select({ contact: contacts, reason: contactSuppressions.reason })
      .from(contacts)
      .leftJoin(contactSuppressions, suppressionOfContact)
      .where(isContact(workspaceId, id))
    if (!found) throw notFound('contact')
    const { contact, reason } = found
    const lists = await tx
      .select({ id: contactListMembers.listId })
      .from(contactListMembers)
      .where(and(eq(contactListMembers.workspaceId, workspaceId), eq(contactListMembers.contactId, id)))
    return {
      ...rowOf(contact, reason),
      firstName: contact.firstName,
      lastName: contact.lastName,
      phone: contact.phone,
      listIds: lists.map((list) => list.id),
      createdAt: contact.createdAt.toISOString(),
    }
  })
}

function rowOf(contact: typeof contacts.$inferSelect, suppressed: ContactRow['suppressed']): ContactRow {
  const { id, email, firstName, lastName, tags, consentSource, consentAt } = contact
  return {
    id,
    email,
    name: `${firstName} ${lastName}`.trim(),
    tags,
    consentSource,
    consentAt: consentAt.toISOString(),
    suppressed,
  }
}
