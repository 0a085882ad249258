import Papa from 'papaparse'
import { Refusal } from '@/lib/core/errors'
import { formatNumber } from '@/lib/core/text/format'

/**
 * A file of sales as columns and rows, whatever its format. The only place that knows CSV: other imports read the same files,
 * so a shared reader can replace it without touching anything else here.
 */

export type SalesTable = { columns: string[]; rows: { line: number; cells: string[] }[] }

export const MOST_ROWS = 40_000
const MOST_COLUMNS = 250
/** A longer cell is an unclosed quote. */
const MOST_CELL_CHARACTERS = 20_000

/** Decodes the encodings that spreadsheets and MLS exports use: UTF-8, UTF-16 or, failing both, Windows-1252. */
export function decodeText(bytes: Uint8Array): string {
  const [first, second] = bytes
  if (first === 0xff && second === 0xfe) return new TextDecoder('utf-16le').decode(bytes)
  if (first === 0xfe && second === 0xff) return new TextDecoder('utf-16be').decode(bytes)
  try {
    return new TextDecoder('utf-8', { fatal: true }).decode(bytes)
  } catch {
    return new TextDecoder('windows-1252').decode(bytes)
  }
}

/** @throws Refusal `file.unreadable`, `file.empty`, `file.too-long` */
export function readCsv(text: string): SalesTable {
  const records: { record: string[]; line: number }[] = []
  let broken = false
  const source = text.replace(/^\uFEFF/, '').replace(/^sep=.\r?\n/i, '')
  const lineBreaks = lineCounter(source)
  Papa.parse<string[]>(source, {
    delimiter: delimiterOf(source),
    skipEmptyLines: 'greedy',
    step: ({ data, errors, meta }, parser) => {
      if (errors.some(({ code }) => code === 'MissingQuotes')) broken = true
      if (data.some((cell) => cell.length > MOST_CELL_CHARACTERS)) broken = true
      records.push({ record: data, line: lineBreaks(meta.cursor) })
      if (broken || records.length > MOST_ROWS + 1) parser.abort()
    },
  })
  if (broken)
    throw new Refusal(
      'file.unreadable',
      `This file can’t be read as CSV. Check the quotes up to line ${records.at(-1)?.line ?? 1}, and try again.`,
    )
  const [head, ...rest] = records
  if (!head || rest.length === 0) throw emptyFile()
  if (rest.length > MOST_ROWS || head.record.length > MOST_COLUMNS) throw tooLong()
  const columns = head.record.map((name, i) => name.trim().slice(0, 100) || `Column ${i + 1}`)
  return {
    columns,
    rows: rest.map(({ record, line }) => ({
      line,
      cells: columns.map((_, i) => record[i]?.trim() ?? ''),
    })),
  }
}

export const emptyFile = () =>
  new Refusal('file.empty', 'There are no sales in this file. Check it and try again.')

export const tooLong = () =>
  new Refusal(
    'file.too-long',
    `A file can have up to ${formatNumber(MOST_ROWS)} sales and ${MOST_COLUMNS} columns. Split it into several files: they can go into the same data set.`,
  )

/** The character that separates the most columns in the first line, outside of quotes. */
function delimiterOf(text: string): string {
  const first = text.slice(0, 20_000).split(/\r?\n/, 1)[0] ?? ''
  const bare = first.replace(/"[^"]*"/g, '')
  const count = (one: string) => bare.split(one).length
  return [',', ';', '\t', '|'].toSorted((a, b) => count(b) - count(a))[0] ?? ','
}

/** Counts lines up to a position, for positions that only grow. */
function lineCounter(text: string): (position: number) => number {
  let [lines, at] = [0, 0]
  return (position) => {
    for (; at < position; at += 1) if (text.charCodeAt(at) === 10) lines += 1
    // The last line may have no line break.
    return position >= text.length && !text.endsWith('\n') ? lines + 1 : lines
  }
}
