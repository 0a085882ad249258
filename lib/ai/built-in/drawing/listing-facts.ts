import { z } from 'zod'

/** The sizes that social networks use. */
export const formats = {
  square: { label: 'Square post', width: 1080, height: 1080 },
  portrait: { label: 'Portrait post', width: 1080, height: 1350 },
  story: { label: 'Story', width: 1080, height: 1920 },
  link: { label: 'Link preview', width: 1200, height: 630 },
} as const
export const formatNames = ['square', 'portrait', 'story', 'link'] as const
export const paletteNames = ['forest', 'ink', 'clay', 'sea', 'plum', 'stone'] as const
export const layoutNames = ['cover', 'gallery', 'panel', 'frame'] as const
export const lightNames = ['day', 'golden', 'dusk'] as const
/** Of the picture, whether drawn or a photo. */
const finishNames = ['natural', 'vivid', 'monochrome'] as const
export const homeKinds = ['house', 'modern', 'townhouse', 'apartment'] as const

/** What a listing image shows and how: all that a model is told of it. */
export const ListingFacts = z.object({
  headline: z.string().max(60),
  address: z.string().max(80),
  price: z.string().max(24),
  /** "4 bed", "2.5 bath", "1,950 sq ft". */
  details: z.array(z.string().max(24)).max(4),
  badge: z.string().max(20),
  agency: z.string().max(60),
  wish: z.string().max(500),
  format: z.enum(formatNames),
  palette: z.enum(paletteNames),
  layout: z.enum(layoutNames),
  light: z.enum(lightNames),
  homeKind: z.enum(homeKinds),
  finish: z.enum(finishNames).default('natural'),
  waterside: z.boolean(),
  /** Which part of the photo is kept where the format is another one. */
  focus: z.enum(['centre', 'left', 'right', 'top', 'bottom']),
  /** How much closer than the whole, from 1. */
  zoom: z.number().min(1).max(2),
  seed: z.number().int().nonnegative(),
})
export type ListingFacts = z.infer<typeof ListingFacts>
