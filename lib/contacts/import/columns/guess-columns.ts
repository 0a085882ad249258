import type { ImportField } from '@/lib/contacts/views'
import { cleanCell } from '../cells/clean-cell'
import { isParticle } from '../cells/last-name-prefix'
import { readAddresses } from '../cells/read-addresses'
import { readDate } from '../cells/read-date'
import { isStatusWord, type OptOutKind } from '../cells/read-opt-out'
import { guessByName, type NameGuess } from './column-names'
import { plainWords } from './plain-words'

/** Cells of a column that a guess looks at. */
const SAMPLE_CELLS = 200
const SAMPLE_ROWS = 5_000

/** What a column is. `rank` orders columns of the same field, and `kind` says how an opt-out column tells. */
export type ColumnGuess = { field: ImportField; rank: number; kind: OptOutKind }

type Column = { column: string; name: NameGuess | null; content: Content }
/** The share of the filled-in cells that are of a kind. */
type Content = {
  filled: number
  email: number
  date: number
  yesNo: number
  status: number
  number: number
  exchange: number
  strong: number
  particle: number
}

/** Filled-in columns come first. */
const BLANK_RANK = 1_000
/** One column only. Of the others, several are read together. */
const SINGLE: readonly ImportField[] = [
  'firstName',
  'lastName',
  'lastNamePrefix',
  'fullName',
  'consentSource',
]

/** Guesses the field of each column, by its name and by its cells: a column of labels is no address, whatever its name. */
export function guessColumns(
  columns: readonly string[],
  rows: readonly { cells: string[] }[],
): ColumnGuess[] {
  const known = columns.map(
    (column, i): Column => ({ column, name: guessByName(column), content: contentOf(rows, i) }),
  )
  const guesses = known.map(guessColumn)
  nameTheAddressColumn(known, guesses)
  sortOutNames(columns, rows, guesses)
  for (const field of SINGLE) keepBest(guesses, field)
  return guesses
}

/** Only the fields, for a form. */
export const guessFields = (
  columns: readonly string[],
  rows: readonly { cells: string[] }[],
): ImportField[] => guessColumns(columns, rows).map(({ field }) => field)

/** How a column that a member mapped tells about opt-outs. */
export function optOutKindOf(column: string): OptOutKind {
  const guess = guessByName(column)
  return guess?.field === 'optOut' ? (guess.kind ?? 'out') : guess?.field === 'consentAt' ? 'in' : 'out'
}

function contentOf(rows: readonly { cells: string[] }[], at: number): Content {
  const counts = {
    filled: 0,
    email: 0,
    date: 0,
    yesNo: 0,
    status: 0,
    number: 0,
    exchange: 0,
    strong: 0,
    particle: 0,
  }
  for (const { cells } of rows.slice(0, SAMPLE_ROWS)) {
    const cell = cleanCell(cells[at], 100)
    if (!cell) continue
    counts.filled += 1
    if (readAddresses(cells[at]?.slice(0, 300)).emails.length > 0) counts.email += 1
    if (readDate(cell, null) !== null) counts.date += 1
    if (YES_NO.test(cell)) counts.yesNo += 1
    if (isStatusWord(cell)) counts.status += 1
    if (EMAIL_STATUS.test(cell)) counts.strong += 1
    if (/^\d+$/.test(cell)) counts.number += 1
    if (/^\/o=/i.test(cell)) counts.exchange += 1
    if (isParticle(cell)) counts.particle += 1
    if (counts.filled === SAMPLE_CELLS) break
  }
  const share = (count: number) => (counts.filled > 0 ? count / counts.filled : 0)
  return {
    filled: counts.filled,
    email: share(counts.email),
    date: share(counts.date),
    yesNo: share(counts.yesNo),
    status: share(counts.status),
    number: share(counts.number),
    exchange: share(counts.exchange),
    strong: share(counts.strong),
    particle: share(counts.particle),
  }
}

/** Words that only tell about emails. “Active” and “withdrawn” are also states of a listing. */
const EMAIL_STATUS =
  /un.?sub|subscri|opt(ed)?[- _]?(in|out)|bounc|cleaned|do not (e?mail|contact)|spam|complain|unconfirmed|abgemeldet|abbestellt|désabonn|desabonn|désinscri|suscrit|disiscritt|iscritt|uitgeschreven|inscrit|descadastr/i
const YES_NO =
  /^(true|false|yes|no|y|n|0|1|x|ja|nein|oui|non|s[ií]|nee|sim|não|nao|wahr|falsch|vrai|faux|verdadero|falso|vero|waar|onwaar|verdadeiro|on|off)$/i

const none = (): ColumnGuess => ({ field: 'ignore', rank: 0, kind: 'out' })

function guessColumn({ column, name, content }: Column): ColumnGuess {
  if (!name) return none()
  const guess = { kind: 'out' as OptOutKind, ...name }
  // Blank columns keep their name’s guess, so that a form shows what they would be.
  if (content.filled === 0) return { ...guess, rank: guess.rank + BLANK_RANK }
  switch (name.field) {
    case 'email':
      // Mistyped addresses are still addresses, and are reported row by row.
      return content.email > 0 || content.exchange > 0 || isOnlyText(content) ? guess : none()
    case 'optOut':
      return optOutGuess(guess, content, column)
    case 'consentAt':
      if (content.date >= 0.5) return guess
      return content.yesNo + content.status > 0.8 ? { ...guess, field: 'optOut', kind: 'in' } : guess
    case 'phone':
      return content.date > 0.5 || content.yesNo > 0.5 || content.email > 0.5 ? none() : guess
    case 'firstName':
    case 'lastName':
    case 'fullName':
      return content.email > 0.5 || content.number > 0.9 ? none() : guess
    case 'lastNamePrefix':
      // “Prefix” is a title in most programs, such as Mr.
      return content.particle > 0.5 ? guess : none()
    case 'tags':
      return content.email > 0.5 || content.date > 0.5 ? none() : guess
    case 'consentSource':
      return content.date > 0.5 || content.yesNo > 0.8 || content.number > 0.9 ? none() : guess
    default:
      return guess
  }
}

const isOnlyText = ({ date, yesNo, number, status }: Content) => date + yesNo + number + status < 0.5

/** A column of dates is when they agreed; a column named “Status” counts if its words are about emails. */
function optOutGuess(guess: ColumnGuess, content: Content, name: string): ColumnGuess {
  if (guess.kind === 'in' && content.date > 0.5) return { ...guess, field: 'consentAt', rank: 1 }
  if (guess.kind === 'in') return content.yesNo + content.status >= 0.5 ? guess : none()
  if (guess.kind === 'status') {
    const isEnough = isAboutEmail(name) ? content.status > 0 : content.strong > 0
    return isEnough ? guess : none()
  }
  return guess
}

/** Without a column named for it, the one that is filled with addresses. */
function nameTheAddressColumn(known: readonly Column[], guesses: ColumnGuess[]): void {
  const hasAddresses = guesses.some(({ field }, i) => field === 'email' && (known[i]?.content.email ?? 0) > 0)
  if (hasAddresses) return
  let best = { at: -1, email: 0.3 }
  for (const [at, { content, name }] of known.entries())
    if (content.email > best.email && name?.kind !== 'out') best = { at, email: content.email }
  if (best.at < 0) return
  for (const guess of guesses) if (guess.field === 'email') guess.rank += 100
  guesses[best.at] = { field: 'email', rank: 0, kind: 'out' }
}

/** `Name` beside a first name is the last name in German and French, unless it repeats the first name. */
function sortOutNames(
  columns: readonly string[],
  rows: readonly { cells: string[] }[],
  guesses: ColumnGuess[],
): void {
  const find = (field: ImportField) => guesses.findIndex((guess) => guess.field === field)
  const [first, last, full] = [find('firstName'), find('lastName'), find('fullName')]
  const fullGuess = guesses[full]
  if (!fullGuess) return
  // Nombre and Nome are the first name if there is a column for the last.
  if (first < 0 && last >= 0 && /^(nombre|nome|name|nom|naam)$/i.test(columns[full] ?? '')) {
    fullGuess.field = repeats(rows, last, full) ? 'fullName' : 'firstName'
  } else if (first >= 0 && last < 0 && !repeats(rows, first, full)) fullGuess.field = 'lastName'
}

/** Whether most cells of `whole` contain the cell of `part`. */
function repeats(rows: readonly { cells: string[] }[], part: number, whole: number): boolean {
  let [both, repeated] = [0, 0]
  for (const { cells } of rows.slice(0, SAMPLE_CELLS)) {
    const [short, long] = [cleanCell(cells[part]).toLowerCase(), cleanCell(cells[whole]).toLowerCase()]
    if (!short || !long) continue
    both += 1
    if (long.includes(short)) repeated += 1
  }
  return repeated > both / 2
}

const isAboutEmail = (column: string) =>
  /\b(e ?mail|mail|mailing|subscri\w*|newsletter|marketing|consent|opt ?in|permission|unsubscribed)\b/.test(
    plainWords(column),
  )

function keepBest(guesses: ColumnGuess[], field: ImportField): void {
  const columns = guesses.filter((guess) => guess.field === field)
  const best = columns.toSorted((a, b) => a.rank - b.rank)[0]
  for (const guess of columns) if (guess !== best) guess.field = 'ignore'
}
