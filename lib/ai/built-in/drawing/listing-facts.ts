import { z } from 'zod'
import {
  finishNames,
  focusNames,
  formatNames,
  homeKinds,
  layoutNames,
  lightNames,
  MOST_BRIGHTNESS,
  paletteNames,
} from '@/lib/ai/shared/listing-names'
import { paintHex } from '@/lib/ai/shared/paints'

/** Added to the seed of each picture. Without it, the same seed would draw another picture than before. */
export const PICTURE_SEED = 0x9e3779b9

export * from '@/lib/ai/shared/listing-names'

/** A color by name, "red" or "dark red". Null lets the drawing choose. */
const Paint = z
  .string()
  .refine((name) => paintHex(name) !== null)
  .nullable()
  .default(null)

/** What a listing image shows and how: everything a model receives. */
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
  doorPaint: Paint,
  wallPaint: Paint,
  roofPaint: Paint,
  trees: z.boolean().default(true),
  clouds: z.boolean().default(true),
  /** Steps brighter than usual. Negative is darker. */
  brightness: z.number().int().min(-MOST_BRIGHTNESS).max(MOST_BRIGHTNESS).default(0),
  /** Which part of the photo the crop keeps. */
  focus: z.enum(focusNames),
  /** Zoom factor, from 1. */
  zoom: z.number().min(1).max(2),
  seed: z.number().int().nonnegative(),
})
export type ListingFacts = z.infer<typeof ListingFacts>
