import { type CountryCode, parsePhoneNumberFromString } from 'libphonenumber-js/min'
import { cleanCell, valuesIn } from './clean-cell'

const MAX_LENGTH = 40

export type Phone = { phone: string /** Why the cell has no usable number. */; fault?: string }

/**
 * The first phone number of a cell in international form. Numbers that are not valid in the region stay as they are written,
 * because nobody should lose a number.
 */
export function readPhone(cell: string | undefined, region: string | null): Phone {
  const text = cleanCell(cell)
  if (!text) return { phone: '' }
  // Excel shows long numbers like this, and saves what it shows.
  if (/^\d([.,]\d+)?E\+?\d+$/i.test(text))
    return { phone: '', fault: 'A spreadsheet cut off digits of the phone number' }
  const [first = '', ...others] = valuesIn(text)
  if (!/\d/.test(first)) return { phone: '' }
  return {
    phone: normalized(first, region) ?? normalized(separated(first), region) ?? first.slice(0, MAX_LENGTH),
    ...(others.length > 0 && { fault: 'Only the first phone number was imported' }),
  }
}

function normalized(text: string, region: string | null): string | null {
  const bare = text.replace(/^(tel|phone|mobile|cell)?\s*:\s*/i, '').slice(0, 100)
  const country = (region ?? undefined) as CountryCode | undefined
  const candidates = [
    bare.replace(/^00(?=\d)/, '+').replace(/\(0\)/, ''),
    // Spreadsheets drop the plus sign.
    ...(/^[1-9][\d\s]{9,14}$/.test(bare) ? [`+${bare}`] : []),
  ]
  for (const candidate of candidates) {
    const number = parsePhoneNumberFromString(candidate, country)
    if (number?.isValid()) return number.formatInternational()
  }
  return null
}

/** `206 555 0100 / 206 555 0199`: the first of several numbers. */
const separated = (text: string): string => text.split(/[;,|/]|\s(?:or|and|oder|ou)\s/i)[0] ?? text

/** The country of a time zone, for phone numbers without a country code. Null for zones of no country, such as UTC. */
export function regionOfZone(timeZone: string, countries: readonly { code: string }[]): string | null {
  const zone = canonical(timeZone)
  if (!zone.includes('/') || zone.startsWith('Etc/')) return null
  return (
    countries.find(({ code }) => zonesOf(code).some((one) => one === timeZone || canonical(one) === zone))
      ?.code ?? null
  )
}

/** TypeScript doesn’t know this part of Intl yet. */
const zonesOf = (code: string): string[] =>
  (new Intl.Locale(`und-${code}`) as { getTimeZones?: () => string[] | undefined }).getTimeZones?.() ?? []

function canonical(timeZone: string): string {
  try {
    return new Intl.DateTimeFormat('en-US', { timeZone }).resolvedOptions().timeZone
  } catch {
    return timeZone
  }
}
