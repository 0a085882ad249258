import { expect, test } from 'vitest'
import { Area, AreaText, areaNameOf } from './area'
import { circleAround, crossesItself } from './shared/geometry'

const at = (latitude: number, longitude: number) => ({ latitude, longitude })
const square = [at(47.6, -122.4), at(47.6, -122.3), at(47.7, -122.3), at(47.7, -122.4)]

test('a line that crosses itself is no area', () => {
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

test('a name cannot pass for a number', () => {
  const named = (name: string) =>
    Area.safeParse({ kind: 'radius', name, center: square[0], miles: 1 }).success
  expect(named('Green Lake')).toBe(true)
  expect(['25', '5 miles', '$4', 'ab'].filter(named)).toEqual([])
})

test('an area out of an address', () => {
  expect(AreaText.parse('{"kind":"zip","zipCode":"98103"}')).toEqual({ kind: 'zip', zipCode: '98103' })
  expect(AreaText.safeParse('98103 or so').success).toBe(false)
  expect(areaNameOf({ kind: 'zip', zipCode: '98103' })).toBe('98103')
})

test('the outline of a circle lies its miles away from the middle', () => {
  const outline = circleAround(at(47.68, -122.33), 2)
  for (const { latitude, longitude } of outline) {
    const north = (latitude - 47.68) * 69.1
    const east = (longitude + 122.33) * 69.1 * Math.cos((47.68 * Math.PI) / 180)
    expect(Math.hypot(north, east)).toBeCloseTo(2, 6)
  }
})
