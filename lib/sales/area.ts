import { z } from 'zod'
import { crossesItself, FEWEST_CORNERS, MOST_CORNERS } from './shared/geometry'

/** The area of a report: a zip code, a circle, or a polygon drawn on the map. Stored with the report. */

const Place = z.object({
  latitude: z.number().min(-90).max(90),
  longitude: z.number().min(-180).max(180),
})

/** Starts with a letter, so a name is never mistaken for one of the report's numbers. */
const AreaName = z
  .string()
  .trim()
  .regex(/^\p{L}[\p{L}\p{N} .,'’&/-]{2,59}$/u, 'Enter a name that starts with a letter.')

export const Area = z.discriminatedUnion('kind', [
  z.object({
    kind: z.literal('zip'),
    /** A zip code, or a postal code or city of an agency's own data. */
    zipCode: z
      .string('Choose an area from the list.')
      .trim()
      .min(1, 'Choose an area from the list.')
      .max(60, 'Choose an area from the list.'),
  }),
  z.object({
    kind: z.literal('radius'),
    name: AreaName,
    center: Place,
    miles: z.number().min(0.1, 'Use at least 0.1 miles.').max(15, 'Use at most 15 miles.'),
  }),
  z.object({
    kind: z.literal('polygon'),
    name: AreaName,
    corners: z
      .array(Place)
      .min(FEWEST_CORNERS, 'Set at least three corners.')
      .max(MOST_CORNERS, `Use at most ${MOST_CORNERS} corners.`)
      .refine((corners) => !crossesItself(corners), 'The line crosses itself. Move or undo a corner.'),
  }),
])
export type Area = z.infer<typeof Area>

/** An area as text in a form or URL. */
export const AreaText = z
  .string()
  .max(6_000)
  .transform((text, ctx) => {
    try {
      return JSON.parse(text) as unknown
    } catch {
      ctx.addIssue('Choose an area.')
      return z.NEVER
    }
  })
  .pipe(Area)

export const areaNameOf = (area: Area): string => (area.kind === 'zip' ? area.zipCode : area.name)
