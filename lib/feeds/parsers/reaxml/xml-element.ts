import { SaxesParser } from 'saxes'
import { ENTITIES } from './entities.ts'

/** An element with lowercase names without prefixes, because CRMs write them differently. */
export type XmlElement = {
  name: string
  /** As the file writes it: "reverseCycleAirCon". */
  writtenName: string
  attributes: Record<string, string>
  children: XmlElement[]
  text: string
}

/** The limits of one listing. Anything larger is an attack or a mistake. */
const MOST_CHARACTERS = 500_000
const DEEPEST = 30
const MOST_ELEMENTS = 5_000

export class BrokenXml extends Error {
  override readonly name = 'BrokenXml'
}

/**
 * Parses one element into a tree. Bare ampersands and forbidden characters are repaired, mismatched tags are not.
 * @throws BrokenXml with a message for the agency
 */
export function parseElement(text: string): XmlElement {
  if (text.length > MOST_CHARACTERS) throw new BrokenXml('it’s too long')
  const root: XmlElement = { name: '', writtenName: '', attributes: {}, children: [], text: '' }
  const open = [root]
  let elements = 0
  const add = (piece: string) => {
    const at = open.at(-1)
    if (at) at.text += piece
  }
  const parser = new SaxesParser()
  parser.on('error', (error) => {
    throw new BrokenXml(messageOf(error.message))
  })
  parser.on('opentag', ({ name, attributes }) => {
    elements += 1
    if (elements > MOST_ELEMENTS) throw new BrokenXml('it has too many elements')
    if (open.length > DEEPEST) throw new BrokenXml('it’s nested too deeply')
    const element: XmlElement = {
      name: plain(name),
      writtenName: withoutPrefix(name),
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
    // Unescaped HTML in a description is part of its text.
    if (closed && INLINE.has(closed.name)) add(closed.text)
  })
  parser.on('text', add)
  parser.on('cdata', add)
  parser.write(repaired(text)).close()
  const [element] = root.children
  if (!element) throw new BrokenXml('it’s empty')
  return element
}

const INLINE = new Set(['p', 'b', 'i', 'em', 'strong', 'u', 'span', 'a', 'li', 'ul'])

const withoutPrefix = (name: string) => name.slice(name.indexOf(':') + 1)
const plain = (name: string) => withoutPrefix(name).toLowerCase()

/** Repairs ampersands outside CDATA sections, where an ampersand is plain text. */
function repaired(text: string): string {
  const allowed = text.replace(FORBIDDEN, '')
  const parts: string[] = []
  let from = 0
  while (from < allowed.length) {
    const start = allowed.indexOf('<![CDATA[', from)
    const close = start < 0 ? -1 : allowed.indexOf(']]>', start)
    // No closed section follows, so the rest is ordinary text.
    if (close < 0) break
    parts.push(allowed.slice(from, start).replace(AMPERSAND, entity), allowed.slice(start, close + 3))
    from = close + 3
  }
  parts.push(allowed.slice(from).replace(AMPERSAND, entity))
  return parts.join('')
}

/** Characters XML forbids even as references: most control characters, lone surrogates, and two noncharacters. */
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

/** Turns "1:48: unexpected close tag." into a message for the agency. */
const messageOf = (message: string) =>
  `invalid XML, ${message.replace(/^(undefined:)?\d+:\d+:\s*/, '').replace(/\.$/, '')}`

export const child = (element: XmlElement | undefined, name: string): XmlElement | undefined =>
  element?.children.find((one) => one.name === name)

export const children = (element: XmlElement | undefined, name: string): XmlElement[] =>
  element?.children.filter((one) => one.name === name) ?? []

/** The trimmed text of a child. Empty when it is missing. */
export const textOf = (element: XmlElement | undefined, name?: string): string =>
  (name === undefined ? element : child(element, name))?.text.trim() ?? ''
