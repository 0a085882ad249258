import { eq, sql } from 'drizzle-orm'
import { inWorkspace } from '@/db/client'
import { contacts } from '@/db/schema'
import { recordExport } from '@/lib/billing/statement/record-export'
import { csvLine } from '@/lib/billing/statement/statement-csv'
import type { WorkspaceContext } from '@/lib/core/context'

const ROWS_PER_QUERY = 1_000
const HEADER = [
  'Email',
  'First name',
  'Last name',
  'Phone',
  'Tags',
  'Lists',
  'Consent source',
  'Consent date',
  'Suppression reason',
  'Added',
]

type Row = {
  id: string
  cells: [string, string, string, string, string, string, string, string, string, string]
}

/**
 * All contacts as CSV text in chunks, with one page in memory at a time. An import recognizes the columns. The export and
 * its author are recorded before the first row is sent.
 */
export async function* exportContacts(ctx: WorkspaceContext): AsyncGenerator<string> {
  const { workspaceId } = ctx
  await inWorkspace(workspaceId, async (tx) => {
    const [all] = await tx
      .select({ rows: sql<number>`count(*)::int` })
      .from(contacts)
      .where(eq(contacts.workspaceId, workspaceId))
    await recordExport(tx, ctx, 'contacts', { rows: all?.rows ?? 0 })
  })
  yield `\uFEFF${csvLine(HEADER)}`
  let after = '00000000-0000-0000-0000-000000000000'
  for (;;) {
    const rows = await inWorkspace(workspaceId, (tx) =>
      tx.execute<Row>(sql`
        select c.id, json_build_array(c.email, c.first_name, c.last_name, c.phone, array_to_string(c.tags, ', '),
          coalesce((select string_agg(l.name, ', ' order by l.name) from contact_list_members m
            join contact_lists l on l.workspace_id = m.workspace_id and l.id = m.list_id
            where m.workspace_id = c.workspace_id and m.contact_id = c.id), ''),
          c.consent_source, to_char(c.consent_at at time zone 'UTC', 'YYYY-MM-DD'), coalesce((
            select s.reason from contact_suppressions s where s.workspace_id = c.workspace_id
              and s.email_hash = encode(sha256(convert_to(c.email, 'UTF8')), 'hex')), ''),
          to_char(c.created_at at time zone 'UTC', 'YYYY-MM-DD')) as cells
        from contacts c
        where c.workspace_id = ${workspaceId} and c.id > ${after}
        order by c.id limit ${ROWS_PER_QUERY}`),
    )
    if (rows.length > 0) yield rows.map(({ cells }) => csvLine(cells)).join('')
    after = rows.at(-1)?.id ?? after
    if (rows.length < ROWS_PER_QUERY) return
  }
}
