import { Refusal } from '@/lib/core/errors'
import { decodeBytes } from '@/lib/core/tabular/decode-bytes'
import { readTextTable } from '@/lib/core/tabular/read-table'
import { formatNumber } from '@/lib/core/text/format'
import { guessSaleFields } from './sale-fields'

/** A file of sales as columns and rows, whatever its format. */
export type SalesTable = { columns: string[]; rows: { line: number; cells: string[] }[] }

export const MOST_ROWS = 40_000
const MOST_COLUMNS = 250
/** A longer cell is an unclosed quote. */
const MOST_CELL_CHARACTERS = 20_000

export const decodeText = (bytes: Uint8Array): string => decodeBytes(bytes).text

/** @throws Refusal `file.unreadable`, `file.empty`, `file.too-long` */
export function readCsv(text: string): SalesTable {
  const { columns, rows } = readTextTable(text, {
    isKnownName: (name) => guessSaleFields([name], [])[0] !== 'ignore',
    limits: { rows: MOST_ROWS, columns: MOST_COLUMNS, cellLength: MOST_CELL_CHARACTERS },
  })
  if (rows.length === 0) throw emptyFile()
  return {
    columns: columns.map((name, i) => name.trim().slice(0, 100) || `Column ${i + 1}`),
    rows: rows.map(({ line, cells }) => ({ line, cells: cells.map((cell) => cell.trim()) })),
  }
}

export const emptyFile = () =>
  new Refusal('file.empty', 'There are no sales in this file. Check it and try again.')

export const tooLong = () =>
  new Refusal(
    'file.too-long',
    `A file can have up to ${formatNumber(MOST_ROWS)} sales and ${MOST_COLUMNS} columns. Split it into several files: they can go into the same data set.`,
  )
