import { z } from 'zod'
import {
  formatNames,
  homeKinds,
  ListingFacts,
  layoutNames,
  lightNames,
  paletteNames,
} from '@/lib/ai/built-in/drawing/listing-facts'
import { randomOf } from '@/lib/ai/built-in/drawing/random'

const text = (most: number) => z.string().trim().max(most).default('')

export const ImageFields = z.object({
  headline: z.string().trim().min(3, 'Write a headline.').max(60, 'At most 60 characters fit.'),
  address: text(80),
  price: text(24),
  details: text(80),
  badge: text(20),
  wish: text(500),
  format: z.enum(formatNames, 'Choose a format.'),
})
export type ImageFields = z.infer<typeof ImageFields>

/** The whole brief: what the form says, and where it is silent, what the wish and the seed suggest. */
export function briefOf(fields: ImageFields, agency: string, seed: number, onPhoto = false): ListingFacts {
  const random = randomOf(seed)
  const pick = <T>(choices: readonly T[]): T => choices[Math.floor(random() * choices.length)] as T
  const said = `${fields.wish} ${fields.headline}`.toLowerCase()
  return ListingFacts.parse({
    headline: fields.headline,
    address: fields.address,
    price: fields.price,
    details: detailsOf(fields.details),
    badge: fields.badge,
    agency: agency.slice(0, 60),
    wish: fields.wish,
    format: fields.format,
    palette: paletteNames.find((name) => new RegExp(`\\b${name}\\b`).test(said)) ?? pick(paletteNames),
    layout: layoutNames.find((name) => new RegExp(`\\b${name} layout\\b`).test(said)) ?? pick(layoutNames),
    // A photo has its own light, and keeps it unless another one was asked for.
    light: lightIn(said) ?? (onPhoto ? 'day' : pick(lightNames)),
    homeKind: homeIn(said) ?? pick(homeKinds.slice(0, 2)),
    waterside: /\b(lake|water|waterfront|sea|river|harbou?r|beach)(side|front)?\b/.test(said),
    finish: finishIn(said) ?? 'natural',
    focus: 'centre',
    zoom: 1,
    seed,
  } satisfies ListingFacts)
}

/** "4 bed, 2.5 bath, 1,950 sq ft" as a list: a comma within a number parts nothing. */
export const detailsOf = (text: string): string[] =>
  text
    .split(/,(?!\d{3}\b)/)
    .map((part) => part.trim().slice(0, 24))
    .filter(Boolean)
    .slice(0, 4)

export function lightIn(said: string): ListingFacts['light'] | null {
  if (/\b(dusk|evening|night|twilight)\b/.test(said)) return 'dusk'
  if (/\b(golden|sunset|sunrise|autumn|warm light)\b/.test(said)) return 'golden'
  return /\b(day|daylight|noon|sunny|bright|blue sky)\b/.test(said) ? 'day' : null
}

export function finishIn(said: string): ListingFacts['finish'] | null {
  if (/\b(black and white|black & white|monochrome|gr[ae]yscale)\b/.test(said)) return 'monochrome'
  return /\b(vivid|vibrant|more colou?r(ful)?)\b/.test(said) ? 'vivid' : null
}

export function homeIn(said: string): ListingFacts['homeKind'] | null {
  if (/\b(apartment|flat|condo|penthouse)\b/.test(said)) return 'apartment'
  if (/\b(townhouse|terraced?|row house)\b/.test(said)) return 'townhouse'
  if (/\b(modern|contemporary|minimalist)\b/.test(said)) return 'modern'
  return /\b(house|cottage|family home|craftsman|bungalow)\b/.test(said) ? 'house' : null
}
