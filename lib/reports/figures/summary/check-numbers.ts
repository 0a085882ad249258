/**
 * Checks a text against the facts it was written from: a number that is not one of them was made up. Dollars are compared
 * with dollars, percents with percents and other numbers with other numbers, by the end of each fact's name (`...Usd`,
 * `...Percent`).
 */

type Kind = 'usd' | 'percent' | 'plain'
export type KnownNumbers = Record<Kind, Set<number>>

/** Every number in the facts, including each number in days and labels ("2015-03-31", "6 or more"). */
export function numbersIn(facts: unknown): KnownNumbers {
  const known: KnownNumbers = { usd: new Set(), percent: new Set(), plain: new Set() }
  collect(facts, 'plain', known)
  return known
}

function collect(value: unknown, kind: Kind, known: KnownNumbers): void {
  if (typeof value === 'number') known[kind].add(value)
  else if (typeof value === 'string')
    for (const digits of value.match(/\d+/g) ?? []) known.plain.add(Number(digits))
  else if (Array.isArray(value)) for (const item of value) collect(item, kind, known)
  else if (value !== null && typeof value === 'object')
    for (const [name, inner] of Object.entries(value)) collect(inner, kindOf(name) ?? kind, known)
}

function kindOf(name: string): Kind | null {
  if (name.endsWith('Usd')) return 'usd'
  if (name.endsWith('Percent')) return 'percent'
  return null
}

const NUMBER =
  /(?<minus>(?<=^|[\s(])[-−])?(?<dollar>\$|USD )?(?<digits>\d+(?:,\d{3})*(?:\.\d+)?)(?:\s?(?<scale>million|billion|thousand|[kKmMbB](?![a-z])))?(?<percent>\s?(?:%|percent\b|per cent\b))?(?<dollars>\s(?:US )?dollars\b)?/g

const SCALES: Record<string, number> = { k: 1e3, t: 1e3, m: 1e6, b: 1e9 }

const WORDS =
  /\b(two|three|four|five|six|seven|eight|nine|ten|eleven|twelve|twenty|thirty|forty|fifty|sixty|seventy|eighty|ninety|hundreds?|dozens?)\b/gi
const WORD_VALUES: Record<string, number> = {
  two: 2,
  three: 3,
  four: 4,
  five: 5,
  six: 6,
  seven: 7,
  eight: 8,
  nine: 9,
  ten: 10,
  eleven: 11,
  twelve: 12,
}

/** The numbers in the text that are not in the facts, as written. If empty, the text can be shown. */
export function unknownNumbers(text: string, known: KnownNumbers): string[] {
  const unknown: string[] = []
  for (const match of text.matchAll(NUMBER)) {
    if (!isKnown(match.groups as Record<string, string | undefined>, known)) unknown.push(match[0].trim())
  }
  for (const [word] of text.matchAll(WORDS)) {
    const value = WORD_VALUES[word.toLowerCase()]
    if (value === undefined || !known.plain.has(value)) unknown.push(word)
  }
  return unknown
}

function isKnown(groups: Record<string, string | undefined>, known: KnownNumbers): boolean {
  const { minus, dollar, dollars, percent, scale } = groups
  const digits = (groups.digits ?? '').replaceAll(',', '')
  const kind: Kind = dollar || dollars ? 'usd' : percent ? 'percent' : 'plain'
  const unit = (scale ? (SCALES[scale.charAt(0).toLowerCase()] ?? 1) : 1) / 10 ** decimalsOf(digits)
  // In units of the last written digit, so that "$1.2 million" is 12 hundred thousands.
  const written = Math.round(Number(digits) * 10 ** decimalsOf(digits))
  for (const fact of known[kind]) {
    // A percentage has no sign if the sentence says up or down.
    if (minus && fact > 0) continue
    const exact = Math.abs(fact)
    if (Math.round(exact / unit) !== written) continue
    // Rounding too coarsely gives another number ("$1 million" for $1,400,000).
    if (kind === 'percent' || Math.abs(written * unit - exact) <= exact * 0.05) return true
  }
  return false
}

const decimalsOf = (digits: string) => digits.split('.')[1]?.length ?? 0
