import type { ListingFacts } from '@/lib/ai/built-in/drawing/listing-facts'
import { MOST_BRIGHTNESS, paletteNames } from '@/lib/ai/shared/listing-names'
import { paintNames } from '@/lib/ai/shared/paints'

/**
 * The phrases about the look of an image that the built-in painter understands. Pure, and safe in a browser.
 * understand-text.ts parses a text with them.
 */

export type Look = Partial<ListingFacts>
export type Phrase = {
  /** Matches whole words. */
  words: RegExp
  /** `before` is the image as it is when the phrase is read. */
  read(match: RegExpExecArray, before: ListingFacts): Look
  /** Applies only on its own. Next to an unknown word it belongs to that word ("bright kitchen"). */
  loose?: true
}

/** Ends at the end of a word. */
const phrase = (words: string) => new RegExp(`(?:${words})(?=$|[\\s,;.!?)”"])`, 'iy')
const always = (look: Look) => () => look

const PAINT = `(?:(light|pale|dark|deep|bright)[ -])?(navy blue|${paintNames.join('|')}(?! (?:and|&) white)|grey)(?: paint| colou?r)?`
const PARTS = {
  doorPaint: '(?:front |entrance |entry |main )?doors?',
  roofPaint: 'roof(?:top|s)?',
  wallPaint:
    '(?:outside |outer |exterior |house )?walls?|facade|façade|siding|exterior|house|home|building|cottage',
} as const
type Part = keyof typeof PARTS
const BETWEEN = '(?:\\s+(?:is|be|to|in|into|should be|painted|colou?red|colou?r))*\\s+(?:a |an )?'
const SHADES: Record<string, string> = { light: 'light ', pale: 'light ', dark: 'dark ', deep: 'dark ' }

const paintOf = (shade: string | undefined, name: string) => {
  const plain = name.toLowerCase().replace('grey', 'gray').replace(' blue', '')
  return `${SHADES[shade?.toLowerCase() ?? ''] ?? ''}${plain}`
}
const painting = (part: Part): Phrase[] => [
  {
    words: phrase(`(?:${PARTS[part]})${BETWEEN}${PAINT}`),
    read: ([, shade, name]) => ({ [part]: paintOf(shade, name ?? '') }),
  },
  {
    words: phrase(`${PAINT}\\s+(?:painted\\s+|colou?red\\s+)?(?:${PARTS[part]})`),
    read: ([, shade, name]) => ({ [part]: paintOf(shade, name ?? '') }),
  },
]

const TAKE_AWAY =
  '(?:no|without|remove|delete|drop|hide|take out|take away|get rid of)(?: all| any)?(?: of)?(?: the)?'
const BRING = '(?:(?:add|with|show|include|bring back|put in) )?(?:some |the |a |an |a few )?'

const FORMATS: [string, ListingFacts['format']][] = [
  ['square(?: post| format)?|1080 ?[x×] ?1080', 'square'],
  ['portrait(?: post| format)?|1080 ?[x×] ?1350', 'portrait'],
  ['(?:instagram )?(?:story|reel)(?: format)?|1080 ?[x×] ?1920', 'story'],
  ['link preview|landscape(?: format)?|1200 ?[x×] ?630', 'link'],
]
const PALETTE_WORDS = '(?:palette|colou?r palette|colou?r scheme|colou?rs|theme|tones)'
const PALETTES: [string, ListingFacts['palette']][] = [
  ...paletteNames.map((name): [string, ListingFacts['palette']] => [name, name]),
  ['green', 'forest'],
  ['black|dark', 'ink'],
  ['red|terracotta|orange|brown', 'clay'],
  ['blue', 'sea'],
  ['purple|violet', 'plum'],
  ['gr[ae]y|beige|neutral', 'stone'],
]
const SIDES: [string, ListingFacts['focus']][] = [
  ['left', 'left'],
  ['right', 'right'],
  ['top|upper', 'top'],
  ['bottom|lower', 'bottom'],
  ['centre|center|middle', 'centre'],
]
const MOST_ZOOM = 2
const ZOOM_STEP = 0.25

const zoomed =
  (steps: number) =>
  (_: RegExpExecArray, { zoom }: ListingFacts) => ({
    zoom: Math.max(1, Math.min(MOST_ZOOM, zoom + steps * ZOOM_STEP)),
  })
const lit =
  (steps: number) =>
  (_: RegExpExecArray, { brightness }: ListingFacts) => ({
    brightness: Math.max(-MOST_BRIGHTNESS, Math.min(MOST_BRIGHTNESS, brightness + steps)),
  })

/** The first match is used, so longer phrases come before their prefixes. */
export const lookPhrases: readonly Phrase[] = [
  ...(Object.keys(PARTS) as Part[]).flatMap(painting),
  {
    words: phrase('black (?:and|&) white|black-and-white|monochrome|gr[ae]yscale'),
    read: always({ finish: 'monochrome' }),
  },
  {
    words: phrase('(?:in |with )?natural colou?rs?|in colou?r|normal colou?rs?'),
    read: always({ finish: 'natural' }),
  },
  { words: phrase('natural'), read: always({ finish: 'natural' }), loose: true },
  {
    words: phrase('(?:more )?(?:vivid|vibrant) colou?rs?|more colou?r(?:ful)?'),
    read: always({ finish: 'vivid' }),
  },
  { words: phrase('(?:more )?(?:vivid|vibrant|colou?rful)'), read: always({ finish: 'vivid' }), loose: true },
  { words: phrase(`${TAKE_AWAY} trees`), read: always({ trees: false }) },
  { words: phrase(`${BRING}trees`), read: always({ trees: true }) },
  { words: phrase(`${TAKE_AWAY} clouds|(?:a )?(?:clear|cloudless) sky`), read: always({ clouds: false }) },
  { words: phrase(`${BRING}clouds`), read: always({ clouds: true }) },
  { words: phrase(`${TAKE_AWAY} (?:lake|water|sea|river)`), read: always({ waterside: false }) },
  ...PALETTES.flatMap(([words, palette]): Phrase[] => [
    {
      words: phrase(`(?:${words}) ${PALETTE_WORDS}|palette (?:to )?(?:${words})`),
      read: always({ palette }),
    },
  ]),
  {
    words: phrase(
      `${BRING}(?:(?:by|on|at|near|beside|next to|overlooking) )?(?:the |a |an )?(?:lake|water|sea|ocean|river|harbou?r|beach|bay)(?:side|front)?`,
    ),
    read: always({ waterside: true }),
    loose: true,
  },
  {
    words: phrase('(?:(?:at|in the|by) )?(?:dusk|evening|night|night-?time|twilight)(?: light)?'),
    read: always({ light: 'dusk' }),
    loose: true,
  },
  {
    words: phrase(
      '(?:(?:at|in) )?(?:the )?(?:golden hour|golden light|golden|sunset|sunrise|autumn|warm light)(?: light)?',
    ),
    read: always({ light: 'golden' }),
    loose: true,
  },
  {
    words: phrase(
      '(?:(?:in|at|on|by) )?(?:a |the )?(?:bright |sunny )?(?:daylight|day-?time|day|noon|midday|blue sky)',
    ),
    read: always({ light: 'day' }),
    loose: true,
  },
  { words: phrase('bright|sunny'), read: always({ light: 'day' }), loose: true },
  { words: phrase('(?:a bit |a little |slightly |much )?(?:brighter|lighter)'), read: lit(1), loose: true },
  { words: phrase('(?:a bit |a little |slightly |much )?darker'), read: lit(-1), loose: true },
  {
    words: phrase('(?:apartment|flat(?! roof)|condo|penthouse)(?: building| block)?'),
    read: always({ homeKind: 'apartment' }),
  },
  {
    words: phrase('town ?-?house|terraced?(?: house| home)|row ?house'),
    read: always({ homeKind: 'townhouse' }),
  },
  {
    words: phrase('(?:modern|contemporary|minimalist)(?: (?:house|home|building))'),
    read: always({ homeKind: 'modern' }),
  },
  { words: phrase('modern|contemporary|minimalist'), read: always({ homeKind: 'modern' }), loose: true },
  {
    words: phrase(
      '(?:family|detached|single-family|craftsman|traditional) (?:house|home|bungalow)|craftsman|cottage|bungalow|(?:into |it )an? house',
    ),
    read: always({ homeKind: 'house' }),
    loose: true,
  },
  ...FORMATS.map(
    ([words, format]): Phrase => ({ words: phrase(words), read: always({ format }), loose: true }),
  ),
  ...(['cover', 'gallery', 'panel', 'frame'] as const).flatMap((layout): Phrase[] => [
    { words: phrase(`${layout} layout|layout (?:to )?${layout}`), read: always({ layout }) },
    { words: phrase(layout), read: always({ layout }), loose: true },
  ]),
  {
    words: phrase('(?:crop |crop in |come )?closer|close-?up|zoom in|tighter(?: crop)?'),
    read: zoomed(1),
    loose: true,
  },
  { words: phrase('zoom out|(?:crop )?wider|farther(?: away)?|further away'), read: zoomed(-1), loose: true },
  ...SIDES.map(
    ([words, focus]): Phrase => ({
      words: phrase(
        `(?:crop|focus|keep|move|show|zoom in)(?: to| on| in on)?(?: the)? (?:${words})(?: side| part| half)?`,
      ),
      read: (_, { zoom }) => ({ focus, zoom: Math.max(zoom, 1 + ZOOM_STEP) }),
      loose: true,
    }),
  ),
  ...PALETTES.map(
    ([words, palette]): Phrase => ({
      words: phrase(words.replace('|dark', '')),
      read: always({ palette }),
      loose: true,
    }),
  ),
]
