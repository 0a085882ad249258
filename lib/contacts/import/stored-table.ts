import { assert } from '@/lib/core/assert'
import { Refusal } from '@/lib/core/errors'
import { readTable, readTextTable } from '@/lib/core/tabular/read-table'
import type { TableRow } from '@/lib/core/tabular/table'
import { readAddresses } from './cells/read-addresses'
import { isKnownColumn } from './columns/column-names'

export const MAX_FILE_BYTES = 3_000_000
const LIMITS = { rows: 25_000, columns: 1_000 }
/** A workbook of 3 MB can unpack to more text than we store. */
const MAX_STORED_LENGTH = 20_000_000

/** The rows of an uploaded file until they are imported. Rows of erased people are only line numbers. */
export type StoredTable = { columns: string[]; rows: TableRow[]; erasedLines: number[] }

const options = { isKnownName: isKnownColumn, limits: LIMITS }

/** @throws Refusal `file.empty`, `file.unreadable`, `file.too-long` */
export async function readContactFile(content: string | Uint8Array): Promise<StoredTable> {
  const table =
    typeof content === 'string' ? readTextTable(content, options) : await readTable(content, options)
  return { columns: table.columns, rows: table.rows, erasedLines: [] }
}

const PREFIX = '{"table":1,'
type Stored = { columns: string[]; rows: [number, ...string[]][]; erasedLines: number[] }

/** @throws Refusal `file.too-long` */
export function formatStoredTable({ columns, rows, erasedLines }: StoredTable): string {
  const stored = { columns, rows: rows.map(({ line, cells }) => [line, ...cells]), erasedLines }
  const text = PREFIX + JSON.stringify(stored).slice(1)
  if (text.length > MAX_STORED_LENGTH)
    throw new Refusal('file.too-long', 'This file has too much text. Split it into several files.')
  // PostgreSQL text can’t contain half of a surrogate pair.
  return text.toWellFormed()
}

/** Imports that were uploaded before this format have the text of their file. */
export function parseStoredTable(content: string): StoredTable {
  if (!content.startsWith(PREFIX)) {
    const { columns, rows } = readTextTable(content, options)
    return { columns, rows, erasedLines: [] }
  }
  const { columns, rows, erasedLines } = JSON.parse(content) as Stored
  assert(Array.isArray(rows), 'an import stores what formatStoredTable wrote')
  return { columns, erasedLines, rows: rows.map(([line, ...cells]) => ({ line, cells })) }
}

/** The same file without the rows that have one of these addresses. */
export function withoutPeople(file: StoredTable, isErased: (email: string) => boolean): StoredTable {
  const erasedLines = [...file.erasedLines]
  const rows = file.rows.filter(({ line, cells }) => {
    const isTheirs = cells.some((cell) => cell.includes('@') && readAddresses(cell).emails.some(isErased))
    if (isTheirs) erasedLines.push(line)
    return !isTheirs
  })
  return { ...file, rows, erasedLines }
}

/** The addresses in any cell of the file. */
export const addressesIn = ({ rows }: StoredTable): string[] => [
  ...new Set(
    rows.flatMap(({ cells }) =>
      cells.flatMap((cell) => (cell.includes('@') ? readAddresses(cell).emails : [])),
    ),
  ),
]

export const isBlankColumn = ({ rows }: StoredTable, at: number): boolean =>
  !rows.some(({ cells }) => cells[at])
