/** Where posts go, and what each network allows. Pure, and safe in a browser. */

export const networks = ['facebook', 'instagram', 'linkedin', 'x'] as const
export type Network = (typeof networks)[number]
/** Words by network; one that is missing is left out. */
export type PostTexts = Partial<Record<Network, string>>

type Rules = {
  label: string
  /** In characters, as the network counts them. */
  longest: number
  /** Null: as many as fit. */
  mostTags: number | null
}

export const networkRules: Record<Network, Rules> = {
  facebook: { label: 'Facebook', longest: 63_206, mostTags: null },
  instagram: { label: 'Instagram', longest: 2_200, mostTags: 30 },
  linkedin: { label: 'LinkedIn', longest: 3_000, mostTags: null },
  x: { label: 'X', longest: 280, mostTags: null },
}

/** "[Price]", "{{ price }}" and the like: a place that waits to be filled in. What follows it tells a link from one. */
const BLANK = /\[\p{L}[\p{L}\p{N} ’'/_-]{1,59}\](?!\()|\{\{[^{}\n]{0,80}\}\}/gu

/** The places in a text that nobody has filled in, each once. */
export const blanksIn = (text: string): string[] => [...new Set(text.match(BLANK))]

/** A text that somebody else's program wrote, without what it forgot to fill in. */
export const withoutBlanks = (text: string): string =>
  text
    .replace(BLANK, '')
    .replace(/ {2,}/g, ' ')
    .replace(/ +([.,;:!?])/g, '$1')
    .trim()

export type Measure = { length: number; tags: number; problems: string[] }

const LINK = /\bhttps?:\/\/[^\s]+/g
/** X counts every link as this long, whatever its address. */
const X_LINK_LENGTH = 23
/** A tag has a letter in it: `#1` is a number. */
const TAG = /(?<=^|[^\p{L}\p{N}_&])#(?=[\p{L}\p{N}_]*\p{L})[\p{L}\p{N}_]+/gu

/** How long a text is there, how many tags it has, and what the network would not take. */
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
    problems.push(`${label} takes ${mostTags} tags, and this has ${tags}.`)
  const blanks = blanksIn(text)
  if (blanks.length > 0) problems.push(`Fill in ${blanks.join(', ')}.`)
  return { length, tags, problems }
}

/** Texts that have words, each within what its network allows; else what is wrong, by network. */
export function problemsOf(texts: PostTexts): Partial<Record<Network, string>> {
  const found: Partial<Record<Network, string>> = {}
  for (const network of networks) {
    const [problem] = texts[network] ? measureText(network, texts[network]).problems : []
    if (problem) found[network] = problem
  }
  return found
}

/** Latin letters count one, other scripts and pictographs two, a link always the same. */
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
