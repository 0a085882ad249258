import { emptyFile, type TableRow } from './table'

/** Rows above the header: titles, dates and filters of reports. */
const MOST_TITLE_ROWS = 15

/**
 * Finds the row with the column names. `isKnownName` recognizes names that the caller expects. Rows above it are titles. If
 * data comes first, the file has no header, and columns are numbered.
 */
export function splitHeader(
  records: readonly TableRow[],
  isKnownName: (name: string) => boolean,
): { header: TableRow | null; columns: string[]; body: TableRow[] } {
  if (records.length === 0) throw emptyFile()
  const at = headerIndex(records, isKnownName)
  const header = at === null ? null : (records[at] ?? null)
  const body = records.slice(at === null ? firstDataRow(records) : at + 1)
  if (body.length === 0) throw emptyFile()
  // Cells beyond the header are columns without a name, so that no cell is lost.
  const width = Math.max(header?.cells.length ?? 0, usualWidth(body))
  const columns = Array.from(
    { length: width },
    (_, i) => header?.cells[i]?.replace(/\s+/g, ' ') || `Column ${i + 1}`,
  )
  return { header, columns, body }
}

function headerIndex(records: readonly TableRow[], isKnownName: (name: string) => boolean): number | null {
  const limit = Math.min(records.length, MOST_TITLE_ROWS + 1)
  const width = usualWidth(records.slice(0, 100))
  let best: { at: number; known: number } | null = null
  for (let at = 0; at < limit; at += 1) {
    const cells = records[at]?.cells.filter(Boolean) ?? []
    // The date of a report stands among its titles.
    if (cells.some(isAddress) || (cells.some(isData) && cells.length >= width / 2)) break
    if (cells.some(isData)) continue
    const known = cells.filter(isKnownName).length
    const isWide = cells.length >= Math.max(1, width / 2)
    if ((known > 0 || isWide) && (best === null || known > best.known)) best = { at, known }
  }
  return best?.at ?? null
}

/** Rows above the data that are much shorter than it are titles. */
function firstDataRow(records: readonly TableRow[]): number {
  const width = usualWidth(records.slice(0, 100))
  const first = records.findIndex(
    ({ cells }) => cells.filter(Boolean).length >= Math.max(1, width / 2) || cells.some(isData),
  )
  return Math.max(0, first)
}

/** The most common number of cells. */
function usualWidth(records: readonly TableRow[]): number {
  const widths = new Map<number, number>()
  for (const { cells } of records) widths.set(cells.length, (widths.get(cells.length) ?? 0) + 1)
  let best = { width: 0, count: 0 }
  for (const [width, count] of widths)
    if (count > best.count || (count === best.count && width > best.width)) best = { width, count }
  return best.width
}

const isAddress = (cell: string): boolean =>
  /^[^\s@]{1,64}@[^\s@]{1,255}\.[^\s@]{2,}$|<[^\s<>@]{1,64}@[^\s<>]{1,255}>/.test(cell.slice(0, 400))

/** Column names contain no addresses, dates and long numbers. */
const isData = (cell: string): boolean =>
  isAddress(cell) ||
  /^\d{1,4}[./-]\d{1,2}[./-]\d{1,4}/.test(cell) ||
  /^['+(]{0,2}\d[\d\s().-]{5,}$/.test(cell.slice(0, 40))
