/** A position, compared on a plane that is true to scale around it. */
export type Place = { latitude: number; longitude: number }

const KM_A_DEGREE = 111.2
const eastAt = (latitude: number) => KM_A_DEGREE * Math.cos((latitude * Math.PI) / 180)

export function kmBetween(a: Place, b: Place): number {
  const east = eastAt((a.latitude + b.latitude) / 2)
  return Math.hypot((a.latitude - b.latitude) * KM_A_DEGREE, (a.longitude - b.longitude) * east)
}

const CELL_KM = 0.5

/** The places in a square. Their positions are apart from them, so that those too far away are passed over quickly. */
type Cell<T> = { ones: T[]; latitudes: number[]; longitudes: number[] }

/** Finds the nearest places, with an index of squares of half a kilometer. */
export class Neighborhoods<T extends Place> {
  private readonly cells = new Map<number, Cell<T>>()
  /** At the places farthest from the equator, so that no square is narrower than half a kilometer. */
  private readonly kmADegreeEast: number

  constructor(places: readonly T[]) {
    const farthest = places.reduce((most, { latitude }) => Math.max(most, Math.abs(latitude)), 0)
    this.kmADegreeEast = eastAt(Math.min(farthest, 85))
    for (const place of places) {
      const key = cellKey(...this.cellOf(place))
      const cell = this.cells.get(key) ?? { ones: [], latitudes: [], longitudes: [] }
      this.cells.set(key, cell)
      cell.ones.push(place)
      cell.latitudes.push(place.latitude)
      cell.longitudes.push(place.longitude)
    }
  }

  /** The nearest `count` matching places within `withinKm`, nearest first. */
  nearest(to: Place, count: number, wanted: (one: T) => boolean, withinKm = 30): { one: T; km: number }[] {
    const [x, y] = this.cellOf(to)
    // One cosine for a query: exact enough for what is near.
    const east = eastAt(to.latitude)
    const found: T[] = []
    /** Of the distances in kilometers. Training asks for tens of thousands of homes, so the root is taken only in the end. */
    const squares: number[] = []
    const most = withinKm * withinKm
    const rings = Math.ceil(withinKm / CELL_KM)
    /** The nearest are all within this. */
    let reach = most
    for (let ring = 0; ring <= rings; ring += 1) {
      for (const key of ringKeys(x, y, ring)) {
        const cell = this.cells.get(key)
        if (!cell) continue
        for (let i = 0; i < cell.ones.length; i += 1) {
          const north = ((cell.latitudes[i] as number) - to.latitude) * KM_A_DEGREE
          const aside = ((cell.longitudes[i] as number) - to.longitude) * east
          const square = north * north + aside * aside
          const one = cell.ones[i] as T
          if (square > most || !wanted(one)) continue
          found.push(one)
          squares.push(square)
        }
      }
      // Everything nearer than this has been checked.
      const seen = (ring * CELL_KM) ** 2
      if (found.length < count || countUpTo(squares, seen) < count) continue
      reach = Math.min(seen, most)
      break
    }
    const near: { one: T; km: number }[] = []
    for (let i = 0; i < found.length; i += 1) {
      const square = squares[i] as number
      if (square <= reach) near.push({ one: found[i] as T, km: Math.sqrt(square) })
    }
    return near.sort((a, b) => a.km - b.km).slice(0, count)
  }

  private cellOf({ latitude, longitude }: Place): [number, number] {
    return [
      Math.floor((longitude * this.kmADegreeEast) / CELL_KM),
      Math.floor((latitude * KM_A_DEGREE) / CELL_KM),
    ]
  }
}

/** There are at most 20,016 squares to each pole. */
const cellKey = (x: number, y: number) => x * 65_536 + y

function* ringKeys(x: number, y: number, ring: number): Generator<number> {
  for (let dx = -ring; dx <= ring; dx += 1)
    for (let dy = -ring; dy <= ring; dy += Math.abs(dx) === ring ? 1 : 2 * ring || 1)
      yield cellKey(x + dx, y + dy)
}

function countUpTo(values: readonly number[], most: number): number {
  let count = 0
  for (const value of values) if (value <= most) count += 1
  return count
}
