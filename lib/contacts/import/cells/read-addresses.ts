import { normalizeAddress } from '../../address'
import { cleanCell } from './clean-cell'

const MOST_ADDRESSES = 20

type Addresses = {
  /** In the order of the cell, without duplicates. */
  emails: string[]
  /** The name beside the first address: `Jane Lee <jane@people.example>`. */
  name: string
}

/** The addresses in a cell: plain, as a link, with a name, or several of them. */
export function readAddresses(cell: string | undefined): Addresses {
  const text = cleanCell(cell, 2_000)
  if (!text.includes('@')) return { emails: [], name: '' }
  const whole = addressIn(text)
  if (whole) return { emails: [whole], name: '' }
  const emails = new Set<string>()
  let name = ''
  for (const part of partsOf(text)) {
    const { written, before } = withoutName(part)
    const email = addressIn(written)
    if (!email) continue
    if (emails.size === 0) name = before
    emails.add(email)
    if (emails.size === MOST_ADDRESSES) break
  }
  return { emails: [...emails], name }
}

/** Splits at separators outside quotes and brackets, so that `"Lee, Jane" <jane@…>` stays whole. */
function partsOf(text: string): string[] {
  const parts = ['']
  let isQuoted = false
  for (let i = 0; i < text.length; i += 1) {
    const char = text[i] ?? ''
    if (char === '"') isQuoted = !isQuoted
    const isColons = text.startsWith(':::', i)
    if (!isQuoted && (/[,;|]/.test(char) || isColons)) {
      parts.push('')
      if (isColons) i += 2
    } else parts[parts.length - 1] += char
  }
  // `Lee, Jane <jane@…>` without quotes: a part without an address is the start of a name.
  const whole: string[] = []
  let start = ''
  for (const part of parts) {
    const joined = start ? `${start},${part}` : part
    if (part.includes('@')) whole.push(joined)
    start = part.includes('@') ? '' : joined
  }
  // `jane@people.example / jim@people.example` and `jane@people.example jim@people.example`
  return whole.flatMap((part) =>
    part.split('@').length > 2 && !part.includes('<') ? part.split(/\s+(?:\/|and|und|et|or|&)?\s*/) : [part],
  )
}

function withoutName(part: string): { written: string; before: string } {
  const open = part.lastIndexOf('<')
  const bracket = open >= 0 ? open : part.lastIndexOf('(')
  if (bracket < 0) {
    // `jane@people.example, Lee`: what is left of an unquoted name.
    const words = part.trim().split(/[\s,]+/)
    const at = words.findIndex((word) => word.includes('@'))
    return words.length > 2 && at >= 0 && !/\s@|@\s/.test(part)
      ? { written: words[at] ?? '', before: words.slice(0, at).join(' ') }
      : { written: part, before: '' }
  }
  const close = part.indexOf(part[bracket] === '<' ? '>' : ')', bracket)
  const inside = part.slice(bracket + 1, close < 0 ? undefined : close)
  const outside = part.slice(0, bracket).trim().replace(/^"|"$/g, '').trim()
  // `jane@people.example (Jane Lee)` has them the other way around.
  return inside.includes('@')
    ? { written: inside, before: outside.includes('@') ? '' : outside }
    : { written: outside, before: inside }
}

/** One address, without what surrounds it in real files. */
function addressIn(text: string): string | null {
  const bare = text
    .trim()
    .replace(/^mailto:\s*/i, '')
    .replace(/\?(subject|body|cc)=.*$/i, '')
    .replace(/^[<"'([\s]+|[>"'\])\s.,;]+$/g, '')
    .replace(/\s*@\s*/, '@')
  return normalizeAddress(bare)
}
