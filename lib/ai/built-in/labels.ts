import { randomFrom } from '@/lib/core/random'

/** Formats words and numbers for the built-in writer. */

export type Choose = <T>(options: readonly [T, ...T[]]) => T

/** Chooses among phrasings, seeded by the facts: the same facts always give the same text. */
export function chooserFor(facts: unknown): Choose {
  const random = randomFrom(hash(JSON.stringify(facts)))
  return (options) => options[Math.floor(random() * options.length)] ?? options[0]
}

/** FNV-1a. */
function hash(text: string): number {
  let value = 0x811c9dc5
  for (let i = 0; i < text.length; i += 1) value = Math.imul(value ^ text.charCodeAt(i), 0x01000193)
  return value
}

const whole = new Intl.NumberFormat('en-US', { maximumFractionDigits: 0 })
const oneDecimal = new Intl.NumberFormat('en-US', { maximumFractionDigits: 1 })

export const number = (value: number): string => whole.format(value)
export const usd = (value: number): string => `$${whole.format(value)}`
/** "$123.4 million" from a million up; exact dollars below. */
export const usdRounded = (value: number): string =>
  value < 1_000_000 ? usd(value) : `$${oneDecimal.format(value / 1_000_000)} million`
/** Without its sign, because the sentence says up or down. */
export const percent = (value: number): string => `${oneDecimal.format(Math.abs(value))}%`
export const count = (n: number, one: string, many = `${one}s`): string =>
  `${number(n)} ${n === 1 ? one : many}`

const date = (iso: string) => new Date(`${iso}T00:00:00Z`)
const dayFormat = new Intl.DateTimeFormat('en-US', {
  day: 'numeric',
  month: 'long',
  year: 'numeric',
  timeZone: 'UTC',
})
const monthFormat = new Intl.DateTimeFormat('en-US', { month: 'long', year: 'numeric', timeZone: 'UTC' })

/** "March 1, 2015". */
export const day = (iso: string): string => dayFormat.format(date(iso))
/** "March 2015". */
export const month = (iso: string): string => monthFormat.format(date(`${iso}-01`))

/** "a", "a and b", "a, b and c". */
export function list(parts: readonly string[]): string {
  if (parts.length < 2) return parts.join('')
  return `${parts.slice(0, -1).join(', ')} and ${parts.at(-1)}`
}

export const capitalize = (text: string): string => text.charAt(0).toUpperCase() + text.slice(1)
