/** Time zones with common names, for a picker. */

export type TimeZoneChoice = {
  /** The IANA name, such as `America/Los_Angeles`. */
  zone: string
  /** "Pacific Time (Los Angeles)". */
  name: string
  /** Offset from UTC at the given time. */
  offsetMinutes: number
}

/** Current names of places that the zone list spells differently. */
const PLACES: Record<string, string> = {
  'America/Coral_Harbour': 'Atikokan',
  'America/Godthab': 'Nuuk',
  'Asia/Calcutta': 'Kolkata',
  'Asia/Katmandu': 'Kathmandu',
  'Asia/Rangoon': 'Yangon',
  'Asia/Saigon': 'Ho Chi Minh City',
  'Atlantic/Faeroe': 'Faroe Islands',
  'Europe/Kiev': 'Kyiv',
  'Pacific/Enderbury': 'Kanton',
  'Pacific/Ponape': 'Pohnpei',
  'Pacific/Truk': 'Chuuk',
}

const UTC: TimeZoneChoice = { zone: 'UTC', name: 'Coordinated Universal Time (UTC)', offsetMinutes: 0 }

/** One zone; an unknown zone is returned with its own name. */
export function timeZoneChoice(zone: string, at: Date): TimeZoneChoice {
  if (zone === 'UTC') return UTC
  const place = placeOf(zone)
  try {
    const known = partOf(zone, 'longGeneric', at)
    return {
      zone,
      // Zones without a common name repeat the offset or the place.
      name: /^GMT|UTC/.test(known) || known.startsWith(place) ? place : `${known} (${place})`,
      offsetMinutes: minutesOf(partOf(zone, 'longOffset', at)),
    }
  } catch {
    return { zone, name: place, offsetMinutes: 0 }
  }
}

let cached: { day: string; choices: TimeZoneChoice[] } | null = null

/** All zones from west to east, then by name. Cached for a day, because computing them is slow. */
export function timeZoneChoices(at: Date): TimeZoneChoice[] {
  const day = at.toISOString().slice(0, 10)
  if (cached?.day !== day) {
    const zones = new Set(['UTC', ...Intl.supportedValuesOf('timeZone')])
    const choices = [...zones]
      .map((zone) => timeZoneChoice(zone, at))
      .toSorted((a, b) => a.offsetMinutes - b.offsetMinutes || a.name.localeCompare(b.name))
    cached = { day, choices }
  }
  return cached.choices
}

/** "UTC−08:00", "UTC+05:30". */
export function formatOffset(offsetMinutes: number): string {
  const minutes = Math.abs(offsetMinutes)
  const two = (value: number) => String(value).padStart(2, '0')
  return `UTC${offsetMinutes < 0 ? '−' : '+'}${two(Math.floor(minutes / 60))}:${two(minutes % 60)}`
}

/** Whether a zone matches a search by name, place, IANA name or offset, with words in any order. */
export function matchesTimeZone({ zone, name, offsetMinutes }: TimeZoneChoice, search: string): boolean {
  const offset = formatOffset(offsetMinutes)
  const text = plain(`${name} ${zone} ${offset} ${offset.replace('UTC', 'GMT')}`)
  return plain(search)
    .split(' ')
    .every((word) => text.includes(word))
}

const plain = (text: string) =>
  text
    .normalize('NFD')
    .replaceAll(/\p{Diacritic}/gu, '')
    .replaceAll(/[_/−-]/g, ' ')
    .toLowerCase()
    .trim()

/** "Los Angeles", "Knox, Indiana". */
function placeOf(zone: string): string {
  const [, ...parts] = zone.split('/')
  const words = (parts.length > 0 ? parts : [zone]).map((part) => part.replaceAll('_', ' '))
  return PLACES[zone] ?? words.toReversed().join(', ')
}

function partOf(timeZone: string, timeZoneName: 'longGeneric' | 'longOffset', at: Date): string {
  const parts = new Intl.DateTimeFormat('en-US', { timeZone, timeZoneName }).formatToParts(at)
  return parts.find(({ type }) => type === 'timeZoneName')?.value ?? ''
}

/** Parses "GMT-08:00"; "GMT" is 0. */
function minutesOf(offset: string): number {
  const [, sign, hours = '0', minutes = '0'] = /^GMT([+-])(\d{2}):(\d{2})/.exec(offset) ?? []
  return (sign === '-' ? -1 : 1) * (Number(hours) * 60 + Number(minutes))
}
