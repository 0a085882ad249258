import { SaxesParser } from 'saxes'

/** An element with its names in small letters and without prefixes: CRMs write them as they like. */
export type XmlElement = {
  name: string
  attributes: Record<string, string>
  children: XmlElement[]
  text: string
}

/** What one listing may be at most: more is an attack or a mistake, and either way not a listing. */
const MOST_CHARACTERS = 500_000
const DEEPEST = 30
const MOST_ELEMENTS = 5_000

/** Entities of HTML that turn up in descriptions; XML knows five. Those a file defines itself are never expanded. */
const ENTITIES: Record<string, string> = {
  nbsp: ' ',
  ndash: '–',
  mdash: '—',
  lsquo: '‘',
  rsquo: '’',
  ldquo: '“',
  rdquo: '”',
  hellip: '…',
  bull: '•',
  middot: '·',
  deg: '°',
  frac12: '½',
  sup2: '²',
  copy: '©',
  reg: '®',
  trade: '™',
  eacute: 'é',
  euro: '€',
  pound: '£',
}

export class BrokenXml extends Error {
  override readonly name = 'BrokenXml'
}

/**
 * One element as a tree. Bare ampersands and characters that XML forbids are mended; tags that do not fit are not.
 * @throws BrokenXml with words for the agency
 */
export function parseElement(text: string): XmlElement {
  if (text.length > MOST_CHARACTERS) throw new BrokenXml('it is longer than a listing can be')
  const root: XmlElement = { name: '', attributes: {}, children: [], text: '' }
  const open = [root]
  let elements = 0
  const add = (piece: string) => {
    const at = open.at(-1)
    if (at) at.text += piece
  }
  const parser = new SaxesParser()
  parser.on('error', (error) => {
    throw new BrokenXml(wordsOf(error.message))
  })
  parser.on('opentag', ({ name, attributes }) => {
    elements += 1
    if (elements > MOST_ELEMENTS) throw new BrokenXml('it has more parts than a listing can have')
    if (open.length > DEEPEST) throw new BrokenXml('its parts are nested too deep')
    const element: XmlElement = {
      name: plain(name),
      attributes: Object.fromEntries(
        Object.entries(attributes).map(([key, value]) => [plain(key), String(value)]),
      ),
      children: [],
      text: '',
    }
    if (element.name === 'br' || element.name === 'p') add('\n')
    open.at(-1)?.children.push(element)
    open.push(element)
  })
  parser.on('closetag', () => {
    const closed = open.pop()
    // Unquoted HTML in a description is part of its words.
    if (closed && INLINE.has(closed.name)) add(closed.text)
  })
  parser.on('text', add)
  parser.on('cdata', add)
  parser.write(mended(text)).close()
  const [element] = root.children
  if (!element) throw new BrokenXml('it is empty')
  return element
}

const INLINE = new Set(['p', 'b', 'i', 'em', 'strong', 'u', 'span', 'a', 'li', 'ul'])

const plain = (name: string) => name.slice(name.indexOf(':') + 1).toLowerCase()

/** Repairs ampersands everywhere but in CDATA sections, where an ampersand is only text. */
function mended(text: string): string {
  const allowed = text.replace(FORBIDDEN, '')
  const parts: string[] = []
  let from = 0
  while (from < allowed.length) {
    const start = allowed.indexOf('<![CDATA[', from)
    const close = start < 0 ? -1 : allowed.indexOf(']]>', start)
    // No section follows that is also closed, so the rest is ordinary text.
    if (close < 0) break
    parts.push(allowed.slice(from, start).replace(AMPERSAND, entity), allowed.slice(start, close + 3))
    from = close + 3
  }
  parts.push(allowed.slice(from).replace(AMPERSAND, entity))
  return parts.join('')
}

/** What XML forbids even as a reference: most control characters, halves of pairs, and two that are no characters. */
const FORBIDDEN = /(?![\t\n\r])\p{Cc}|\p{Cs}|[\ufffe\uffff]/gu
const AMPERSAND = /&(#\d{1,7};|#x[\da-f]{1,6};|\w{1,20};)?/gi

function entity(found: string, reference: string | undefined): string {
  if (!reference) return '&amp;'
  if (reference.startsWith('#')) return characterOf(reference) === null ? '' : found
  const name = reference.slice(0, -1)
  if (/^(amp|lt|gt|quot|apos)$/.test(name)) return found
  return ENTITIES[name] ?? ''
}

function characterOf(reference: string): number | null {
  const hex = /^#x/i.test(reference)
  const code = Number.parseInt(reference.slice(hex ? 2 : 1), hex ? 16 : 10)
  const allowed =
    code === 9 ||
    code === 10 ||
    code === 13 ||
    (code >= 0x20 && code < 0xd800) ||
    (code > 0xdfff && code < 0xfffe)
  return allowed || (code > 0xffff && code <= 0x10ffff) ? code : null
}

/** "1:48: unexpected close tag." as an agency can use it. */
const wordsOf = (message: string) =>
  `its XML is not whole: ${message.replace(/^(undefined:)?\d+:\d+:\s*/, '').replace(/\.$/, '')}`

export const child = (element: XmlElement | undefined, name: string): XmlElement | undefined =>
  element?.children.find((one) => one.name === name)

export const children = (element: XmlElement | undefined, name: string): XmlElement[] =>
  element?.children.filter((one) => one.name === name) ?? []

/** The text of a part, trimmed; empty when it is not there. */
export const textOf = (element: XmlElement | undefined, name?: string): string =>
  (name === undefined ? element : child(element, name))?.text.trim() ?? ''
