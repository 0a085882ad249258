import {
  formatNames,
  type ListingFacts,
  layoutNames,
  paletteNames,
} from '@/lib/ai/built-in/drawing/listing-facts'
import { Refusal } from '@/lib/core/errors'
import { detailsOf, finishIn, homeIn, lightIn } from './brief'
import { textChanges } from './text-changes'

/** What the built-in painter understands, as the form says it and as the refusal says it. */
export const INSTRUCTION_EXAMPLES = [
  'headline: Open house on Sunday',
  'price: $795,000',
  'remove the badge',
  'make it a story',
  'at dusk',
  'use the sea palette',
  'frame layout',
  'black and white',
  'crop closer',
  'focus on the left',
] as const

const FORMAT_WORDS: Record<ListingFacts['format'], RegExp> = {
  square: /\bsquare\b|1080\s*[x×]\s*1080/,
  portrait: /\bportrait\b|1080\s*[x×]\s*1350/,
  story: /\bstory\b|\breel\b|1080\s*[x×]\s*1920/,
  link: /\blink preview\b|\blandscape\b|1200\s*[x×]\s*630/,
}
const COLOURS: [RegExp, ListingFacts['palette']][] = [
  [/\bgreen\b/, 'forest'],
  [/\b(black(?! (and|&) white)|dark colou?rs?)\b/, 'ink'],
  [/\b(red|terracotta|orange|brown)\b/, 'clay'],
  [/\bblue(?! sky)\b/, 'sea'],
  [/\b(purple|violet)\b/, 'plum'],
  [/\b(grey|gray|beige|neutral)\b/, 'stone'],
]
const SIDES: [RegExp, ListingFacts['focus']][] = [
  [/\bleft\b/, 'left'],
  [/\bright\b/, 'right'],
  [/\b(top|upper)\b/, 'top'],
  [/\b(bottom|lower)\b/, 'bottom'],
  [/\b(centre|center|middle)\b/, 'centre'],
]
const MOST_ZOOM = 2
const ZOOM_STEP = 0.25

/**
 * An instruction as changes of the brief. On a photo it changes nothing that only a drawing has.
 * @throws Refusal `image.not-understood`, before anything is charged
 */
export function readInstruction(instruction: string, brief: ListingFacts, onPhoto = false): ListingFacts {
  const { texts, removed, rest } = textChanges(instruction)
  const { details, ...others } = texts
  const words: Partial<ListingFacts> = {
    ...others,
    ...(details !== undefined && { details: detailsOf(details) }),
  }
  for (const name of removed) Object.assign(words, { [name]: name === 'details' ? [] : '' })
  const look = lookIn(rest.toLowerCase(), brief, onPhoto)
  const changed = { ...brief, ...words, ...look }
  if (JSON.stringify(changed) !== JSON.stringify(brief)) return changed
  const understood = Object.keys(words).length + Object.keys(look).length > 0
  throw new Refusal(
    'image.not-understood',
    understood
      ? 'The image is like that already, so there is nothing to change. Nothing was charged.'
      : `The built-in painter did not understand this. Nothing was charged. It understands for example: ${INSTRUCTION_EXAMPLES.join('; ')}.`,
  )
}

function lookIn(said: string, brief: ListingFacts, onPhoto: boolean): Partial<ListingFacts> {
  const named = <Name extends string>(names: readonly Name[]) =>
    names.find((name) => new RegExp(`\\b${name}\\b`).test(said))
  const found = {
    format: formatNames.find((name) => FORMAT_WORDS[name].test(said)),
    palette: named(paletteNames) ?? COLOURS.find(([word]) => word.test(said))?.[1],
    layout: named(layoutNames),
    light: lightIn(said),
    finish: finishIn(said) ?? (/\b(natural|in colou?r|normal colou?rs?)\b/.test(said) ? 'natural' : null),
    homeKind: onPhoto ? null : homeIn(said),
    ...cropIn(said, brief),
  }
  return Object.fromEntries(Object.entries(found).filter(([, value]) => value)) as Partial<ListingFacts>
}

/** Closer, farther, or another part of the picture; to choose a part there must be more than fits. */
function cropIn(said: string, { zoom }: ListingFacts): Partial<ListingFacts> {
  const crop: Partial<ListingFacts> = {}
  if (/\b(clos(er|e up)|zoom in|tighter)\b/.test(said)) crop.zoom = Math.min(MOST_ZOOM, zoom + ZOOM_STEP)
  if (/\b(zoom out|wider|farther|further away)\b/.test(said)) crop.zoom = Math.max(1, zoom - ZOOM_STEP)
  if (!/\b(crop|focus|keep|move|show)\b/.test(said)) return crop
  const side = SIDES.find(([word]) => word.test(said))?.[1]
  if (!side) return crop
  return { ...crop, focus: side, zoom: Math.max(crop.zoom ?? zoom, 1 + ZOOM_STEP) }
}
