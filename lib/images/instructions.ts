import {
  formatNames,
  type ListingFacts,
  layoutNames,
  paletteNames,
} from '@/lib/ai/built-in/drawing/listing-facts'
import { Refusal } from '@/lib/core/errors'
import { homeIn, lightIn } from './brief'

/** What the built-in painter understands, as the form says it and as the refusal says it. */
export const INSTRUCTION_EXAMPLES = [
  'headline: Open house on Sunday',
  'price: $795,000',
  'badge: Sold',
  'make it a story',
  'at dusk',
  'use the sea palette',
  'frame layout',
  'crop closer',
] as const

const FORMAT_WORDS: Record<ListingFacts['format'], RegExp> = {
  square: /\bsquare\b|1080\s*[x×]\s*1080/,
  portrait: /\bportrait\b|1080\s*[x×]\s*1350/,
  story: /\bstory\b|\breel\b|1080\s*[x×]\s*1920/,
  link: /\blink preview\b|\blandscape\b|1200\s*[x×]\s*630/,
}
const COLOURS: [RegExp, ListingFacts['palette']][] = [
  [/\bgreen\b/, 'forest'],
  [/\bblack|dark colou?rs?\b/, 'ink'],
  [/\b(red|terracotta|orange|brown)\b/, 'clay'],
  [/\bblue\b/, 'sea'],
  [/\b(purple|violet)\b/, 'plum'],
  [/\b(grey|gray|beige|neutral)\b/, 'stone'],
]

/**
 * An instruction as changes of the brief.
 * @throws Refusal `image.not-understood`, before anything is charged
 */
export function readInstruction(instruction: string, brief: ListingFacts): ListingFacts {
  const { texts, rest } = textChanges(instruction)
  const said = rest.toLowerCase()
  const look: Partial<ListingFacts> = {}
  const format = formatNames.find((name) => FORMAT_WORDS[name].test(said))
  if (format) look.format = format
  const palette =
    paletteNames.find((name) => new RegExp(`\\b${name}\\b`).test(said)) ??
    COLOURS.find(([word]) => word.test(said))?.[1]
  if (palette) look.palette = palette
  const layout = layoutNames.find((name) => new RegExp(`\\b${name}\\b`).test(said))
  if (layout) look.layout = layout
  const light = lightIn(said)
  if (light) look.light = light
  const homeKind = homeIn(said)
  if (homeKind) look.homeKind = homeKind
  if (/\bclos(er|e up)\b|\bzoom in\b|\btighter\b/.test(said)) look.zoom = Math.min(2, brief.zoom + 0.25)
  const changed = { ...brief, ...texts, ...look }
  if (JSON.stringify(changed) !== JSON.stringify(brief)) return changed
  const understood = Object.keys(texts).length + Object.keys(look).length > 0
  throw new Refusal(
    'image.not-understood',
    understood
      ? 'The image is like that already, so there is nothing to change. Nothing was charged.'
      : `The built-in painter did not understand this. Nothing was charged. It understands for example: ${INSTRUCTION_EXAMPLES.join('; ')}.`,
  )
}

const TEXTS = { headline: 60, address: 80, price: 24, badge: 20 } as const

/** `headline: ...` to the end of its line or to a semicolon. */
function textChanges(instruction: string): { texts: Partial<ListingFacts>; rest: string } {
  const texts: Partial<Record<keyof typeof TEXTS, string>> = {}
  const rest = instruction.replace(
    /\b(headline|address|price|badge)\s*(?::|\bto\b|=)\s*["“]?([^;\n"”]+)["”]?;?/gi,
    (_all, name: string, words: string) => {
      const field = name.toLowerCase() as keyof typeof TEXTS
      texts[field] = words.trim().slice(0, TEXTS[field])
      return ' '
    },
  )
  return { texts, rest }
}
