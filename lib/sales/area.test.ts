import { expect, test } from 'vitest'
import { Area, AreaText, areaNameOf } from './area'
import { circleAround, crossesItself } from './shared/geometry'

const at = (latitude: number, longitude: number) => ({ latitude, longitude })
const square = [at(47.6, -122.4), at(47.6, -122.3), at(47.7, -122.3), at(47.7, -122.4)]

test('a polygon that crosses itself is invalid', () => {
  expect(crossesItself(square)).toBe(false)
  const [a, b, c, d] = square as [
    (typeof square)[0],
    (typeof square)[0],
    (typeof square)[0],
    (typeof square)[0],
  ]
  expect(crossesItself([a, c, b, d])).toBe(true)
  expect(Area.safeParse({ kind: 'polygon', name: 'Green Lake', corners: [a, c, b, d] }).success).toBe(false)
  expect(Area.safeParse({ kind: 'polygon', name: 'Green Lake', corners: square }).success).toBe(true)
})

test('an area name starts with a letter', () => {
  const named = (name: string) =>
    Area.safeParse({ kind: 'radius', name, center: square[0], miles: 1 }).success
  expect(named('Green Lake')).toBe(true)
  expect(['25', '5 miles', '$4', 'ab'].filter(named)).toEqual([])
})

test('AreaText parses an area from a URL', () => {
  expect(AreaText.parse('{"kind":"zip","zipCode":"98103"}')).toEqual({ kind: 'zip', zipCode: '98103' })
  expect(AreaText.safeParse('98103 or so').success).toBe(false)
  expect(areaNameOf({ kind: 'zip', zipCode: '98103' })).toBe('98103')
})

test('circleAround is at the radius from the center', () => {
  const outline = circleAround(at(47.68, -122.33), 2)
  for (const { latitude, longitude } of outline) {
    const north = (latitude - 47.68) * 69.1
    const east = (longitude + 122.33) * 69.1 * Math.cos((47.68 * Math.PI) / 180)
    expect(Math.hypot(north, east)).toBeCloseTo(2, 6)
  }
})
