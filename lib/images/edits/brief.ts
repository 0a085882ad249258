import { z } from 'zod'
import {
  formatNames,
  homeKinds,
  ListingFacts,
  layoutNames,
  lightNames,
  PICTURE_SEED,
  paletteNames,
} from '@/lib/ai/built-in/drawing/listing-facts'
import { randomFrom } from '@/lib/core/random'
import { detailsOf, fittingText, misfitsOf, TEXT_LIMITS } from '../shared/text-changes'
import { type Understanding, understandWish } from '../shared/understand-image'

const text = (most: number) => z.string().trim().max(most).default('')

export const ImageFields = z.object({
  headline: z
    .string()
    .trim()
    .min(3, 'Enter a headline.')
    .max(TEXT_LIMITS.headline, `Use up to ${TEXT_LIMITS.headline} characters.`),
  address: text(TEXT_LIMITS.address),
  price: text(TEXT_LIMITS.price),
  details: text(TEXT_LIMITS.details),
  badge: text(TEXT_LIMITS.badge),
  wish: text(500),
  format: z.enum(formatNames, 'Choose a format.'),
})
export type ImageFields = z.infer<typeof ImageFields>

/** The complete brief: the form's fields, and defaults from the headline and the seed. */
export const briefOf = (fields: ImageFields, agency: string, seed: number, onPhoto = false): ListingFacts =>
  understandBrief(fields, agency, seed, onPhoto).after

/** The brief, with what the built-in painter can and cannot draw. */
export function understandBrief(
  fields: ImageFields,
  agency: string,
  seed: number,
  onPhoto = false,
): Understanding {
  const { headline, address, price, details, badge, wish } = fields
  const reading = understandWish(wish, suggestedBrief(fields, agency, seed, onPhoto), onPhoto)
  const misfits = misfitsOf({ headline, address, price, details, badge })
  return { ...reading, cannot: [...misfits, ...reading.cannot] }
}

function suggestedBrief(fields: ImageFields, agency: string, seed: number, onPhoto: boolean): ListingFacts {
  const random = randomFrom(seed + PICTURE_SEED)
  const pick = <T>(choices: readonly T[]): T => choices[Math.floor(random() * choices.length)] as T
  const headline = fields.headline.toLowerCase()
  const text = `${fields.wish} ${headline}`.toLowerCase()
  return ListingFacts.parse({
    headline: fittingText('headline', fields.headline),
    address: fittingText('address', fields.address),
    price: fittingText('price', fields.price),
    details: detailsOf(fittingText('details', fields.details)),
    badge: fittingText('badge', fields.badge),
    agency: fittingText('agency', agency),
    wish: fields.wish,
    format: fields.format,
    palette: paletteNames.find((name) => new RegExp(`\\b${name}\\b`).test(text)) ?? pick(paletteNames),
    layout: layoutNames.find((name) => new RegExp(`\\b${name} layout\\b`).test(text)) ?? pick(layoutNames),
    // A photo keeps its own light unless another one is requested.
    light: onPhoto ? 'day' : (lightIn(headline) ?? pick(lightNames)),
    homeKind: homeIn(text) ?? pick(homeKinds.slice(0, 2)),
    waterside: /\b(lake|waterfront|sea|river|harbou?r|beach)(side|front)?\b/.test(headline),
    focus: 'centre',
    zoom: 1,
    seed,
  })
}

function lightIn(text: string): ListingFacts['light'] | null {
  if (/\b(dusk|evening|night|twilight)\b/.test(text)) return 'dusk'
  if (/\b(golden|sunset|sunrise|autumn|warm light)\b/.test(text)) return 'golden'
  return /\b(day|daylight|noon|sunny|bright|blue sky)\b/.test(text) ? 'day' : null
}

function homeIn(text: string): ListingFacts['homeKind'] | null {
  if (/\b(apartment|flat|condo|penthouse)\b/.test(text)) return 'apartment'
  if (/\b(townhouse|terraced?|row house)\b/.test(text)) return 'townhouse'
  if (/\b(modern|contemporary|minimalist)\b/.test(text)) return 'modern'
  return /\b(house|cottage|family home|craftsman|bungalow)\b/.test(text) ? 'house' : null
}
