import { afterAll, beforeAll, expect, test } from 'vitest'
import { disconnect, system } from '@/db/client'
import { seedRecordedSales } from '@/db/reference/recorded-sales'
import { sales } from '@/db/schema'
import type { Area } from './area'
import { inArea } from './in-area'
import type { Place } from './shared/geometry'

beforeAll(() => seedRecordedSales(process.env.DATABASE_URL ?? ''))
afterAll(disconnect)

type Row = Place & { id: number; zipCode: string }
const columns = { id: sales.id, zipCode: sales.zipCode, latitude: sales.latitude, longitude: sales.longitude }

const found = async (area: Area) =>
  new Set((await system().select(columns).from(sales).where(inArea(area))).map(({ id }) => id))

/** Compares the result of the database with an independent check of each sale. */
async function expectExactly(area: Area, isIn: (row: Row) => boolean): Promise<void> {
  const every = await system().select(columns).from(sales)
  const ids = await found(area)
  const expected = every.filter(isIn).map(({ id }) => id)
  expect(expected.length).toBeGreaterThan(20)
  expect(expected.length).toBeLessThan(every.length / 2)
  expect(expected.filter((id) => !ids.has(id))).toEqual([])
  expect(ids.size).toBe(expected.length)
}

/** Distance on the sphere, to check the plane. */
function milesBetween(a: Place, b: Place): number {
  const radians = (degrees: number) => (degrees * Math.PI) / 180
  const [up, across] = [radians(b.latitude - a.latitude), radians(b.longitude - a.longitude)]
  const h =
    Math.sin(up / 2) ** 2 +
    Math.cos(radians(a.latitude)) * Math.cos(radians(b.latitude)) * Math.sin(across / 2) ** 2
  return 2 * 3_959 * Math.asin(Math.sqrt(h))
}

test('a zip code has its own sales and no others', () =>
  expectExactly({ kind: 'zip', zipCode: '98103' }, (row) => row.zipCode === '98103'))

test('a circle contains only sales within its radius', async () => {
  const center = { latitude: 47.6801, longitude: -122.3301 }
  const miles = 1.5
  const ids = await found({ kind: 'radius', name: 'Green Lake', center, miles })
  const every = await system().select(columns).from(sales)
  const distances = every.map((row) => ({ miles: milesBetween(center, row), found: ids.has(row.id) }))
  const inside = distances.filter((row) => row.found)
  const outside = distances.filter((row) => !row.found)
  expect(inside.length).toBeGreaterThan(100)
  // Half a percent of tolerance between plane and sphere.
  expect(Math.max(...inside.map((row) => row.miles))).toBeLessThan(miles * 1.005)
  expect(Math.min(...outside.map((row) => row.miles))).toBeGreaterThan(miles * 0.995)
})

test('a polygon contains only sales inside it, also when it is concave', () => {
  const at = (latitude: number, longitude: number): Place => ({ latitude, longitude })
  // An L: the square without its north-east quarter.
  const corners = [
    at(47.65005, -122.40005),
    at(47.65005, -122.30005),
    at(47.68005, -122.30005),
    at(47.68005, -122.35005),
    at(47.71005, -122.35005),
    at(47.71005, -122.40005),
  ]
  const between = (value: number, low: number, high: number) => value > low && value < high
  return expectExactly(
    { kind: 'polygon', name: 'West side', corners },
    ({ latitude, longitude }) =>
      between(latitude, 47.65005, 47.71005) &&
      between(longitude, -122.40005, -122.30005) &&
      !(latitude > 47.68005 && longitude > -122.35005),
  )
})
