import { and, eq, sql } from 'drizzle-orm'
import type { Queryable } from '@/db/client'
import { contactImports, contactSuppressions } from '@/db/schema'
import { hashEmail } from '../address'
import type { ImportedLines, SkippedRow } from '../views'
import {
  addressesIn,
  formatStoredTable,
  parseStoredTable,
  type StoredTable,
  withoutPeople,
} from './stored-table'

/** A file without the rows of people who were erased. Only the lines of the rows are kept, to count them. */
export async function eraseFromTable(
  tx: Queryable,
  workspaceId: number,
  file: StoredTable,
): Promise<StoredTable> {
  const hashes = JSON.stringify(addressesIn(file).map(hashEmail))
  const rows = await tx
    .select({ hash: contactSuppressions.emailHash })
    .from(contactSuppressions)
    .where(
      and(
        eq(contactSuppressions.workspaceId, workspaceId),
        eq(contactSuppressions.reason, 'erased'),
        sql`${contactSuppressions.emailHash} in (select jsonb_array_elements_text(${hashes}::jsonb))`,
      ),
    )
  if (rows.length === 0) return file
  const erased = new Set(rows.map(({ hash }) => hash))
  return withoutPeople(file, (email) => erased.has(hashEmail(email)))
}

/** Removes a person from uploaded files that are not imported yet, and from the records of finished imports. */
export async function eraseFromImports(tx: Queryable, workspaceId: number, email: string): Promise<void> {
  const imports = await tx
    .select()
    .from(contactImports)
    .where(and(eq(contactImports.workspaceId, workspaceId), mentions(email)))
    .orderBy(contactImports.id)
    .for('update')
  for (const { id, status, content, leftOutRows, takenLines } of imports) {
    const lines = takenLines as Partial<ImportedLines>
    await tx
      .update(contactImports)
      .set({
        ...(status === 'open' && {
          content: formatStoredTable(withoutPeople(parseStoredTable(content), (one) => one === email)),
        }),
        leftOutRows: (leftOutRows as SkippedRow[]).map((row) => withoutValueOf(row, email)),
        takenLines: {
          ...lines,
          ...(lines.notes && { notes: lines.notes.map((row) => withoutValueOf(row, email)) }),
        },
      })
      .where(and(eq(contactImports.workspaceId, workspaceId), eq(contactImports.id, id)))
  }
}

/** Open files can write the address in other ways, so all of them are searched. */
const mentions = (email: string) => {
  const value = sql`${email.toLowerCase()}::text`
  return sql`(${contactImports.status} = 'open' or position(${value} in lower(${contactImports.leftOutRows}::text)) > 0
    or position(${value} in lower(${contactImports.takenLines}::text)) > 0)`
}

function withoutValueOf<Row extends { value?: string }>(row: Row, email: string): Row {
  if (!row.value?.toLowerCase().includes(email)) return row
  const { value: _, ...rest } = row
  return rest as Row
}
