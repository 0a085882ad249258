/** The texts on an image. Pure, and safe in a browser. */

/** The maximum length of each text. */
export const TEXT_LIMITS = {
  headline: 60,
  address: 80,
  price: 24,
  badge: 20,
  agency: 60,
  details: 80,
} as const
export type TextName = keyof typeof TEXT_LIMITS
const MOST_DETAILS = 4
const LONGEST_DETAIL = 24

export type TextChanges = {
  texts: Partial<Record<TextName, string>>
  removed: Exclude<TextName, 'headline'>[]
  /** The rest of the instruction. */
  rest: string
}

const REMOVABLE = 'address|price|badge|agency|details'
const NAMES = `headline|${REMOVABLE}`
/** Where the text for a field ends and the next instruction begins. */
const NEXT = `(?:,|\\band\\b|\\bthen\\b)\\s*(?:and\\s+|then\\s+)?(?:(?:the\\s+)?(?:${NAMES})\\s*[:=]|(?:paint|make|add|remove|use|change|set|turn|crop|put|hide|drop|zoom)\\b)`
const VALUE = `\\s*["“]?([^;\\n"”]+?)["”]?(?=\\s*(?:$|[;\\n]|${NEXT}))`
/** "price: $799,000", "the badge says Sold". */
const SET = new RegExp(
  `\\b(?:the\\s+)?(${NAMES})\\s*(?::|=|\\b(?:should\\s+)?(?:says?|saying|reads?)\\b:?)${VALUE}`,
  'gi',
)
/** "change the price to $799,000". "move the headline to the left" sets no text. */
const CHANGE = new RegExp(
  `\\b(?:change|set|update|rename|reword)\\s+(?:the\\s+)?(${NAMES})\\s+to\\b(?!\\s+(?:be\\b|the\\s+(?:left|right|top|bottom|center|centre|middle)\\b))${VALUE}`,
  'gi',
)
const REMOVE = new RegExp(
  `\\b(?:remove|delete|without|drop|hide|no)\\s+(?:the\\s+)?((?:${REMOVABLE})(?:\\s*(?:,|&|\\band\\b|\\bor\\b)\\s*(?:the\\s+)?(?:${REMOVABLE}))*)\\b`,
  'gi',
)

/** `headline: ...` to the end of its line, a semicolon or the next instruction; `remove the price and the badge`. */
export function textChanges(instruction: string): TextChanges {
  const texts: TextChanges['texts'] = {}
  const removed: TextChanges['removed'] = []
  const set = (_all: string, name: string, words: string) => {
    texts[name.toLowerCase() as TextName] = words.trim()
    return ';'
  }
  const rest = instruction
    .replace(CHANGE, set)
    .replace(SET, set)
    .replace(REMOVE, (_all, names: string) => {
      for (const [name] of names.matchAll(new RegExp(NAMES, 'gi')))
        removed.push(name.toLowerCase() as Exclude<TextName, 'headline'>)
      return ';'
    })
  return { texts, removed, rest }
}

/** "4 bed, 2.5 bath, 1,950 sq ft" as a list. A comma within a number does not separate. */
export const detailsOf = (text: string): string[] =>
  partsOf(text)
    .map((part) => part.slice(0, LONGEST_DETAIL))
    .slice(0, MOST_DETAILS)

const partsOf = (text: string) =>
  text
    .split(/,(?!\d{3}\b)/)
    .map((part) => part.trim())
    .filter(Boolean)

/** The characters that our fonts have. */
const DRAWN = /^[\u0020-\u017f\u2010-\u2026\u2030\u2039\u203a\u20ac\u2122]*$/

/** The text without characters that our fonts do not have, cut to its maximum length. */
export const fittingText = (name: TextName, text: string): string =>
  [...text]
    .filter((sign) => DRAWN.test(sign))
    .join('')
    .trim()
    .slice(0, TEXT_LIMITS[name])

/** What does not fit on the image, as phrases for the reader. */
export function misfitsOf(texts: Partial<Record<TextName, string>>): string[] {
  const misfits: string[] = []
  for (const [name, text] of Object.entries(texts) as [TextName, string][]) {
    const odd = [...new Set([...text].filter((sign) => !DRAWN.test(sign)))]
    if (odd.length > 0) misfits.push(`draw ${odd.slice(0, 8).join(' ')} in the ${name}`)
    if (name !== 'details') {
      const most = TEXT_LIMITS[name]
      if (text.length > most) misfits.push(`show all of the ${name} (up to ${most} characters fit)`)
      continue
    }
    const parts = partsOf(text)
    for (const part of parts.slice(MOST_DETAILS))
      misfits.push(`show “${part}” (up to ${MOST_DETAILS} details fit)`)
    for (const part of parts.slice(0, MOST_DETAILS))
      if (part.length > LONGEST_DETAIL)
        misfits.push(`show all of “${part}” (up to ${LONGEST_DETAIL} characters fit)`)
  }
  return misfits
}
