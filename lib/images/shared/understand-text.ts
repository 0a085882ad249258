import type { ListingFacts } from '@/lib/ai/built-in/drawing/listing-facts'
import { type Look, lookPhrases } from './understand-look'

/** What the built-in painter understands of a text, and what it does not. Pure, and safe in a browser. */

export type TextReading = {
  /** In the order of the text, each with its words. */
  looks: { look: Look; words: string }[]
  /** Words that were not understood, as they were written. */
  unknown: string[]
}

/** Where one request ends and the next begins. */
const BOUNDARY =
  /(?:[,;.!?()\n]+|(?:and|then|but|plus|also|with|over|under|behind|beside|near|in front of|next to|against|while|where|so that|on|at|by)(?=\s))/iy
const FILLER =
  /(?:please|can|could|would|you|i|i'd|we|we'd|want|wants|like|let|lets|let's|have|get|give|make|makes|turn|set|show|be|is|are|should|it|its|it's|this|that|these|the|a|an|my|our|to|into|in|of|as|for|from|image|picture|photo|version|look|looks|looking|style|more|very|really|just|now|all|some|house|home|property|light|post|scene)(?=$|[\s,;.!?)”"])/iy
/** Has no meaning on its own. A request made only of these was not understood. */
const EMPTY_VERB =
  /(?:change|switch|put|use|using|paint|painted|colou?rs?|recolou?r|draw|palette|layout|format)(?=$|[\s,;.!?)”"])/iy
const NEGATION =
  /(?:no|not|never|without|don't|don’t|do not|isn't|remove|delete|drop|hide|except|less|get rid of)(?=\s)/iy
const WORD = /[^\s,;.!?()]+/y
const SPACE = /[\s"“”]+/y
const ANY = /[\s\S]/y

type Known = { kind: 'known'; words: string; look: Look; loose: boolean }
type Token = Known | { kind: 'filler' | 'verb' | 'unknown' | 'negation'; words: string }

/** Begins a separate request: "a modern kitchen at dusk". */
const OPENS = /^(?:on|at|by|in|with|near|beside|next|overlooking|add)\s/i

/** Parses a text phrase by phrase. Next to unknown words, only phrases that are clear on their own are used. */
export function readText(text: string, before: ListingFacts): TextReading {
  const reading: TextReading = { looks: [], unknown: [] }
  for (const tokens of segmentsOf(text, before)) {
    const known = tokens.filter((one) => one.kind === 'known')
    const negated = tokens.some(({ kind }) => kind === 'negation')
    const unclear = negated || known.length === 0 || tokens.some(({ kind }) => kind === 'unknown')
    const taken = known.filter(({ loose }) => !negated && !(unclear && loose))
    reading.looks.push(...taken)
    if (!unclear) continue
    const left = tokens.filter((one) => !taken.some((each) => each === one))
    // If nothing was understood, list the whole text; otherwise only what is missing.
    const listed = taken.length === 0 ? left : left.filter(({ kind }) => kind !== 'filler' && kind !== 'verb')
    reading.unknown.push(listed.map(({ words }) => words).join(' '))
  }
  return reading
}

/** Splits a text into requests, each as its words, without those that have no meaning. */
function segmentsOf(text: string, before: ListingFacts): Token[][] {
  const segments: Token[][] = [[]]
  let at = 0
  const take = (pattern: RegExp) => {
    pattern.lastIndex = at
    const match = pattern.exec(text)
    if (match) at += match[0].length
    return match
  }
  while (at < text.length) {
    if (take(SPACE)) continue
    const known = knownAt(text, at, before)
    if (known) at += known.words.length
    const token = known ?? otherToken(take)
    const isNegated = segments.at(-1)?.at(-1)?.kind === 'negation'
    if (!token || (known && OPENS.test(known.words) && !isNegated)) segments.push([])
    if (token) segments.at(-1)?.push(token)
  }
  return segments.filter((tokens) => tokens.some(({ kind }) => kind !== 'filler'))
}

function knownAt(text: string, at: number, before: ListingFacts): Known | null {
  for (const { words, read, loose } of lookPhrases) {
    words.lastIndex = at
    const match = words.exec(text)
    if (match?.[0])
      return { kind: 'known', words: match[0], look: read(match, before), loose: loose === true }
  }
  return null
}

/** Null for a boundary. */
function otherToken(take: (pattern: RegExp) => RegExpExecArray | null): Token | null {
  for (const [kind, pattern] of [
    ['negation', NEGATION],
    ['boundary', BOUNDARY],
    ['verb', EMPTY_VERB],
    ['filler', FILLER],
    ['unknown', WORD],
    ['boundary', ANY],
  ] as const) {
    const match = take(pattern)
    if (match) return kind === 'boundary' ? null : { kind, words: match[0] }
  }
  return null
}
