import { emptyFile, type Table, type TableLimits, unreadable } from './table'

/**
 * Reads vCards 2.1, 3.0 and 4.0, as phones, Outlook and Apple Contacts export them, as a table with one row per card. No
 * maintained library reads all three versions (docs/decisions/0051).
 */
export function readVcards(text: string, limits: TableLimits): Pick<Table, 'columns' | 'rows'> {
  const cards: Property[][] = []
  let card: Property[] | null = null
  for (const line of unfoldedLines(text, limits)) {
    const property = propertyOf(line)
    if (!property) continue
    const { name, value } = property
    if (name === 'BEGIN' && /^vcard$/i.test(value.trim())) card = []
    else if (name === 'END' && /^vcard$/i.test(value.trim())) {
      if (card) cards.push(card)
      card = null
    } else card?.push(property)
  }
  if (cards.length === 0) throw emptyFile()
  const rows = cards.map((properties, i) => ({ line: i + 1, cells: cellsOf(properties) }))
  return { columns: [...COLUMNS], rows: rows.filter(({ cells }) => cells.some(Boolean)) }
}

export const isVcard = (text: string): boolean => /^\s{0,20}BEGIN:VCARD/i.test(text.slice(0, 100))

const COLUMNS = ['First name', 'Last name', 'Full name', 'Company', 'Email', 'Phone', 'Tags'] as const
/** Several values of a card in one cell, as Google writes them. */
const BETWEEN_VALUES = ' ::: '

type Property = { name: string; parameters: string[]; value: string }

/** Logical lines: folded lines and the soft line breaks of quoted-printable text are joined. */
function* unfoldedLines(text: string, limits: TableLimits): Generator<string> {
  let parts: string[] = []
  let [length, isQuotedPrintable] = [0, false]
  for (const line of text.split(/\r\n|\n|\r/)) {
    const isFolded = parts.length > 0 && /^[ \t]/.test(line)
    const isSoftBreak = isQuotedPrintable && parts.at(-1)?.endsWith('=')
    if (isFolded || isSoftBreak) {
      if (isSoftBreak) parts[parts.length - 1] = parts.at(-1)?.slice(0, -1) ?? ''
      // Photos are long and are not read.
      length += line.length
      if (length <= limits.cellLength) parts.push(isFolded && !isSoftBreak ? line.slice(1) : line)
      continue
    }
    if (parts.length > 0) yield parts.join('')
    parts = [line]
    length = line.length
    isQuotedPrintable = /^[^:]{0,200}QUOTED-PRINTABLE[^:]{0,200}:/i.test(line.slice(0, 500))
  }
  if (parts.length > 0) yield parts.join('')
}

function propertyOf(line: string): Property | null {
  const colon = colonIn(line)
  if (colon < 1) return null
  const [head = '', ...parameters] = line.slice(0, colon).toUpperCase().slice(0, 1_000).split(';')
  // Apple groups properties: `item1.EMAIL`.
  const name = head.slice(head.lastIndexOf('.') + 1).trim()
  const raw = line.slice(colon + 1)
  const value = parameters.some((one) => one.endsWith('QUOTED-PRINTABLE'))
    ? decodeQuotedPrintable(raw, parameters)
    : raw
  return { name, parameters, value }
}

/** The colon that starts the value. Parameters can have colons in quotes. */
function colonIn(line: string): number {
  let isQuoted = false
  for (let i = 0; i < line.length; i += 1) {
    if (line[i] === '"') isQuoted = !isQuoted
    else if (line[i] === ':' && !isQuoted) return i
  }
  return line.indexOf(':')
}

function decodeQuotedPrintable(text: string, parameters: string[]): string {
  const charset = parameters.find((one) => one.startsWith('CHARSET='))?.slice(8) ?? 'utf-8'
  const bytes: number[] = []
  for (let i = 0; i < text.length; i += 1) {
    const hex = text[i] === '=' ? /^[0-9A-F]{2}$/i.exec(text.slice(i + 1, i + 3))?.[0] : undefined
    if (hex) {
      bytes.push(Number.parseInt(hex, 16))
      i += 2
    } else bytes.push(...new TextEncoder().encode(text[i]))
  }
  try {
    return new TextDecoder(charset).decode(Uint8Array.from(bytes))
  } catch {
    throw unreadable('A card in this file has an unknown character set. Export it as UTF-8 and try again.')
  }
}

function cellsOf(properties: Property[]): string[] {
  const all = (name: string) => properties.filter((one) => one.name === name)
  const values = (name: string, order: (one: Property) => number = () => 0) =>
    all(name)
      .toSorted((a, b) => order(a) - order(b))
      .map(({ value }) =>
        unescaped(value)
          .replace(/^(mailto|tel):/i, '')
          .trim(),
      )
      .filter(Boolean)
      .join(BETWEEN_VALUES)
  const [last = '', first = ''] = componentsOf(all('N')[0]?.value ?? '', ';')
  const [company = ''] = componentsOf(all('ORG')[0]?.value ?? '', ';')
  const isCompany =
    all('X-ABSHOWAS').some(({ value }) => /company/i.test(value)) ||
    all('KIND').some(({ value }) => /^(org|group)$/i.test(value.trim()))
  const tags = componentsOf(
    all('CATEGORIES')
      .map(({ value }) => value)
      .join(','),
    ',',
  )
  const fullName = values('FN')
  return [
    isCompany ? '' : first,
    isCompany ? company || fullName : last,
    isCompany || first || last ? '' : fullName,
    company,
    values('EMAIL', preference),
    values('TEL', phonePreference),
    tags.filter(Boolean).join(', '),
  ]
}

const has = ({ parameters }: Property, pattern: RegExp) => parameters.some((one) => pattern.test(one))
const preference = (one: Property) => (has(one, /PREF/) ? 0 : 1)
const phonePreference = (one: Property) => {
  if (has(one, /FAX|PAGER/)) return 3
  return has(one, /CELL|MOBILE|IPHONE/) ? 0 : 1 + preference(one)
}

/** The parts of a structured value. Separators with a backslash belong to the text. */
function componentsOf(value: string, separator: string): string[] {
  const parts: string[] = ['']
  for (let i = 0; i < value.length; i += 1) {
    const char = value[i] ?? ''
    if (char === '\\' && i + 1 < value.length) {
      parts[parts.length - 1] += char + (value[i + 1] ?? '')
      i += 1
    } else if (char === separator) parts.push('')
    else parts[parts.length - 1] += char
  }
  return parts.map((part) => unescaped(part).trim())
}

const unescaped = (value: string): string =>
  value.replace(/\\(.)/gs, (_, char: string) => (char === 'n' || char === 'N' ? '\n' : char))
