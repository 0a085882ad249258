import Papa from 'papaparse'
import { Refusal } from '@/lib/core/errors'
import { formatNumber } from '@/lib/core/text/format'
import { Email } from '../address'
import { ConsentDay, parseTags } from '../contact-input'
import type { ImportField, SkippedRow } from '../views'

export const MAX_FILE_BYTES = 3_000_000
const MAX_ROWS = 25_000
const MAX_COLUMNS = 60
const MAX_COLUMN_NAME_LENGTH = 200
/** A longer cell is an unclosed quote. */
const MAX_CELL_LENGTH = 100_000

export type FileRows = { columns: string[]; rows: { line: number; cells: string[] }[] }

export type FileContact = {
  /** The line of the first row with this address. */
  line: number
  email: string
  firstName: string
  lastName: string
  phone: string
  tags: string[]
  /** Null if the file doesn’t say. */
  consentSource: string | null
  consentAt: Date | null
}

/** Decodes a file in the encodings that spreadsheets use: UTF-8, UTF-16 or, failing both, Windows-1252. */
export function decodeFile(bytes: Uint8Array): string {
  const utf16 = bytes[0] === 0xff && bytes[1] === 0xfe
  if (utf16) return new TextDecoder('utf-16le').decode(bytes)
  try {
    return new TextDecoder('utf-8', { fatal: true }).decode(bytes)
  } catch {
    return new TextDecoder('windows-1252').decode(bytes)
  }
}

/** @throws Refusal `file.unreadable`, `file.empty`, `file.too-long` */
export function readFileRows(text: string): FileRows {
  const records = parsed(text.replace(/^\uFEFF/, ''))
  const [head, ...rest] = records
  if (!head || rest.length === 0) {
    throw new Refusal(
      'file.empty',
      'The first row must contain column names, with contacts in the rows below. Check the file and try again.',
    )
  }
  if (rest.length > MAX_ROWS || head.record.length > MAX_COLUMNS) {
    throw new Refusal(
      'file.too-long',
      `A file can have up to ${formatNumber(MAX_ROWS)} rows and ${MAX_COLUMNS} columns. Split it into several files.`,
    )
  }
  const columns = head.record.map((name, i) => name.trim() || `Column ${i + 1}`)
  return {
    columns,
    rows: rest.map(({ record, line }) => ({
      line,
      cells: columns.map((_, i) => record[i]?.trim() ?? ''),
    })),
  }
}

type Parsed = { record: string[]; line: number }

/** Parses up to the maximum number of rows, in time linear in the length of the text (R41). */
function parsed(text: string): Parsed[] {
  const firstLine = text.slice(0, text.search(/\r?\n|$/))
  const [delimiter = ','] = [',', ';', '\t'].toSorted(
    (a, b) => firstLine.split(b).length - firstLine.split(a).length,
  )
  const records: Parsed[] = []
  let [lines, counted, unclosedAt] = [1, 0, 0]
  Papa.parse<string[]>(text, {
    delimiter,
    skipEmptyLines: true,
    step: ({ data, errors, meta }, parser) => {
      const end = Math.max(counted, meta.cursor - meta.linebreak.length)
      lines += countIn(text, meta.linebreak, counted, end)
      counted = end
      if (errors.some(({ code }) => code === 'MissingQuotes') || data.some(isTooLong)) unclosedAt = lines
      records.push({ record: data, line: lines })
      if (unclosedAt > 0 || records.length > MAX_ROWS + 1) parser.abort()
    },
  })
  if (unclosedAt > 0)
    throw new Refusal(
      'file.unreadable',
      `This file can’t be read as CSV. Check the quotes up to line ${unclosedAt}, save it as CSV (UTF-8), and try again.`,
    )
  return records
}

const isTooLong = (cell: string) => cell.length > MAX_CELL_LENGTH

/** The number of occurrences of `piece` that start between two positions. */
function countIn(text: string, piece: string, from: number, to: number): number {
  let count = 0
  for (let at = text.indexOf(piece, from); at >= 0 && at < to; at = text.indexOf(piece, at + piece.length))
    count += 1
  return count
}

const NAMES: [ImportField, RegExp][] = [
  ['email', /^(e ?mail|mail)/],
  ['firstName', /^(first|given|fore) ?name|^first$/],
  ['lastName', /^(last|family|sur) ?name|^last$/],
  ['phone', /phone|mobile|^tel/],
  ['tags', /^(tags?|labels?|groups?|type)$/],
  ['consentAt', /(consent|opt ?in|subscribed|signed up).*(date|day|at|on|time)/],
  ['consentSource', /(consent|opt ?in).*(source|from|where)|^source$/],
  ['fullName', /^(full ?)?name$|^contact( name)?$/],
]

/** Guesses the field of each column. Each field is used once. */
export function guessFields(columns: readonly string[]): ImportField[] {
  const taken = new Set<ImportField>()
  return columns.map((column) => {
    // Matching a very long column name would take quadratic time (R41).
    const name = column
      .slice(0, MAX_COLUMN_NAME_LENGTH)
      .toLowerCase()
      .replace(/[_.-]+/g, ' ')
      .trim()
    const field = NAMES.find(([candidate, pattern]) => pattern.test(name) && !taken.has(candidate))?.[0]
    if (!field) return 'ignore'
    taken.add(field)
    return field
  })
}

/** The contacts of a file under a mapping, one per address, and the skipped rows. */
export function parseContacts(
  file: FileRows,
  fields: readonly ImportField[],
  /** Consent dates must be before this moment. */
  latestConsent: Date,
): { found: FileContact[]; skipped: SkippedRow[] } {
  const found = new Map<string, FileContact>()
  const skipped: SkippedRow[] = []
  for (const { line, cells } of file.rows) {
    const read = contactIn(line, cells, fields, latestConsent)
    if ('reason' in read) {
      skipped.push({ line, outcome: 'refused', ...read })
      continue
    }
    const before = found.get(read.email)
    if (before) {
      skipped.push({ line, outcome: 'duplicate', reason: `Same address as line ${before.line}` })
    }
    found.set(read.email, before ? mergeRows(before, read) : read)
  }
  return { found: [...found.values()], skipped }
}

function contactIn(
  line: number,
  cells: readonly string[],
  fields: readonly ImportField[],
  latestConsent: Date,
): FileContact | Pick<SkippedRow, 'reason' | 'value'> {
  const of = (field: ImportField, most = 80) =>
    (cells[fields.indexOf(field)] ?? '').replace(/\p{Cc}/gu, ' ').slice(0, most)
  const typed = of('email', 300)
  if (!typed) return { reason: 'No email address' }
  const email = Email.safeParse(typed)
  if (!email.success) return { reason: 'Not an email address', value: typed.slice(0, 80) }
  const day = of('consentAt').slice(0, 10)
  const consentAt = day ? ConsentDay.safeParse(day) : null
  if (consentAt && (!consentAt.success || consentAt.data >= latestConsent))
    return { reason: 'The consent date must be a past date, such as 2026-03-31' }
  const [first = '', ...others] = of('fullName').split(/\s+/)
  return {
    line,
    email: email.data,
    firstName: of('firstName') || first,
    lastName: of('lastName') || others.join(' '),
    phone: of('phone', 40),
    tags: parseTags(of('tags', 900)),
    consentSource: of('consentSource', 120) || null,
    consentAt: consentAt?.data ?? null,
  }
}

/** Merges two rows with the same address. Values of the first row win. */
function mergeRows(first: FileContact, second: FileContact): FileContact {
  return {
    line: first.line,
    email: first.email,
    firstName: first.firstName || second.firstName,
    lastName: first.lastName || second.lastName,
    phone: first.phone || second.phone,
    tags: [...new Set([...first.tags, ...second.tags])],
    consentSource: first.consentSource ?? second.consentSource,
    consentAt: first.consentAt ?? second.consentAt,
  }
}
