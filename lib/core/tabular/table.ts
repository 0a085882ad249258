import { Refusal } from '../errors'
import { formatNumber } from '../text/format'

/** A file as rows of text cells under named columns. */
export type Table = {
  columns: string[]
  rows: TableRow[]
  source: TableSource
}

/** `line` is the line, the row of the sheet or the number of the card where the row starts. */
export type TableRow = { line: number; cells: string[] }

/** How the file was read. */
type TableSource = {
  kind: 'delimited' | 'xlsx' | 'vcard'
  /** Of delimited text and vCards. */
  encoding?: string
  delimiter?: string
  /** Null if the file has no header. */
  headerLine: number | null
}

export type TableLimits = {
  rows: number
  columns: number
  /** Cells of all rows together, including blank ones. */
  cells: number
  /** Characters per cell. Written by no program, and usually an unclosed quote. */
  cellLength: number
}

export const TABLE_LIMITS: TableLimits = {
  rows: 100_000,
  columns: 1_000,
  cells: 5_000_000,
  cellLength: 100_000,
}

/** @throws Refusal `file.too-long` */
export function assertFits(rows: number, columns: number, limits: TableLimits): void {
  if (rows <= limits.rows && columns <= limits.columns && rows * columns <= limits.cells) return
  throw new Refusal(
    'file.too-long',
    `A file can have up to ${formatNumber(limits.rows)} rows and ${formatNumber(limits.columns)} columns. Split it into several files.`,
  )
}

export const unreadable = (message: string): Refusal => new Refusal('file.unreadable', message)

export const emptyFile = (): Refusal =>
  new Refusal(
    'file.empty',
    'This file has no rows. Its first row must contain column names. Check the file and try again.',
  )
