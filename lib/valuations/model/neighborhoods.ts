/** A position, compared on a plane that is true to scale around it. */
export type Place = { latitude: number; longitude: number }

const KM_A_DEGREE = 111.2
const eastAt = (latitude: number) => KM_A_DEGREE * Math.cos((latitude * Math.PI) / 180)

export function kmBetween(a: Place, b: Place): number {
  const east = eastAt((a.latitude + b.latitude) / 2)
  return Math.hypot((a.latitude - b.latitude) * KM_A_DEGREE, (a.longitude - b.longitude) * east)
}

const CELL_KM = 0.5

/** Finds the nearest places, with an index of squares of half a kilometer. */
export class Neighborhoods<T extends Place> {
  private readonly cells = new Map<string, T[]>()
  /** At the places farthest from the equator, so that no square is narrower than half a kilometer. */
  private readonly kmADegreeEast: number

  constructor(places: readonly T[]) {
    const farthest = places.reduce((most, { latitude }) => Math.max(most, Math.abs(latitude)), 0)
    this.kmADegreeEast = eastAt(Math.min(farthest, 85))
    for (const place of places) {
      const key = cellKey(...this.cellOf(place))
      const cell = this.cells.get(key)
      if (cell) cell.push(place)
      else this.cells.set(key, [place])
    }
  }

  /** The nearest `count` matching places within `withinKm`, nearest first. */
  nearest(to: Place, count: number, wanted: (one: T) => boolean, withinKm = 30): { one: T; km: number }[] {
    const [x, y] = this.cellOf(to)
    // One cosine for a query: exact enough for what is near.
    const east = eastAt(to.latitude)
    const kmTo = ({ latitude, longitude }: Place) =>
      Math.hypot((latitude - to.latitude) * KM_A_DEGREE, (longitude - to.longitude) * east)
    const found: { one: T; km: number }[] = []
    const rings = Math.ceil(withinKm / CELL_KM)
    for (let ring = 0; ring <= rings; ring += 1) {
      for (const key of ringKeys(x, y, ring))
        for (const one of this.cells.get(key) ?? []) if (wanted(one)) found.push({ one, km: kmTo(one) })
      // Everything nearer than this has been checked.
      const seenKm = ring * CELL_KM
      if (found.length >= count && found.filter(({ km }) => km <= seenKm).length >= count) break
    }
    return found
      .sort((a, b) => a.km - b.km)
      .slice(0, count)
      .filter(({ km }) => km <= withinKm)
  }

  private cellOf({ latitude, longitude }: Place): [number, number] {
    return [
      Math.floor((longitude * this.kmADegreeEast) / CELL_KM),
      Math.floor((latitude * KM_A_DEGREE) / CELL_KM),
    ]
  }
}

const cellKey = (x: number, y: number) => `${x}:${y}`

function* ringKeys(x: number, y: number, ring: number): Generator<string> {
  for (let dx = -ring; dx <= ring; dx += 1)
    for (let dy = -ring; dy <= ring; dy += Math.abs(dx) === ring ? 1 : 2 * ring || 1)
      yield cellKey(x + dx, y + dy)
}
