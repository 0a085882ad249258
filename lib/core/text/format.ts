/**
 * How numbers, money and moments are written, everywhere alike. The time zone is always the workspace's and always
 * given: a server and a browser elsewhere must write the same. Safe in a browser.
 */

const whole = new Intl.NumberFormat('en-US', { maximumFractionDigits: 0 })

export function formatNumber(value: number): string {
  return whole.format(value)
}

/** "1 credit", "20 credits", "0 credits". */
export function countOf(value: number, one: string, many = `${one}s`): string {
  return `${whole.format(value)} ${value === 1 ? one : many}`
}

export function formatCredits(credits: number): string {
  return countOf(credits, 'credit')
}

/** "+500" or "−20": the sign is part of the figure, and a minus as wide as a plus. */
export function formatSigned(value: number): string {
  if (value === 0) return '0'
  return `${value > 0 ? '+' : '\u2212'}${whole.format(Math.abs(value))}`
}

/** As Stripe counts them, which is not always as Intl does: ISK and UGX have two decimals there, always 00. */
const ZERO_DECIMAL = new Set('bif clp djf gnf jpy kmf krw mga pyg rwf vnd vuv xaf xof xpf'.split(' '))
const THREE_DECIMAL = new Set('bhd jod kwd omr tnd'.split(' '))

/** How many decimals the smallest unit of a currency is: 2 for cents, 0 for yen, 3 for Kuwaiti fils. */
export function decimalsOf(currency: string): number {
  const code = currency.toLowerCase()
  if (ZERO_DECIMAL.has(code)) return 0
  return THREE_DECIMAL.has(code) ? 3 : 2
}

/**
 * "$49", "$12.50", "€49", "¥1,500": decimals only when there are any. The amount is in the currency's smallest unit, and
 * the currency is the one that Stripe or the catalog names.
 */
export function formatMoney(cents: number, currency: string): string {
  const decimals = decimalsOf(currency)
  const digits = cents % 10 ** decimals === 0 ? 0 : decimals
  return new Intl.NumberFormat('en-US', {
    style: 'currency',
    currency: currency.toUpperCase(),
    minimumFractionDigits: digits,
    maximumFractionDigits: digits,
  }).format(cents / 10 ** decimals)
}

/** What one of many costs: "15¢", "$1.20"; "€0.15" where there is no sign for the smaller unit. */
export function formatUnitPrice(totalCents: number, count: number, currency: string): string {
  const cents = totalCents / count
  const decimals = decimalsOf(currency)
  if (cents >= 10 ** decimals) return formatMoney(Math.round(cents), currency)
  if (currency.toLowerCase() === 'usd')
    return `${new Intl.NumberFormat('en-US', { maximumFractionDigits: 1 }).format(cents)}¢`
  return new Intl.NumberFormat('en-US', {
    style: 'currency',
    currency: currency.toUpperCase(),
    minimumFractionDigits: decimals,
    maximumFractionDigits: decimals + 1,
  }).format(cents / 10 ** decimals)
}

type Parts = Partial<Record<Intl.DateTimeFormatPartTypes, string>>

function partsOf(instant: string | Date, timeZone: string, options: Intl.DateTimeFormatOptions): Parts {
  const format = new Intl.DateTimeFormat('en-US', { timeZone, ...options })
  return Object.fromEntries(format.formatToParts(new Date(instant)).map((part) => [part.type, part.value]))
}

/** "Dec 21, 2026". */
export function formatDate(instant: string | Date, timeZone: string): string {
  const { day, month, year } = partsOf(instant, timeZone, { day: 'numeric', month: 'short', year: 'numeric' })
  return `${month} ${day}, ${year}`
}

/** "Dec 21": where the year is plain from what stands around it. */
export function formatDay(instant: string | Date, timeZone: string): string {
  const { day, month } = partsOf(instant, timeZone, { day: 'numeric', month: 'short' })
  return `${month} ${day}`
}

/** "14:05": as fields for a time and sorting need it. */
export function timeOfDay(instant: string | Date, timeZone: string): string {
  const { hour, minute } = partsOf(instant, timeZone, {
    hour: '2-digit',
    minute: '2-digit',
    hourCycle: 'h23',
  })
  return `${hour}:${minute}`
}

/** "2:05 PM". */
export function formatTime(instant: string | Date, timeZone: string): string {
  const { hour, minute, dayPeriod } = partsOf(instant, timeZone, {
    hour: 'numeric',
    minute: '2-digit',
    hourCycle: 'h12',
  })
  return `${hour}:${minute} ${dayPeriod}`
}

/** "Dec 21, 2026, 2:05 PM". */
export function formatDateTime(instant: string | Date, timeZone: string): string {
  return `${formatDate(instant, timeZone)}, ${formatTime(instant, timeZone)}`
}

const DAY_MS = 24 * 60 * 60 * 1000

function calendarDay(instant: string | Date, timeZone: string): number {
  const { year, month, day } = partsOf(instant, timeZone, {
    year: 'numeric',
    month: 'numeric',
    day: 'numeric',
  })
  return Date.UTC(Number(year), Number(month) - 1, Number(day)) / DAY_MS
}

/** Whole calendar days from one moment to another as the people there count them, across clock changes too. */
export function daysBetween(from: string | Date, to: string | Date, timeZone: string): number {
  return calendarDay(to, timeZone) - calendarDay(from, timeZone)
}

/** "today", "tomorrow", "in 9 days", "3 days ago". */
export function inDays(from: string | Date, to: string | Date, timeZone: string): string {
  const days = daysBetween(from, to, timeZone)
  if (days === 0) return 'today'
  if (days === 1) return 'tomorrow'
  if (days === -1) return 'yesterday'
  return days > 0 ? `in ${countOf(days, 'day')}` : `${countOf(-days, 'day')} ago`
}

/** "Olivia Hart" is OH, "olivia@x.test" is O. */
export function initialsOf(nameOrEmail: string): string {
  const words = nameOrEmail.split('@')[0]?.trim().split(/\s+/) ?? []
  const letters = [words[0], words.length > 1 ? words.at(-1) : undefined].map((word) => word?.[0] ?? '')
  return letters.join('').toUpperCase() || '?'
}
