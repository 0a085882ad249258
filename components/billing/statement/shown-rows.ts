import { type GroupedRow, isGroup, type RowGroup } from '@/lib/billing/shared/group-rows'
import type { StatementRow } from '@/lib/billing/views'

/** What a row of the statement shows, and all that the browser gets of an entry. */
export type ShownEntry = Pick<
  StatementRow,
  | 'seq'
  | 'at'
  | 'what'
  | 'name'
  | 'who'
  | 'href'
  | 'note'
  | 'metadata'
  | 'hold'
  | 'amountCredits'
  | 'balanceAfterCredits'
>
export type ShownGroup = Pick<
  RowGroup,
  'key' | 'name' | 'amountCredits' | 'balanceAfterCredits' | 'continues'
> & { rows: ShownEntry[] }
export type ShownRow = ShownEntry | ShownGroup

export const isShownGroup = (row: ShownRow): row is ShownGroup => 'rows' in row

export function shownRows(rows: readonly GroupedRow[]): ShownRow[] {
  return rows.map((row) => {
    if (!isGroup(row)) return shownEntry(row)
    const { key, name, amountCredits, balanceAfterCredits, continues } = row
    return { key, name, amountCredits, balanceAfterCredits, continues, rows: row.rows.map(shownEntry) }
  })
}

function shownEntry(row: StatementRow): ShownEntry {
  const { seq, at, what, name, who, href, note, metadata, hold, amountCredits, balanceAfterCredits } = row
  return { seq, at, what, name, who, href, note, metadata, hold, amountCredits, balanceAfterCredits }
}
