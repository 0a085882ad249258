import { decodeBytes } from './decode-bytes'
import { splitHeader } from './find-header'
import { parseDelimited } from './parse-delimited'
import { isVcard, readVcards } from './read-vcards'
import { assertFits, TABLE_LIMITS, type Table, type TableLimits, type TableRow, unreadable } from './table'
import { readXlsx } from './xlsx/read-xlsx'

type Options = {
  /** Recognizes column names, to tell the header from titles above it. */
  isKnownName?: (name: string) => boolean
  limits?: Partial<TableLimits>
}

/**
 * Reads a table from a file as programs export it: delimited text in any encoding, an .xlsx workbook, or vCards. Bounded in
 * bytes, cells and work (R41).
 * @throws Refusal `file.empty`, `file.unreadable`, `file.too-long`
 */
export async function readTable(bytes: Uint8Array, options: Options = {}): Promise<Table> {
  const kind = signatureOf(bytes)
  if (kind === 'ole') {
    throw unreadable(
      'This is an old or password-protected Excel file. Save it as .xlsx or CSV without a password, and try again.',
    )
  }
  if (kind === 'other') throw unreadable('This isn’t a table. Upload a CSV, .xlsx or .vcf file.')
  if (kind === 'zip') {
    const records = await readXlsx(bytes, limitsOf(options))
    const { table, headerLine } = tableOf(records, options)
    return { ...table, source: { kind: 'xlsx', headerLine } }
  }
  const { text, encoding } = decodeBytes(bytes)
  return readTextTable(text, options, encoding)
}

/** Reads a table from text that is already decoded. */
export function readTextTable(fullText: string, options: Options = {}, encoding = 'utf-8'): Table {
  const limits = limitsOf(options)
  // PostgreSQL text can’t contain NUL.
  const clean = fullText.replace(/^\uFEFF/, '').replaceAll('\u0000', '')
  if (isVcard(clean)) {
    const cards = readVcards(clean, limits)
    assertFits(cards.rows.length, cards.columns.length, limits)
    return { ...cards, source: { kind: 'vcard', encoding, headerLine: null } }
  }
  const hint = withoutHint(clean)
  const delimiter = hint.delimiter ?? chooseDelimiter(hint.text, limits)
  const { records } = parseDelimited(hint.text, delimiter, limits)
  // The hint was the first line.
  const lines = hint.delimiter ? records.map(({ line, cells }) => ({ line: line + 1, cells })) : records
  const { table, headerLine } = tableOf(unwrapped(lines, limits), options)
  return { ...table, source: { kind: 'delimited', encoding, delimiter, headerLine } }
}

const limitsOf = ({ limits }: Options): TableLimits => ({ ...TABLE_LIMITS, ...limits })

function tableOf(records: readonly TableRow[], options: Options) {
  const { header, columns, body } = splitHeader(records, options.isKnownName ?? (() => false))
  assertFits(body.length, columns.length, limitsOf(options))
  const rows = body.map(({ line, cells }) => ({ line, cells: columns.map((_, i) => cells[i] ?? '') }))
  return { table: { columns, rows }, headerLine: header?.line ?? null }
}

/** Some programs quote each line as one cell: `"a,b,""c"""`. */
function unwrapped(records: TableRow[], limits: TableLimits): TableRow[] {
  if (records.length < 2 || records.some(({ cells }) => cells.length > 1)) return records
  const sample = records.slice(0, 50).map(({ cells }) => cells[0] ?? '')
  const delimiter = chooseDelimiter(sample.join('\n'), limits)
  const isWrapped = sample.every((text) => text.includes(delimiter) && !text.includes('\n'))
  // A list of addresses with a comma in some of them is not a table in a cell.
  if (!isWrapped || sample.slice(1).some((text) => text.split('@').length > 2)) return records
  return records.flatMap(({ line, cells: [text = ''] }) =>
    parseDelimited(text, delimiter, limits).records.map(({ cells }) => ({ line, cells })),
  )
}

function signatureOf([a, b, c, d]: Uint8Array): 'zip' | 'ole' | 'other' | 'text' {
  if (a === 0x50 && b === 0x4b && c === 0x03 && d === 0x04) return 'zip'
  if (a === 0xd0 && b === 0xcf && c === 0x11 && d === 0xe0) return 'ole'
  // PDF, PNG, JPEG and gzip.
  if (a === 0x25 && b === 0x50 && c === 0x44 && d === 0x46) return 'other'
  if ((a === 0x89 && b === 0x50) || (a === 0xff && b === 0xd8) || (a === 0x1f && b === 0x8b)) return 'other'
  return 'text'
}

const DELIMITERS = [',', ';', '\t', '|'] as const
const SAMPLE_LENGTH = 64_000
const SAMPLE_ROWS = 50

/** Excel’s own hint in the first line, such as `sep=;`. It is not part of the table. */
function withoutHint(text: string): { text: string; delimiter: string | null } {
  const hint = /^"?sep=([^\r\n"])"?[ ;,\t|]{0,9}(?:\r\n|\r|\n|$)/i.exec(text.slice(0, 40))
  return hint?.[1] ? { text: text.slice(hint[0].length), delimiter: hint[1] } : { text, delimiter: null }
}

/** The delimiter that splits most rows into the same number of cells. */
function chooseDelimiter(text: string, limits: TableLimits): string {
  const sample = text.slice(0, SAMPLE_LENGTH)
  let best = { delimiter: ',', score: 0 }
  for (const delimiter of DELIMITERS) {
    if (!sample.includes(delimiter)) continue
    const score = scoreOf(sample, delimiter, limits)
    if (score > best.score) best = { delimiter, score }
  }
  return best.delimiter
}

function scoreOf(sample: string, delimiter: string, limits: TableLimits): number {
  const { records } = parseDelimited(sample, delimiter, { ...limits, cellLength: SAMPLE_LENGTH }, SAMPLE_ROWS)
  const widths = new Map<number, number>()
  // The last row can be cut off.
  const whole = records.length > 2 ? records.slice(0, -1) : records
  for (const { cells } of whole) widths.set(cells.length, (widths.get(cells.length) ?? 0) + 1)
  let score = 0
  for (const [width, count] of widths)
    if (width > 1) score = Math.max(score, (count / whole.length) * (1 + Math.log2(width)))
  return score
}
