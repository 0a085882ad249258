import { and, eq } from 'drizzle-orm'
import { inWorkspace } from '@/db/client'
import { contactImports } from '@/db/schema'
import { csvLine } from '@/lib/billing/statement/statement-csv'
import type { WorkspaceContext } from '@/lib/core/context'
import { notFound } from '@/lib/core/errors'
import type { LeftOutRow, TakenLines } from '../views'

/**
 * What became of each row of a finished import, in the order of the file. Rows are named by their line in it: the record
 * of an import keeps no address.
 * @throws Refusal `not-found`
 */
export async function importRowsFile({ workspaceId }: WorkspaceContext, id: string): Promise<string> {
  const [row] = await inWorkspace(workspaceId, (tx) =>
    tx
      .select()
      .from(contactImports)
      .where(and(eq(contactImports.workspaceId, workspaceId), eq(contactImports.id, id))),
  )
  if (row?.status !== 'done') throw notFound('finished import')
  const taken = Object.entries(row.takenLines as Partial<TakenLines>).flatMap(([outcome, lines]) =>
    (lines ?? []).map((line) => ({ line, outcome, reason: '', value: '' })),
  )
  const rows = [...taken, ...(row.leftOutRows as LeftOutRow[])].toSorted((a, b) => a.line - b.line)
  return [
    `\uFEFF${csvLine(['Line', 'Outcome', 'Reason', 'Value'])}`,
    ...rows.map(({ line, outcome, reason, value = '' }) =>
      csvLine([String(line), outcome ?? 'refused', reason, value]),
    ),
  ].join('')
}
