import type { ListingFacts } from '@/lib/ai/built-in/drawing/listing-facts'
import { describeChanges } from './describe-changes'
import { detailsOf, fittingText, misfitsOf, type TextName, textChanges } from './text-changes'
import type { Look } from './understand-look'
import { readText, type TextReading } from './understand-text'

/**
 * What the built-in painter can and cannot do of a request, shown before anything is charged. The server and the form use
 * the same code. Pure, and safe in a browser.
 */
export type Understanding = {
  /** The brief with everything that was understood. */
  after: ListingFacts
  /** What will be done: "front door red". */
  will: string[]
  /** What will not: "add a pool". */
  cannot: string[]
  /** True if something was understood, even if the image already looks like that. */
  understood: boolean
}

/** Identifies the gaps that a member agreed to. */
export const gapsKey = (cannot: readonly string[]): string => cannot.join('; ')

/** The longest text that a form accepts. Anything longer is ignored (R41). */
const MOST_CHARACTERS = 500
const readable = (text: string) => text.slice(0, MOST_CHARACTERS)

/** An instruction for an existing image. */
export function understandEdit(instruction: string, brief: ListingFacts, onPhoto: boolean): Understanding {
  const { texts, removed, rest } = textChanges(readable(instruction))
  const words: Look = {}
  for (const [name, text] of Object.entries(texts) as [TextName, string][]) {
    const fitting = fittingText(name, text)
    if (fitting) Object.assign(words, { [name]: name === 'details' ? detailsOf(fitting) : fitting })
  }
  for (const name of removed) Object.assign(words, { [name]: name === 'details' ? [] : '' })
  const { looks, cannot } = possible(readText(rest, brief), { ...brief, ...words }, onPhoto)
  const after = { ...brief, ...words, ...Object.assign({}, ...looks.map(({ look }) => look)) }
  return {
    after,
    will: describeChanges(brief, after),
    cannot: [...misfitsOf(texts), ...cannot],
    understood: Object.keys(words).length + looks.length > 0,
  }
}

/** The description in the brief of a new image. `base` is the brief without it. */
export function understandWish(wish: string, base: ListingFacts, onPhoto: boolean): Understanding {
  const { texts, removed, rest } = textChanges(readable(wish))
  const words = [...Object.keys(texts), ...removed]
  const { looks, cannot } = possible(readText(rest, base), base, onPhoto, true)
  const wished: Look = Object.assign({}, ...looks.map(({ look }) => look))
  const after: ListingFacts = { ...base, ...wished }
  return {
    after,
    will: describeChanges(unlike(base, wished), after),
    cannot: [...words.map((name) => `change the ${name} here (use its own field)`), ...cannot],
    understood: looks.length > 0,
  }
}

/** Lists everything requested, even if the brief would have had it anyway. */
function unlike(base: ListingFacts, { brightness, zoom, focus, ...wished }: Look): ListingFacts {
  return { ...base, ...Object.fromEntries(Object.keys(wished).map((name) => [name, null])) }
}

/** For a form that interprets a description before there is a brief. */
export const EMPTY_BRIEF: ListingFacts = {
  headline: '',
  address: '',
  price: '',
  details: [],
  badge: '',
  agency: '',
  wish: '',
  format: 'square',
  palette: 'forest',
  layout: 'cover',
  light: 'day',
  homeKind: 'house',
  finish: 'natural',
  waterside: false,
  doorPaint: null,
  wallPaint: null,
  roofPaint: null,
  trees: true,
  clouds: true,
  brightness: 0,
  focus: 'centre',
  zoom: 1,
  seed: 0,
}

const DRAWN_ALONE = [
  'homeKind',
  'waterside',
  'doorPaint',
  'wallPaint',
  'roofPaint',
  'trees',
  'clouds',
] as const
const PAINTS = ['doorPaint', 'wallPaint', 'roofPaint'] as const

/** Removes what was understood but cannot be shown in this image, with the reason. */
function possible(
  { looks, unknown }: TextReading,
  base: ListingFacts,
  onPhoto: boolean,
  isBrief = false,
): { looks: TextReading['looks']; cannot: string[] } {
  const cannot = [...unknown]
  let possibleLooks = looks.filter(({ look, words }, i) => {
    const later = looks.slice(i + 1).find((other) => contradicts(look, other.look))
    if (later) cannot.push(`do both “${words}” and “${later.words}”`)
    return !later
  })
  const final: ListingFacts = { ...base, ...Object.assign({}, ...possibleLooks.map(({ look }) => look)) }
  const names = (look: Look, all: readonly (keyof ListingFacts)[]) => all.some((name) => name in look)
  possibleLooks = possibleLooks.filter(({ look, words }) => {
    const why =
      onPhoto && names(look, DRAWN_ALONE)
        ? 'your photo stays as it is'
        : 'doorPaint' in look && final.homeKind === 'apartment'
          ? 'the apartment building shows no front door'
          : names(look, PAINTS) && final.finish === 'monochrome'
            ? 'the picture is black and white'
            : isBrief && 'format' in look
              ? 'choose the format above'
              : null
    if (why) cannot.push(`${words} (${why})`)
    return why === null
  })
  return { looks: possibleLooks, cannot }
}

const contradicts = (one: Look, other: Look) =>
  Object.entries(one).some(
    ([name, value]) => name in other && name !== 'zoom' && other[name as keyof Look] !== value,
  )
