import { decodeEntities } from './reaxml/entities.ts'

/** Control characters, and characters without a shape that hide words from a search. */
const INVISIBLE = /(?![\t\n\r])\p{Cc}|\p{Cs}|[\u200b-\u200f\u2028-\u202e\u2060\ufeff\ufffe\uffff]/gu

/** Text from a CRM without markup, invisible characters and repeated spaces, cut to a length. */
export function plainText(text: string, mostCharacters: number): string {
  const plain = withoutEncodedMarkup(text)
    .replace(INVISIBLE, '')
    .replace(/<br\s*\/?>|<\/(?:p|div|li|tr|h\d)>|\r\n?/gi, '\n')
    // Tags can't contain `<`. Otherwise unclosed tags would make this quadratic (R41).
    .replace(/<[a-z/!][^<>]{0,500}>/gi, '')
    .replace(/[^\S\n]+/g, ' ')
    .replace(/ ?\n ?/g, '\n')
    .replace(/\n{3,}/g, '\n\n')
    .trim()
  return plain.length <= mostCharacters ? plain : `${plain.slice(0, mostCharacters - 1).trimEnd()}…`
}

/** Decodes entities twice at most: "&amp;lt;p&amp;gt;" is a tag that was encoded on its way here. */
function withoutEncodedMarkup(text: string): string {
  if (!text.includes('&')) return text
  const once = decodeEntities(text)
  return once.includes('&') ? decodeEntities(once) : once
}

/** "1,250.5 sqm", "$650,000" and "3" as numbers. Null without a number. */
export function numberOf(text: string): number | null {
  const found = /-?\d[\d,. ]*/.exec(text)?.[0].replace(/[, ]/g, '')
  const value = found === undefined ? Number.NaN : Number.parseFloat(found)
  return Number.isFinite(value) && value >= 0 ? value : null
}

export const positive = (value: number | null): number | null => (value !== null && value > 0 ? value : null)

/** Null when the value is above `most`. */
export const within = (value: number | null, most: number): number | null =>
  value !== null && value <= most ? value : null

/** "2026-11-24-14:05:00", "2026-11-24 14:05", "20261124" and ISO times, as an ISO instant. Null for anything else. */
export function instantOf(text: string): string | null {
  const parts = /^(\d{4})-?(\d\d)-?(\d\d)(?:[-T ](\d\d):?(\d\d)(?::?(\d\d))?)?(.*)$/.exec(text.trim())
  if (!parts) return null
  const [, year, month, day, hour = '00', minute = '00', second = '00', rest = ''] = parts
  const zone = /(Z|[+-]\d\d:?\d\d)$/.exec(rest)?.[0] ?? 'Z'
  const at = new Date(`${year}-${month}-${day}T${hour}:${minute}:${second}${zone}`)
  return Number.isNaN(at.getTime()) ? null : at.toISOString()
}

/** Web URLs only. A URL without a protocol gets https. */
export function webAddress(text: string): string | null {
  const trimmed = text.trim()
  const address = trimmed.startsWith('//')
    ? `https:${trimmed}`
    : /^www\./i.test(trimmed)
      ? `https://${trimmed}`
      : trimmed
  if (!/^https?:\/\//i.test(address) || address.length > 2_000 || !URL.canParse(address)) return null
  // A space in a path is common, and no URL.
  return /\s/.test(address) ? new URL(address).href : address
}
