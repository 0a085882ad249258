import { z } from 'zod'

/** Where a report looks: a zip code, a circle, or what was drawn on the map. Kept with the report as it was asked. */

const MOST_CORNERS = 60

const Place = z.object({
  latitude: z.number().min(-90).max(90),
  longitude: z.number().min(-180).max(180),
})
export type Place = z.infer<typeof Place>

/** Begins with a letter, so that a name is never taken for one of the report's numbers. */
const AreaName = z
  .string()
  .trim()
  .regex(/^\p{L}[\p{L}\p{N} .,'’&/-]{2,59}$/u, 'Give the area a name that begins with a letter.')

export const Area = z.discriminatedUnion('kind', [
  z.object({ kind: z.literal('zip'), zipCode: z.string().regex(/^\d{5}$/, 'Choose an area from the list.') }),
  z.object({
    kind: z.literal('radius'),
    name: AreaName,
    center: Place,
    miles: z.number().min(0.1, 'At least 0.1 miles.').max(15, 'At most 15 miles.'),
  }),
  z.object({
    kind: z.literal('polygon'),
    name: AreaName,
    corners: z
      .array(Place)
      .min(3, 'Set at least three corners.')
      .max(MOST_CORNERS, `At most ${MOST_CORNERS} corners.`)
      .refine((corners) => !crossesItself(corners), 'The line crosses itself. Move or undo a corner.'),
  }),
])
export type Area = z.infer<typeof Area>

/** An area as a form or an address carries it. */
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

const MILES_A_DEGREE = 69.1
const CIRCLE_CORNERS = 64

export const milesADegreeEast = (latitude: number): number =>
  MILES_A_DEGREE * Math.cos((latitude * Math.PI) / 180)

/** The line around a circle or a drawn area; null for a zip code, whose outline is not recorded. */
export function outlineOf(area: Area): Place[] | null {
  if (area.kind === 'zip') return null
  if (area.kind === 'polygon') return area.corners
  const { center, miles } = area
  return Array.from({ length: CIRCLE_CORNERS }, (_, i) => {
    const angle = (i / CIRCLE_CORNERS) * 2 * Math.PI
    return {
      latitude: center.latitude + (miles * Math.sin(angle)) / MILES_A_DEGREE,
      longitude: center.longitude + (miles * Math.cos(angle)) / milesADegreeEast(center.latitude),
    }
  })
}

/** Whether two sides that do not meet at a corner meet all the same. */
export function crossesItself(corners: readonly Place[]): boolean {
  const sides = corners.map((from, i) => [from, corners[(i + 1) % corners.length] ?? from] as const)
  return sides.some(([a, b], i) =>
    sides.some(([c, d], j) => {
      const neighbours = j <= i + 1 || (i === 0 && j === sides.length - 1)
      return !neighbours && turn(a, b, c) * turn(a, b, d) < 0 && turn(c, d, a) * turn(c, d, b) < 0
    }),
  )
}

/** Positive where the way from a over b to c turns left. */
const turn = (a: Place, b: Place, c: Place): number =>
  (b.longitude - a.longitude) * (c.latitude - a.latitude) -
  (b.latitude - a.latitude) * (c.longitude - a.longitude)
