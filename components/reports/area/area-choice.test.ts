import { expect, test } from 'vitest'
import { areaOf, nothingChosen } from './area-choice'

const corner = (id: string, latitude: string, longitude: string) => ({ id, latitude, longitude })

test('areaOf says what is missing from an incomplete choice', () => {
  expect(areaOf(nothingChosen)).toEqual({ missing: 'Choose an area first.' })
  expect(areaOf({ ...nothingChosen, zipCode: '98103' })).toEqual({ area: { kind: 'zip', zipCode: '98103' } })

  const circle = {
    ...nothingChosen,
    kind: 'radius' as const,
    zipCode: '98103',
    latitude: '47.68',
    longitude: '',
  }
  expect(areaOf(circle)).toEqual({ missing: 'Enter an area name that starts with a letter.' })
  expect(areaOf({ ...circle, name: 'Green Lake' })).toEqual({ missing: 'Set the center of the circle.' })
  const whole = { ...circle, name: 'Green Lake', longitude: '-122.33' }
  expect(areaOf({ ...whole, miles: '40' })).toEqual({ missing: 'Enter a radius from 0.1 to 15 miles.' })
  expect(areaOf(whole)).toEqual({
    area: { kind: 'radius', name: 'Green Lake', center: { latitude: 47.68, longitude: -122.33 }, miles: 1 },
  })
})

test('areaOf requires three corners and an outline that does not cross itself', () => {
  const square = [
    corner('a', '47.6', '-122.4'),
    corner('b', '47.6', '-122.3'),
    corner('c', '47.7', '-122.3'),
    corner('d', '47.7', '-122.4'),
  ] as const
  const [a, b, c, d] = square
  const drawn = { ...nothingChosen, kind: 'polygon' as const, zipCode: '98103', name: 'West side' }
  expect(areaOf({ ...drawn, corners: [a, b] })).toEqual({ missing: 'Add at least three corners.' })
  expect(areaOf({ ...drawn, corners: [a, c, b, d] })).toEqual({
    missing: 'The outline crosses itself. Move or remove a corner.',
  })
  expect(areaOf({ ...drawn, corners: [...square] })).toMatchObject({ area: { kind: 'polygon' } })
  expect(areaOf({ ...drawn, corners: [a, b, c, corner('e', '', '-122.4')] })).toEqual({
    missing: 'Enter coordinates for every corner.',
  })
})
