import { and, eq, isNull, sql } from 'drizzle-orm'
import { inWorkspace, type Queryable } from '@/db/client'
import { campaigns } from '@/db/schema'
import type { WorkspaceContext } from '@/lib/core/context'

/** The maximum number of recipients of a campaign. */
export const MAX_RECIPIENTS = 50_000

/** A draft that a member deleted is not found. */
export const isCampaign = (workspaceId: number, id: string) =>
  and(eq(campaigns.workspaceId, workspaceId), eq(campaigns.id, id), isNull(campaigns.deletedAt))

/** The contacts of a list, or all contacts, each with its suppression. */
function peopleOf(workspaceId: number, listId: string | null) {
  const onList = listId
    ? sql`join contact_list_members m on m.workspace_id = c.workspace_id and m.contact_id = c.id and m.list_id = ${listId}`
    : sql``
  return sql`from contacts c ${onList}
    left join contact_suppressions s on s.workspace_id = c.workspace_id
      and s.email_hash = encode(sha256(convert_to(c.email, 'UTF8')), 'hex')
    where c.workspace_id = ${workspaceId}`
}

/** The number of current recipients, and of suppressed contacts on the list. */
export async function countPeople(
  tx: Queryable,
  workspaceId: number,
  listId: string | null,
): Promise<{ mailable: number; leftOut: number }> {
  const [row] = await tx.execute<{ mailable: number; left_out: number }>(sql`
    select count(*) filter (where s.email_hash is null)::int as mailable,
      count(s.email_hash)::int as left_out ${peopleOf(workspaceId, listId)}`)
  return { mailable: row?.mailable ?? 0, leftOut: row?.left_out ?? 0 }
}

/** How many current recipients have no name, by merge field. */
export async function countWithoutName(
  tx: Queryable,
  workspaceId: number,
  listId: string | null,
): Promise<Record<string, number>> {
  const [row] = await tx.execute<Record<string, number>>(sql`
    select count(*) filter (where btrim(c.first_name) = '')::int as first_name,
      count(*) filter (where btrim(c.last_name) = '')::int as last_name,
      count(*) filter (where btrim(c.first_name || c.last_name) = '')::int as full_name
      ${peopleOf(workspaceId, listId)} and s.email_hash is null`)
  return row ?? {}
}

/** How many current recipients are not members of the workspace. */
export async function countOutsiders(
  tx: Queryable,
  workspaceId: number,
  listId: string | null,
): Promise<number> {
  const [row] = await tx.execute<{ people: number }>(sql`
    select count(*)::int as people ${peopleOf(workspaceId, listId)} and s.email_hash is null
      and not exists (select 1 from members m join users u on u.id = m.user_id
        where m.workspace_id = c.workspace_id and lower(u.email) = c.email)`)
  return row?.people ?? 0
}

/** The current recipient at a position, in sending order. */
export async function getRecipientAt(
  tx: Queryable,
  workspaceId: number,
  listId: string | null,
  index: number,
) {
  const [row] = await tx.execute<{ email: string; first_name: string; last_name: string }>(sql`
    select c.email, c.first_name, c.last_name ${peopleOf(workspaceId, listId)} and s.email_hash is null
    order by c.created_at, c.id limit 1 offset ${index}`)
  return row ? { email: row.email, firstName: row.first_name, lastName: row.last_name } : null
}

/** Fixes the recipients with their current names. Returns how many there are. */
export async function fixRecipients(
  tx: Queryable,
  workspaceId: number,
  { id, listId }: { id: string; listId: string | null },
): Promise<number> {
  await tx.execute(
    sql`delete from campaign_recipients where workspace_id = ${workspaceId} and campaign_id = ${id}`,
  )
  // The driver counts the rows. With `returning`, Citus would write this statement for its nodes with an error.
  const { count } = (await tx.execute(sql`
    insert into campaign_recipients (workspace_id, campaign_id, position, contact_id, email, first_name, last_name)
    select c.workspace_id, ${id}::uuid, row_number() over (order by c.created_at, c.id)::int, c.id, c.email,
      c.first_name, c.last_name ${peopleOf(workspaceId, listId)} and s.email_hash is null`)) as unknown as {
    count: number
  }
  return count
}

/** The number of contacts who aren’t suppressed. */
export async function countMailableContacts({ workspaceId }: WorkspaceContext): Promise<number> {
  const { mailable } = await inWorkspace(workspaceId, (tx) => countPeople(tx, workspaceId, null))
  return mailable
}
