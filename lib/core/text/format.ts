/**
 * Formats of numbers, money and times. The time zone is always a parameter, usually the workspace's, so server and browser
 * show the same. Safe to import in the browser.
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

/** "+500" or "−20", with a minus sign as wide as the plus. */
export function formatSigned(value: number): string {
  if (value === 0) return '0'
  return `${value > 0 ? '+' : '\u2212'}${whole.format(Math.abs(value))}`
}

/** Decimals as defined by Stripe, which sometimes differs from Intl: ISK and UGX have two decimals, always 00. */
const ZERO_DECIMAL = new Set('bif clp djf gnf jpy kmf krw mga pyg rwf vnd vuv xaf xof xpf'.split(' '))
const THREE_DECIMAL = new Set('bhd jod kwd omr tnd'.split(' '))

/** Number of decimals of a currency: 2 for USD, 0 for JPY, 3 for KWD. */
export function decimalsOf(currency: string): number {
  const code = currency.toLowerCase()
  if (ZERO_DECIMAL.has(code)) return 0
  return THREE_DECIMAL.has(code) ? 3 : 2
}

/**
 * "$49", "$12.50", "€49", "¥1,500": decimals only if needed. The amount is in the currency's smallest unit.
 */
export function formatMoney(cents: number, currency: string): string {
  const decimals = decimalsOf(currency)
  const digits = cents % 10 ** decimals === 0 ? 0 : decimals
  return moneyFormat(currency, digits, digits).format(cents / 10 ** decimals)
}

/** Creating a format takes longer than using it a hundred times, and pages use few different ones and often the same times. */
const MOST_KEPT = 1_000

function kept<Value>(values: Map<string, Value>, key: string, make: () => Value): Value {
  const known = values.get(key)
  if (known) return known
  if (values.size >= MOST_KEPT) values.clear()
  const made = make()
  values.set(key, made)
  return made
}

const moneyFormats = new Map<string, Intl.NumberFormat>()

function moneyFormat(currency: string, fewest: number, most: number): Intl.NumberFormat {
  return kept(
    moneyFormats,
    `${currency} ${fewest} ${most}`,
    () =>
      new Intl.NumberFormat('en-US', {
        style: 'currency',
        currency: currency.toUpperCase(),
        minimumFractionDigits: fewest,
        maximumFractionDigits: most,
      }),
  )
}

const oneDecimal = new Intl.NumberFormat('en-US', { maximumFractionDigits: 1 })

/** Price of one unit: "15¢", "$1.20"; "€0.15" for currencies without a cent sign. */
export function formatUnitPrice(totalCents: number, count: number, currency: string): string {
  const cents = totalCents / count
  const decimals = decimalsOf(currency)
  if (cents >= 10 ** decimals) return formatMoney(Math.round(cents), currency)
  if (currency.toLowerCase() === 'usd') return `${oneDecimal.format(cents)}¢`
  return moneyFormat(currency, decimals, decimals + 1).format(cents / 10 ** decimals)
}

type Parts = Partial<Record<Intl.DateTimeFormatPartTypes, string>>

const looks = {
  date: { day: 'numeric', month: 'short', year: 'numeric' },
  digits: { day: 'numeric', month: 'numeric', year: 'numeric' },
  time: { hour: 'numeric', minute: '2-digit', hourCycle: 'h12' },
  timeOfDay: { hour: '2-digit', minute: '2-digit', hourCycle: 'h23' },
} as const satisfies Record<string, Intl.DateTimeFormatOptions>

const dateFormats = new Map<string, Intl.DateTimeFormat>()
const dateParts = new Map<string, Parts>()

const MINUTE_MS = 60_000

/**
 * Kept by the minute, so that "now" is found again. Time zones have differed from UTC by whole minutes since 1972, and we show
 * no older time of day.
 */
function partsOf(instant: string | Date, timeZone: string, look: keyof typeof looks): Parts {
  const minute = Math.floor(new Date(instant).getTime() / MINUTE_MS)
  return kept(dateParts, `${look} ${timeZone} ${minute}`, () => {
    const format = kept(
      dateFormats,
      `${look} ${timeZone}`,
      () => new Intl.DateTimeFormat('en-US', { timeZone, ...looks[look] }),
    )
    const parts = format.formatToParts(minute * MINUTE_MS)
    return Object.fromEntries(parts.map(({ type, value }) => [type, value]))
  })
}

/** "Dec 21, 2026". */
export function formatDate(instant: string | Date, timeZone: string): string {
  const { day, month, year } = partsOf(instant, timeZone, 'date')
  return `${month} ${day}, ${year}`
}

/** "Dec 21", where the year is clear from context. */
export function formatDay(instant: string | Date, timeZone: string): string {
  const { day, month } = partsOf(instant, timeZone, 'date')
  return `${month} ${day}`
}

/** "14:05", for time fields and sorting. */
export function timeOfDay(instant: string | Date, timeZone: string): string {
  const { hour, minute } = partsOf(instant, timeZone, 'timeOfDay')
  return `${hour}:${minute}`
}

/** "2:05 PM". */
export function formatTime(instant: string | Date, timeZone: string): string {
  const { hour, minute, dayPeriod } = partsOf(instant, timeZone, 'time')
  return `${hour}:${minute} ${dayPeriod}`
}

/** "Dec 21, 2026, 2:05 PM". */
export function formatDateTime(instant: string | Date, timeZone: string): string {
  return `${formatDate(instant, timeZone)}, ${formatTime(instant, timeZone)}`
}

const DAY_MS = 24 * 60 * 60 * 1000

function calendarDay(instant: string | Date, timeZone: string): number {
  const { year, month, day } = partsOf(instant, timeZone, 'digits')
  return Date.UTC(Number(year), Number(month) - 1, Number(day)) / DAY_MS
}

/** Calendar days between two times in a time zone, also across clock changes. */
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
