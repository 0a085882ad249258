import { and, eq } from 'drizzle-orm'
import { inWorkspace } from '@/db/client'
import { contactImports } from '@/db/schema'
import { csvLine } from '@/lib/billing/statement/statement-csv'
import type { WorkspaceContext } from '@/lib/core/context'
import { notFound } from '@/lib/core/errors'
import type { ImportedLines, RowNote, SkippedRow } from '../views'

/** Outcomes whose label differs from the stored value. */
const outcomeLabels: Record<string, string> = { refused: 'invalid' }

/**
 * The outcome of each row of a finished import as CSV, in the order of the file. Rows are identified by line, because the
 * record of an import contains no addresses.
 * @throws Refusal `not-found`
 */
export async function importRowsFile({ workspaceId }: WorkspaceContext, id: string): Promise<string> {
  const [row] = await inWorkspace(workspaceId, (tx) =>
    tx
      .select()
      .from(contactImports)
      .where(and(eq(contactImports.workspaceId, workspaceId), eq(contactImports.id, id))),
  )
  if (row?.status !== 'done') throw notFound('import')
  const { notes = [], ...lines } = row.takenLines as Partial<ImportedLines>
  const notesOf = new Map<number, RowNote[]>()
  for (const note of notes) notesOf.set(note.line, [...(notesOf.get(note.line) ?? []), note])
  const imported = Object.entries(lines).flatMap(([outcome, some]) =>
    (some ?? []).map((line) => {
      const own = notesOf.get(line) ?? []
      const value = own.map((note) => note.value ?? '').filter(Boolean)
      return { line, outcome, reason: own.map(({ reason }) => reason).join('; '), value: value.join('; ') }
    }),
  )
  const rows = [...imported, ...(row.leftOutRows as SkippedRow[])].toSorted((a, b) => a.line - b.line)
  return [
    `\uFEFF${csvLine(['Line', 'Outcome', 'Reason', 'Value'])}`,
    ...rows.map(({ line, outcome, reason, value = '' }) =>
      csvLine([String(line), outcomeLabels[outcome ?? 'refused'] ?? outcome, reason, value]),
    ),
  ].join('')
}
