import { unfairMessage } from '@/lib/core/text/fair-housing'

/** The networks and what each allows. Pure, and safe in a browser. */

export const networks = ['facebook', 'instagram', 'linkedin', 'x'] as const
export type Network = (typeof networks)[number]
/** Text by network. Networks without a text are left out. */
export type PostTexts = Partial<Record<Network, string>>

type Rules = {
  label: string
  /** In characters, as the network counts them. */
  longest: number
  /** Null: no limit. */
  mostTags: number | null
  /** How much is shown before "more": characters and lines. */
  shows: { characters: number; lines: number }
}

export const networkRules: Record<Network, Rules> = {
  facebook: { label: 'Facebook', longest: 63_206, mostTags: null, shows: { characters: 477, lines: 7 } },
  instagram: { label: 'Instagram', longest: 2_200, mostTags: 30, shows: { characters: 125, lines: 2 } },
  linkedin: { label: 'LinkedIn', longest: 3_000, mostTags: null, shows: { characters: 210, lines: 3 } },
  x: { label: 'X', longest: 280, mostTags: null, shows: { characters: 280, lines: 40 } },
}

/** "[Price]", "{{ price }}" and the like: a blank to fill in. A "(" after the brackets makes it a Markdown link instead. */
const BLANK = /\[\p{L}[\p{L}\p{N} ’'/_-]{1,59}\](?!\()|\{\{[^{}\n]{0,80}\}\}/gu

/** The blanks in a text that are not filled in, each once. */
export const blanksIn = (text: string): string[] => [...new Set(text.match(BLANK))]

/** A text from another program without its unfilled blanks. */
export const withoutBlanks = (text: string): string =>
  text
    .replace(BLANK, '')
    .replace(/ {2,}/g, ' ')
    .replace(/ +([.,;:!?])/g, '$1')
    .trim()

/** What a network shows of a text before someone taps "more". Empty lines count as lines, as they do there. */
export function previewOf(network: Network, text: string): { shown: string; isCut: boolean } {
  const { characters, lines } = networkRules[network].shows
  const whole = text.trim()
  if (network === 'x') return { shown: whole, isCut: false }
  const byLines = whole.split('\n').slice(0, lines).join('\n')
  const letters = [...byLines]
  const shown =
    letters.length > characters
      ? letters
          .slice(0, characters)
          .join('')
          .replace(/\s+\S*$/, '')
      : byLines
  return { shown: shown.trimEnd(), isCut: shown.length < whole.length }
}

export type Measure = { length: number; tags: number; problems: string[] }

const LINK = /\bhttps?:\/\/[^\s]+/g
/** X counts every link as this long, whatever its URL. */
const X_LINK_LENGTH = 23
/** A hashtag contains a letter: `#1` is a number. */
const TAG = /(?<=^|[^\p{L}\p{N}_&])#(?=[\p{L}\p{N}_]*\p{L})[\p{L}\p{N}_]+/gu

/** The length and number of hashtags of a text on a network, and what the network would not accept. */
export function measureText(network: Network, text: string): Measure {
  const { label, longest, mostTags } = networkRules[network]
  const length = network === 'x' ? lengthOnX(text) : [...text].length
  const tags = text.match(TAG)?.length ?? 0
  const problems: string[] = []
  if (length > longest) {
    const over = length - longest
    problems.push(`${over} ${over === 1 ? 'character' : 'characters'} too long for ${label}.`)
  }
  if (mostTags !== null && tags > mostTags)
    problems.push(`${label} allows ${mostTags} hashtags. This has ${tags}.`)
  const blanks = blanksIn(text)
  if (blanks.length > 0) problems.push(`Fill in ${blanks.join(', ')}.`)
  const unfair = unfairMessage(text)
  if (unfair) problems.push(unfair)
  return { length, tags, problems }
}

/** What is wrong with each text, by network. Empty texts are skipped. */
export function problemsOf(texts: PostTexts): Partial<Record<Network, string>> {
  const found: Partial<Record<Network, string>> = {}
  for (const network of networks) {
    const [problem] = texts[network] ? measureText(network, texts[network]).problems : []
    if (problem) found[network] = problem
  }
  return found
}

/** Latin letters count as one, other scripts and emoji as two, and every link the same. */
function lengthOnX(text: string): number {
  const links = text.match(LINK)?.length ?? 0
  let length = links * X_LINK_LENGTH
  for (const { segment } of new Intl.Segmenter('en', { granularity: 'grapheme' }).segment(
    text.replace(LINK, ''),
  )) {
    if (/\p{Extended_Pictographic}|\p{Regional_Indicator}/u.test(segment)) length += 2
    else for (const letter of segment) length += isLight(letter.codePointAt(0) ?? 0) ? 1 : 2
  }
  return length
}

const isLight = (code: number) =>
  code <= 4_351 ||
  (code >= 8_192 && code <= 8_205) ||
  (code >= 8_208 && code <= 8_223) ||
  (code >= 8_242 && code <= 8_247)
