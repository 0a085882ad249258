/** Amounts, counts and areas as people type them: "$1.2m", "450 - 480k", "650.000", "1 1/2". */

const NUMBER = String.raw`\d[\d,.' ]*`
const AMOUNT = new RegExp(`(${NUMBER})(?:(k|thousand|m|mil|mill|million|mio)(?![a-z]))?`, 'gi')
const TIMES: Record<string, number> = {
  k: 1e3,
  thousand: 1e3,
  m: 1e6,
  mil: 1e6,
  mill: 1e6,
  million: 1e6,
  mio: 1e6,
}
/** More than anyone writes into a price. The rest is not searched. */
const LONGEST = 200
/** "450 - 480k": the first amount shares the unit of the second. */
const SHARED_UNIT_BELOW = 1_000

/**
 * The amounts in a text, in order. `decimals` decides about "650.000": with decimals it is 650, as in a rent, otherwise
 * it is 650,000, as in a price.
 */
export function amountsIn(text: string, decimals = false): number[] {
  const found = [...text.slice(0, LONGEST).matchAll(AMOUNT)].map(([, digits = '', unit]) => ({
    value: plainNumber(digits, decimals),
    times: unit ? (TIMES[unit.toLowerCase()] ?? 1) : 1,
  }))
  return found
    .map(({ value, times }, i) => {
      const next = found[i + 1]
      const shares =
        times === 1 && next && next.times > 1 && value < SHARED_UNIT_BELOW && /-|–|to/i.test(text)
      // Without the error of binary fractions: 1.2 million is 1,200,000.
      return Math.round(value * (shares ? next.times : times) * 100) / 100
    })
    .filter((value) => Number.isFinite(value) && value > 0)
}

/** "1,250,000.50", "650.000", "650.000,50", "1 250 000" and "1'250'000". */
function plainNumber(digits: string, decimals: boolean): number {
  const trimmed = digits.replace(/[' ]/g, '').replace(/[.,]+$/, '')
  const [dot, comma] = [trimmed.lastIndexOf('.'), trimmed.lastIndexOf(',')]
  if (dot >= 0 && comma >= 0) {
    const [thousands, point] = dot > comma ? [',', '.'] : ['.', ',']
    return Number(trimmed.replaceAll(thousands, '').replace(point, '.'))
  }
  if (comma >= 0)
    return Number(/^\d+,\d{1,2}$/.test(trimmed) ? trimmed.replace(',', '.') : trimmed.replaceAll(',', ''))
  const groups = /^\d{1,3}(?:\.\d{3})+$/.test(trimmed)
  // "1.250" a week is no rent of one dollar.
  const isDecimal = decimals && trimmed.split('.').length === 2 && Number(trimmed) >= 10
  if (groups && !isDecimal) return Number(trimmed.replaceAll('.', ''))
  return Number(trimmed)
}

const FRACTIONS: Record<string, number> = { '½': 0.5, '¼': 0.25, '¾': 0.75 }

/** A count of rooms: "3", "2.5"; "1 1/2", "1½" and "1 full, 1 half" are 1.5. Null without a number. */
export function roomsOf(text: string): number | null {
  const given = text.trim().slice(0, LONGEST)
  const named = /(\d{1,3})\s?f(?:ull)?\b\D{1,20}(\d{1,3})\s?h(?:alf)?\b/i.exec(given)
  if (named) return Number(named[1]) + Number(named[2]) / 2
  const mixed = /^\D{0,20}(\d{1,3}?)[\s&+-]{0,3}(?:and\s)?(\d)\s?\/\s?(\d)\b/i.exec(given)
  const part = mixed && share(mixed[2], mixed[3])
  if (mixed && part !== null) return Number(mixed[1]) + part
  const alone = /^\D{0,20}(\d)\/(\d)\b/.exec(given)
  if (alone) return share(alone[1], alone[2])
  const [, whole, sign] = /^[^\d½¼¾]{0,20}(\d{1,4}(?:[.,]\d{1,4})?)?\s?([½¼¾])?/.exec(given) ?? []
  if (whole === undefined && sign === undefined) return null
  return Number((whole ?? '0').replace(',', '.')) + (sign ? (FRACTIONS[sign] ?? 0) : 0)
}

const share = (over = '', under = ''): number | null =>
  Number(under) > 0 && Number(over) < Number(under) ? Number(over) / Number(under) : null

/**
 * Bathrooms written as full and half baths: in "1.1" the digit after the point counts half baths, so that it is 1.5.
 * "1.5", "1.25" and "1.75" are what they say.
 */
export function bathsOf(text: string): number | null {
  const [, full, halves] = /^\s*(\d{1,3})\.([1-4])0?\s*$/.exec(text) ?? []
  return full && halves ? Number(full) + Number(halves) / 2 : roomsOf(text)
}

/** "Offers over $600,000": more than an amount with its unit, period or currency. */
export const hasPriceWords = (text: string): boolean =>
  /\p{L}{3,}/u.test(
    text.replace(
      /\b(?:thousand|mill?|million|mio|per|week|weekly|month|monthly|year|annum|annually|pcm|aud|usd|nzd|gbp|dollars?)\b/gi,
      '',
    ),
  )

/** "$400,000 – $450,000", or one amount. Empty without any. */
export function moneyWords(amounts: readonly number[], sign = '$'): string {
  const [first, last] = [amounts[0], amounts.at(-1)]
  if (first === undefined || last === undefined) return ''
  const words = (amount: number) => `${sign}${amount.toLocaleString('en-US')}`
  return first === last ? words(first) : `${words(Math.min(first, last))} – ${words(Math.max(first, last))}`
}
