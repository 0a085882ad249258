import type { Table, TableRow } from '@/lib/core/tabular/table'
import { parseTags } from '../contact-input'
import type { ImportField, RowNote, SkippedRow } from '../views'
import { cleanCell, valuesIn } from './cells/clean-cell'
import { withPrefix } from './cells/last-name-prefix'
import { readAddresses } from './cells/read-addresses'
import { type DateOrder, dateOrderOf, readDate } from './cells/read-date'
import { readFullName } from './cells/read-name'
import { type OptOut, type OptOutKind, readOptOut, strongest } from './cells/read-opt-out'
import { readPhone } from './cells/read-phone'
import { guessColumns, optOutKindOf } from './columns/guess-columns'
import { plainWords } from './columns/plain-words'

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

/** A row of someone who opted out in the other program. All their addresses are suppressed. */
type FileOptOut = {
  line: number
  emails: string[]
  reason: OptOut /** `Email Opt Out: 1` */
  value: string
}

export type FileContacts = {
  /** One per address. */
  found: FileContact[]
  optOuts: FileOptOut[]
  skipped: SkippedRow[]
  notes: RowNote[]
}

export const optOutReasons: Record<OptOut, string> = {
  unsubscribed: 'Unsubscribed in the other program',
  bounced: 'Bounced in the other program',
  complained: 'Marked an email as spam in the other program',
  blocked: 'Blocked in the other program',
}

type Options = {
  /** Consent dates must be before this moment. */
  latestConsent: Date
  /** The country of phone numbers without a country code. */
  region: string | null
  /** If everyone in the file opted out: a list of people who unsubscribed, for example. */
  everyone: OptOut | null
}

/** The contacts of a file under a mapping, and what is to be said about its rows. */
export function readContacts(
  file: Pick<Table, 'columns' | 'rows'>,
  fields: readonly ImportField[],
  options: Options,
): FileContacts {
  const columns = mappedColumns(file, fields)
  const context = { ...options, columns, order: orderOf(file, columns.consentAt) }
  const found = new Map<string, FileContact>()
  const optOuts = new Map<string, FileOptOut>()
  const [skipped, notes]: [SkippedRow[], RowNote[]] = [[], []]
  for (const row of file.rows) {
    const read = readRow(row, context)
    if ('outcome' in read) {
      skipped.push(read)
      continue
    }
    for (const reason of read.notes) notes.push({ line: row.line, ...reason })
    const { email } = read.contact
    const before = found.get(email)?.line ?? optOuts.get(email)?.line
    if (before !== undefined)
      skipped.push({ line: row.line, outcome: 'duplicate', reason: `Same address as line ${before}` })
    if (read.optOut) addOptOut(optOuts, { line: before ?? row.line, ...read.optOut })
    const known = found.get(email)
    found.set(email, known ? mergeRows(known, read.contact) : read.contact)
  }
  // Whatever other rows say, someone who opted out is not a contact, under any of their addresses.
  for (const { emails, reason, value } of optOuts.values())
    for (const email of emails) {
      const other = found.get(email)
      if (other && !optOuts.has(email))
        skipped.push({ line: other.line, outcome: 'suppressed', reason: optOutReasons[reason], value })
      found.delete(email)
    }
  return { found: [...found.values()], optOuts: [...optOuts.values()], skipped, notes }
}

/** One per first address. The strongest reason of several rows wins, and the addresses of all rows are suppressed. */
function addOptOut(optOuts: Map<string, FileOptOut>, one: FileOptOut): void {
  const [email = ''] = one.emails
  const known = optOuts.get(email)
  if (!known) {
    optOuts.set(email, one)
    return
  }
  const isStronger = known.reason !== one.reason && strongest([known.reason, one.reason]) === one.reason
  optOuts.set(email, {
    ...(isStronger ? one : known),
    line: known.line,
    emails: [...new Set([...known.emails, ...one.emails])],
  })
}

type MappedColumn = { at: number; name: string; rank: number; kind: OptOutKind }
type Columns = Record<Exclude<ImportField, 'ignore'>, MappedColumn[]>

/** The columns of each field, the preferred one first: a mobile number before the one of an office. */
function mappedColumns(file: Pick<Table, 'columns' | 'rows'>, fields: readonly ImportField[]): Columns {
  const guesses = guessColumns(file.columns, file.rows)
  const columns: Columns = {
    email: [],
    firstName: [],
    lastName: [],
    lastNamePrefix: [],
    fullName: [],
    phone: [],
    tags: [],
    consentSource: [],
    consentAt: [],
    optOut: [],
  }
  for (const [at, name] of file.columns.entries()) {
    const field = fields[at] ?? 'ignore'
    if (field === 'ignore') continue
    const guess = guesses[at]
    const isGuessed = guess?.field === field
    columns[field].push({
      at,
      name,
      rank: isGuessed ? guess.rank : 50,
      kind: isGuessed ? guess.kind : optOutKindOf(name),
    })
  }
  for (const mapped of Object.values(columns)) mapped.sort((a, b) => a.rank - b.rank || a.at - b.at)
  return columns
}

const DATE_ROWS = 25_000
const DAY_FIRST_LANGUAGE =
  /\b(vorname|nachname|anrede|telefon|einwilligung|prenom|nom|courriel|nombre|apellidos?|correo|cognome|nome|voornaam|achternaam|sobrenome)\b/

/** How the file writes dates: by its consent dates, by its other dates, or by the language of its header. */
function orderOf(file: Pick<Table, 'columns' | 'rows'>, consent: readonly MappedColumn[]): DateOrder {
  const rows = file.rows.slice(0, DATE_ROWS)
  const cellsAt = (columns: readonly number[]) =>
    rows.flatMap(({ cells }) => columns.map((at) => cells[at] ?? ''))
  const own = dateOrderOf(cellsAt(consent.map(({ at }) => at)))
  if (own || consent.length === 0) return own
  const isDated = (_: string, at: number) =>
    rows.slice(0, 50).some(({ cells }) => readDate(cells[at], null) !== null)
  const others = file.columns.flatMap((name, at) => (isDated(name, at) ? [at] : []))
  const byOthers = dateOrderOf(cellsAt(others.slice(0, 20)))
  if (byOthers) return byOthers
  return file.columns.some((name) => DAY_FIRST_LANGUAGE.test(plainWords(name))) ? 'day-first' : null
}

type Context = Options & { columns: Columns; order: DateOrder }
type Note = Omit<RowNote, 'line'>
type ReadRow = {
  contact: FileContact
  optOut: { emails: string[]; reason: OptOut; value: string } | null
  notes: Note[]
}

function readRow({ line, cells }: TableRow, context: Context): ReadRow | SkippedRow {
  const { columns, region } = context
  const addresses = columns.email.map(({ at }) => readAddresses(cells[at]))
  const emails = [...new Set(addresses.flatMap((one) => one.emails))]
  const [email] = emails
  if (!email)
    return { line, outcome: 'refused', ...noAddress(columns.email.map(({ at }) => cells[at] ?? '')) }
  const answer = readAnswers(cells, context)
  if (answer === 'pending')
    return {
      line,
      outcome: 'refused',
      reason: 'No consent in the other program',
      value: pendingValue(cells, context),
    }
  const notes: Note[] = []
  const phones = columns.phone.map(({ at }) => readPhone(cells[at], region))
  const phone = phones.find((one) => one.phone)
  const phoneFault = phone?.fault ?? (phone ? undefined : phones.find((one) => one.fault)?.fault)
  const consentAt = readConsentDate(cells, context)
  if (!answer.optOut) {
    if (emails.length > 1) notes.push({ reason: 'Only the first email address was imported' })
    if (phoneFault) notes.push({ reason: phoneFault })
    if ('fault' in consentAt) notes.push({ reason: consentAt.fault, value: consentAt.value })
    if (answer.unknown)
      notes.push({ reason: 'Unknown opt-in status, imported as opted in', value: answer.unknown })
  }
  const contact: FileContact = {
    line,
    email,
    ...nameOf(cells, columns, addresses.find(({ name }) => name)?.name ?? ''),
    phone: phone?.phone ?? '',
    tags: tagsOf(cells, columns.tags),
    consentSource: textIn(cells, columns.consentSource, 120) || null,
    consentAt: 'day' in consentAt ? consentAt.day : null,
  }
  return { contact, optOut: answer.optOut && { emails, ...answer.optOut }, notes }
}

function noAddress(typed: readonly string[]): Pick<SkippedRow, 'reason' | 'value'> {
  const value = typed.map((cell) => cleanCell(cell)).find(Boolean)
  if (!value) return { reason: 'No email address' }
  if (/^\/o=/i.test(value))
    return { reason: 'An internal Exchange address, which only works inside that company' }
  return { reason: 'Not an email address', value: value.slice(0, 80) }
}

type Answers = { optOut: { reason: OptOut; value: string } | null; unknown: string | null }

/** What the opt-out columns say together. A single no is enough. */
function readAnswers(cells: readonly string[], { columns, everyone }: Context): Answers | 'pending' {
  const reasons = new Map<OptOut, string>()
  let isPending = false
  let left: string | null = null
  let unknown: string | null = null
  if (everyone) reasons.set(everyone, 'Everyone in this file')
  for (const column of columns.optOut) {
    const { at, name, kind } = column
    const answer = readOptOut(cells[at], name, kind)
    if (answer === null || answer === 'allowed') continue
    const value = shownCell(column, cells)
    if (answer === 'pending') isPending = true
    else if (answer === 'left') left ??= value
    else if (answer === 'unknown') unknown ??= kind === 'in' ? value : null
    else if (!reasons.has(answer)) reasons.set(answer, value)
  }
  if (left !== null && reasons.size === 0) reasons.set('unsubscribed', left)
  const reason = strongest([...reasons.keys()])
  if (!reason && isPending) return 'pending'
  return { optOut: reason && { reason, value: reasons.get(reason) ?? '' }, unknown }
}

function pendingValue(cells: readonly string[], { columns }: Context): string {
  const column = columns.optOut.find(({ at, name, kind }) => readOptOut(cells[at], name, kind) === 'pending')
  return column ? shownCell(column, cells) : ''
}

/** `Email Opt Out: 1`. Records of imports have no addresses. */
function shownCell({ at, name }: MappedColumn, cells: readonly string[]): string {
  const cell = cleanCell(cells[at], 60)
  return `${name.slice(0, 40)}: ${cell.includes('@') ? '…' : cell}`.slice(0, 80)
}

function readConsentDate(
  cells: readonly string[],
  { columns, order, latestConsent }: Context,
): { day: Date | null } | { fault: string; value: string } {
  for (const { at } of columns.consentAt) {
    const value = cleanCell(cells[at], 60)
    if (!value) continue
    const day = readDate(value, order)
    if (day === 'doubtful') return { fault: 'Unclear consent date, so the date of the import is used', value }
    if (day === null) return { fault: 'Unreadable consent date, so the date of the import is used', value }
    if (day >= latestConsent)
      return { fault: 'Consent date in the future, so the date of the import is used', value }
    return { day }
  }
  return { day: null }
}

const textIn = (cells: readonly string[], columns: readonly MappedColumn[], most: number): string => {
  for (const { at } of columns) {
    const text = cleanCell(cells[at], most)
    if (text) return text
  }
  return ''
}

function nameOf(cells: readonly string[], columns: Columns, besideAddress: string) {
  const bare = (text: string) => text.replace(/^["“”]+|["“”]+$/g, '').trim()
  const firstName = bare(textIn(cells, columns.firstName, 80))
  const lastName = withPrefix(
    textIn(cells, columns.lastNamePrefix, 30),
    bare(textIn(cells, columns.lastName, 80)),
  )
  if (firstName || lastName) return { firstName, lastName }
  return readFullName(textIn(cells, columns.fullName, 200) || besideAddress)
}

/** Google’s system groups are not tags. */
const SYSTEM_GROUP = /^(mycontacts|my contacts|starred|starred in android|all contacts|imported on .*)$/i

function tagsOf(cells: readonly string[], columns: readonly MappedColumn[]): string[] {
  const texts = columns.flatMap(({ at }) => valuesIn(cleanCell(cells[at], 900)))
  const tags = texts
    .flatMap((text) => text.split(/[,;|]/))
    .map((tag) => tag.replace(/^[\s"'[*#]+|[\s"'\]]+$/g, ''))
    .filter((tag) => tag && !SYSTEM_GROUP.test(tag))
  return parseTags(tags.join(','))
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
