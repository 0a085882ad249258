import { eq } from 'drizzle-orm'
import { inWorkspace } from '@/db/client'
import { workspaces } from '@/db/schema'
import type { WorkspaceContext } from '@/lib/core/context'
import type { StatementFilters, StatementRow } from '../views.ts'
import { recordExport } from './record-export.ts'
import { getStatementPage } from './statement.ts'

const ROWS_AT_ONCE = 1_000
const HEAD = [
  'Number',
  'Date',
  'Date (UTC)',
  'Description',
  'Member',
  'Credits',
  'Balance after',
  'Subject',
  'Reference',
  'Rate card',
  'Note',
  'Metadata',
  'Name',
]

/**
 * All rows of the statement as CSV text in chunks, with one page in memory at a time. Records who exported it and how many
 * rows. Starts with a byte order mark, which Excel needs to read names correctly.
 */
export async function* statementCsv(
  ctx: WorkspaceContext,
  filters: StatementFilters = {},
): AsyncGenerator<string> {
  const { workspaceId } = ctx
  const timeZone = await timeZoneOf(workspaceId)
  const local = new Intl.DateTimeFormat('sv-SE', { timeZone, dateStyle: 'short', timeStyle: 'medium' })
  let rows = 0
  let complete = false
  try {
    yield `\uFEFF${csvLine([...HEAD.slice(0, 1), `Date (${timeZone})`, ...HEAD.slice(2)])}`
    let before: number | undefined
    do {
      const page = await getStatementPage(ctx, { filters, before, limit: ROWS_AT_ONCE })
      rows += page.rows.length
      if (page.rows.length > 0) yield page.rows.map((row) => csvLine(cellsOf(row, local))).join('')
      before = page.nextBefore ?? undefined
    } while (before !== undefined)
    complete = true
  } finally {
    // Also for an interrupted download: `rows` is how many were sent.
    await inWorkspace(workspaceId, (tx) =>
      recordExport(tx, ctx, 'statement', { rows, complete, filters: { ...filters } }),
    )
  }
}

function cellsOf(row: StatementRow, local: Intl.DateTimeFormat): (string | number)[] {
  return [
    row.seq,
    local.format(new Date(row.at)),
    row.at,
    row.what,
    row.who,
    row.amountCredits,
    row.balanceAfterCredits,
    row.subject?.kind ?? '',
    row.subject?.id ?? '',
    row.rateVersion ?? '',
    row.note ?? '',
    row.metadata ? JSON.stringify(row.metadata) : '',
    row.name ?? '',
  ]
}

async function timeZoneOf(workspaceId: number): Promise<string> {
  const [row] = await inWorkspace(workspaceId, (tx) =>
    tx.select({ timeZone: workspaces.timeZone }).from(workspaces).where(eq(workspaces.id, workspaceId)),
  )
  return row?.timeZone ?? 'UTC'
}

/** Text that a spreadsheet would read as a formula gets an apostrophe in front, because it is user input. */
const FORMULA = /^[=+\-@\t\r\n]/

export function csvLine(cells: readonly (string | number)[]): string {
  return `${cells.map(csvCell).join(',')}\r\n`
}

function csvCell(cell: string | number): string {
  if (typeof cell === 'number') return String(cell)
  const text = FORMULA.test(cell.trimStart()) || FORMULA.test(cell) ? `'${cell}` : cell
  return /[",\r\n]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text
}
