import { cleanCell } from './clean-cell'

/** How a file writes 3/4/2025. `null` if nothing in it tells. */
export type DateOrder = 'day-first' | 'month-first' | null

const MONTHS: Record<string, number> = Object.fromEntries(
  [
    'jan januar january janvier enero ene gennaio gen januari janeiro jän jänner',
    'feb februar february fevrier fev febrero febbraio februari fevereiro',
    'mar mrz marz marz march mars marzo maart mrt marco maerz',
    'apr april avril avr abril abr aprile',
    'may mai mayo maggio mag mei maio',
    'jun juni june juin junio giugno giu junho',
    'jul juli july juillet juil julio luglio lug julho',
    'aug august aout agosto ago augustus',
    'sep sept september septembre septiembre settembre set setembro',
    'oct okt oktober october octobre octubre ottobre ott outubro out',
    'nov november novembre noviembre novembro',
    'dec dez december dezember decembre diciembre dic dicembre dezembro',
  ].flatMap((names, i) => names.split(' ').map((name) => [plain(name), i + 1])),
)

const FIRST_YEAR = 1950
const LAST_YEAR = 2199

/** The order of day and month, from the dates in which one of the two numbers is above 12. */
export function dateOrderOf(cells: Iterable<string>): DateOrder {
  let [dayFirst, monthFirst] = [0, 0]
  for (const cell of cells) {
    const numbers = numericDate(cleanCell(cell, 40))
    if (!numbers || numbers.yearFirst) continue
    if (numbers.a > 12 && numbers.b <= 12) dayFirst += 1
    else if (numbers.b > 12 && numbers.a <= 12) monthFirst += 1
  }
  // A file with both is not in one order.
  if (dayFirst > 0 === monthFirst > 0) return null
  return dayFirst > 0 ? 'day-first' : 'month-first'
}

/** The day in a cell at UTC midnight. `doubtful` if it could be two days, `null` if it is no date. */
export function readDate(cell: string | undefined, order: DateOrder): Date | 'doubtful' | null {
  const text = cleanCell(cell, 80)
  const numbers = numericDate(text)
  if (numbers?.yearFirst) return dayOf(numbers.a, numbers.b, numbers.c)
  if (numbers) return dayOfNumbers(numbers, order)
  return namedMonth(text) ?? serialDay(text)
}

type Numbers = { yearFirst: boolean; a: number; b: number; c: number; separator: string }

/** 2025-03-31, 31.03.2025, 3/31/25; a time after it is ignored. */
function numericDate(text: string): Numbers | null {
  const iso = /^(\d{4})([-/.])(\d{1,2})\2(\d{1,2})(?!\d)/.exec(text)
  if (iso)
    return {
      yearFirst: true,
      a: Number(iso[1]),
      b: Number(iso[3]),
      c: Number(iso[4]),
      separator: iso[2] ?? '',
    }
  const short = /^(\d{1,2})([-/.]) ?(\d{1,2})\2 ?(\d{4}|\d{2})(?!\d)/.exec(text)
  if (short)
    return {
      yearFirst: false,
      a: Number(short[1]),
      b: Number(short[3]),
      c: fullYear(short[4] ?? ''),
      separator: short[2] ?? '',
    }
  const compact = /^((?:19|20)\d\d)([01]\d)([0-3]\d)(?:T?\d{4,6}Z?)?$/.exec(text)
  return compact
    ? { yearFirst: true, a: Number(compact[1]), b: Number(compact[2]), c: Number(compact[3]), separator: '' }
    : null
}

function dayOfNumbers({ a, b, c, separator }: Numbers, order: DateOrder): Date | 'doubtful' | null {
  const [dayFirst, monthFirst] = [dayOf(c, b, a), dayOf(c, a, b)]
  if (!dayFirst || !monthFirst || a === b) return dayFirst ?? monthFirst
  // Countries that write dots put the day first.
  if (order === 'day-first' || separator === '.') return dayFirst
  return order === 'month-first' ? monthFirst : 'doubtful'
}

/** March 31, 2025; 31 mars 2025; 31-Mar-25; 31. März 2025; Mon Mar 31 10:00:00 2025 */
function namedMonth(text: string): Date | null {
  const words = plain(text)
    .replace(/\d{1,2}:\d{2}(:\d{2})?(\.\d+)?\s?([ap]m)?/g, ' ')
    .split(/[^a-z0-9]+/)
    .filter(Boolean)
    .slice(0, 12)
  const month = words.map((word) => MONTHS[word]).find((one) => one !== undefined)
  const numbers = words.flatMap((word) => /^(\d{1,4})(st|nd|rd|th|er|º)?$/.exec(word)?.[1] ?? [])
  if (!month || numbers.length < 2) return null
  const yearAt = numbers.findIndex((number) => number.length === 4)
  const year = fullYear(numbers[yearAt < 0 ? 1 : yearAt] ?? '')
  const day = Number(numbers.find((_, i) => i !== (yearAt < 0 ? 1 : yearAt)))
  return dayOf(year, month, day)
}

/** Days since 1900, as a spreadsheet stores them, or the seconds or milliseconds since 1970 of an API. */
function serialDay(text: string): Date | null {
  const number = Number(text)
  if (!/^\d{5}(\.\d+)?$|^\d{10}$|^\d{13}$/.test(text)) return null
  if (number < 100_000)
    return number >= 25_000 && number < 60_000
      ? startOfDay(new Date(Date.UTC(1899, 11, 30) + Math.floor(number) * 86_400_000))
      : null
  return startOfDay(new Date(number * (text.length === 10 ? 1_000 : 1)))
}

const startOfDay = (at: Date) => new Date(Date.UTC(at.getUTCFullYear(), at.getUTCMonth(), at.getUTCDate()))

function dayOf(year: number, month: number, day: number): Date | null {
  if (year < FIRST_YEAR || year > LAST_YEAR) return null
  const at = new Date(Date.UTC(year, month - 1, day))
  return at.getUTCMonth() === month - 1 && at.getUTCDate() === day ? at : null
}

/** Consent is recent, so two digits are a year of this century. */
const fullYear = (digits: string): number => (digits.length === 2 ? 2000 + Number(digits) : Number(digits))

function plain(text: string): string {
  return text.toLowerCase().normalize('NFKD').replace(/\p{M}/gu, '')
}
