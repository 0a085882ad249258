import { and, eq, sql } from 'drizzle-orm'
import { z } from 'zod'
import { inWorkspace, type Queryable } from '@/db/client'
import { auditEvents, contactLists } from '@/db/schema'
import { authorOf, type WorkspaceContext } from '@/lib/core/context'
import { notFound, Refusal } from '@/lib/core/errors'
import type { ListRow } from './views'

const MAX_LISTS = 200

const ListName = z.string().trim().min(1, 'Enter a list name.').max(60)
export const ListInput = z.object({ id: z.uuid(), name: ListName })

/** The lists by name, with the number of contacts and of those we can email. */
export async function listContactLists({ workspaceId }: WorkspaceContext): Promise<ListRow[]> {
  const rows = await inWorkspace(workspaceId, (tx) =>
    tx.execute<{ id: string; name: string; contacts: number; mailable: number }>(sql`
      select l.id, l.name, count(c.id)::int as contacts,
        count(c.id) filter (where s.email_hash is null)::int as mailable
      from contact_lists l
        left join contact_list_members m on m.workspace_id = l.workspace_id and m.list_id = l.id
        left join contacts c on c.workspace_id = m.workspace_id and c.id = m.contact_id
        left join contact_suppressions s on s.workspace_id = c.workspace_id
          and s.email_hash = encode(sha256(convert_to(c.email, 'UTF8')), 'hex')
      where l.workspace_id = ${workspaceId}
      group by l.workspace_id, l.id order by lower(l.name) limit ${MAX_LISTS}`),
  )
  return rows.map(({ id, name, contacts, mailable }) => ({ id, name, contacts, mailable }))
}

/** Creates or renames a list. The same id is always the same list. @throws Refusal `list.exists` */
export async function saveList(ctx: WorkspaceContext, input: z.output<typeof ListInput>): Promise<void> {
  const { workspaceId, userId } = ctx
  const { id, name } = input
  await inWorkspace(workspaceId, async (tx) => {
    const [other] = await findListByName(tx, workspaceId, name)
    if (other && other.id !== id) {
      throw new Refusal('list.exists', `A list named “${other.name}” already exists. Choose another name.`)
    }
    await tx
      .insert(contactLists)
      .values({ workspaceId, id, name, createdBy: authorOf(ctx) })
      .onConflictDoUpdate({ target: [contactLists.workspaceId, contactLists.id], set: { name } })
    await tx
      .insert(auditEvents)
      .values({ workspaceId, actorId: userId, verb: 'list.save', detail: { id, name } })
  })
}

/** Deletes a list and keeps its contacts. Safe to repeat. */
export async function deleteList(ctx: WorkspaceContext, { id }: { id: string }): Promise<void> {
  const { workspaceId, userId } = ctx
  await inWorkspace(workspaceId, async (tx) => {
    const deleted = await tx
      .delete(contactLists)
      .where(and(eq(contactLists.workspaceId, workspaceId), eq(contactLists.id, id)))
      .returning({ name: contactLists.name })
    if (deleted.length === 0) return
    await tx
      .insert(auditEvents)
      .values({ workspaceId, actorId: userId, verb: 'list.delete', detail: { id, name: deleted[0]?.name } })
  })
}

/** @throws Refusal `not-found` */
export async function getListName(tx: Queryable, workspaceId: number, id: string): Promise<string> {
  const [list] = await tx
    .select({ name: contactLists.name })
    .from(contactLists)
    .where(and(eq(contactLists.workspaceId, workspaceId), eq(contactLists.id, id)))
  if (!list) throw notFound('list')
  return list.name
}

export function findListByName(tx: Queryable, workspaceId: number, name: string) {
  return tx
    .select({ id: contactLists.id, name: contactLists.name })
    .from(contactLists)
    .where(
      and(
        eq(contactLists.workspaceId, workspaceId),
        sql`lower(${contactLists.name}) = ${name.toLowerCase()}`,
      ),
    )
}
