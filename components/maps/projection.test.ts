import { expect, test } from 'vitest'
import { projectionOf, scaleMiles } from './projection'

const places = [
  { latitude: 47.6, longitude: -122.4 },
  { latitude: 47.7, longitude: -122.3 },
]
const view = projectionOf(places, { width: 600, height: 400 })

test('projectionOf fits every place, points north up, and maps a click back to its place', () => {
  for (const place of places) {
    expect(view.x(place)).toBeGreaterThan(0)
    expect(view.x(place)).toBeLessThan(600)
    expect(view.y(place)).toBeGreaterThan(0)
    expect(view.y(place)).toBeLessThan(400)
    const back = view.placeAt(view.x(place), view.y(place))
    expect(back.latitude).toBeCloseTo(place.latitude, 9)
    expect(back.longitude).toBeCloseTo(place.longitude, 9)
  }
  const [south, north] = places
  expect(view.y(north ?? { latitude: 0, longitude: 0 })).toBeLessThan(
    view.y(south ?? { latitude: 0, longitude: 0 }),
  )
})

test('projectionOf is true to scale: a tenth of a degree north is 6.91 miles', () => {
  const [south, north] = places
  if (!south || !north) throw new Error('two places')
  expect((view.y(south) - view.y(north)) / view.unitsPerMile).toBeCloseTo(6.91, 2)
})

test('projectionOf shows the surroundings of a single place, and scaleMiles fits', () => {
  const alone = projectionOf([{ latitude: 47.6, longitude: -122.3 }], {
    width: 600,
    height: 400,
    leastMiles: 1,
  })
  expect(alone.unitsPerMile).toBe(400)
  expect(scaleMiles(alone)).toBe(0.5)
})
