/** Plane geometry of areas. Pure and small, so the form in the browser uses the same rules. */

export type Place = { latitude: number; longitude: number }

export const FEWEST_CORNERS = 3
export const MOST_CORNERS = 60

const MILES_A_DEGREE = 69.1
const CIRCLE_CORNERS = 64

export const milesADegreeEast = (latitude: number): number =>
  MILES_A_DEGREE * Math.cos((latitude * Math.PI) / 180)

export function circleAround(center: Place, miles: number): Place[] {
  return Array.from({ length: CIRCLE_CORNERS }, (_, i) => {
    const angle = (i / CIRCLE_CORNERS) * 2 * Math.PI
    return {
      latitude: center.latitude + (miles * Math.sin(angle)) / MILES_A_DEGREE,
      longitude: center.longitude + (miles * Math.cos(angle)) / milesADegreeEast(center.latitude),
    }
  })
}

/** Whether two sides intersect that do not share a corner. */
export function crossesItself(corners: readonly Place[]): boolean {
  const sides = corners.map((from, i) => [from, corners[(i + 1) % corners.length] ?? from] as const)
  return sides.some(([a, b], i) =>
    sides.some(([c, d], j) => {
      const neighbors = j <= i + 1 || (i === 0 && j === sides.length - 1)
      return !neighbors && turn(a, b, c) * turn(a, b, d) < 0 && turn(c, d, a) * turn(c, d, b) < 0
    }),
  )
}

/** Positive when the path from a over b to c turns left. */
const turn = (a: Place, b: Place, c: Place): number =>
  (b.longitude - a.longitude) * (c.latitude - a.latitude) -
  (b.latitude - a.latitude) * (c.longitude - a.longitude)
