import { and, eq, exists, sql } from 'drizzle-orm'
import { inWorkspace } from '@/db/client'
import { contactListMembers, contactSuppressions, contacts } from '@/db/schema'
import type { WorkspaceContext } from '@/lib/core/context'
import { notFound } from '@/lib/core/errors'
import { containing } from '@/lib/core/paging/list-query'
import { type Page, type PageQuery, pageClauses, toPage } from '@/lib/core/paging/page'
import { displayAddress } from './address'
import { isContact } from './save-contact'
import type { ContactRow, ContactView } from './views'

type Query = PageQuery & {
  /** Part of the name or address, or a whole tag. */
  search?: string | undefined
  listId?: string | undefined
}

/** Joins the suppression of a contact. The hash is computed in the database. */
const suppressionOfContact = and(
  eq(contactSuppressions.workspaceId, contacts.workspaceId),
  sql`${contactSuppressions.emailHash} = encode(sha256(convert_to(${contacts.email}, 'UTF8')), 'hex')`,
)

/** The contacts of the workspace, newest first. */
export async function listContacts(
  { workspaceId }: WorkspaceContext,
  query: Query,
): Promise<Page<ContactRow>> {
  const { search, listId } = query
  const page = pageClauses({ at: contacts.createdAt, id: contacts.id }, query)
  const rows = await inWorkspace(workspaceId, (tx) => {
    const part = containing(search ?? '')
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
      .select({ contact: contacts, reason: contactSuppressions.reason, cursor: page.cursor })
      .from(contacts)
      .leftJoin(contactSuppressions, suppressionOfContact)
      .where(and(eq(contacts.workspaceId, workspaceId), page.where, matching, onList))
      .orderBy(...page.orderBy)
      .limit(page.limit)
  })
  return toPage(rows, query, ({ contact, reason }) => rowOf(contact, reason))
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
    email: displayAddress(email),
    name: `${firstName} ${lastName}`.trim(),
    tags,
    consentSource,
    consentAt: consentAt.toISOString(),
    suppressed,
  }
}

/** The id of the contact with this address, which is in lowercase. Null if there is none. */
export async function findContactId(
  { workspaceId }: WorkspaceContext,
  email: string,
): Promise<string | null> {
  const [found] = await inWorkspace(workspaceId, (tx) =>
    tx
      .select({ id: contacts.id })
      .from(contacts)
      .where(and(eq(contacts.workspaceId, workspaceId), eq(contacts.email, email))),
  )
  return found?.id ?? null
}
