import { expect, test } from 'vitest'
import { signedPrice } from '@/lib/sales/shared/measures'
import { ageOfValuation, comparableName, distanceLabel, placeLabel } from './labels'

const here = { latitude: 47.6, longitude: -122.3 }

test('distanceLabel gives distance and direction', () => {
  expect(distanceLabel(0, here, here)).toBe('next door')
  expect(distanceLabel(1.609, here, { latitude: 47.61, longitude: -122.3 })).toBe('1.0 mi north')
  expect(distanceLabel(0.8, here, { latitude: 47.6, longitude: -122.31 })).toBe('0.5 mi west')
  expect(distanceLabel(0.1, here, { latitude: 47.599, longitude: -122.2985 })).toBe('0.06 mi southeast')
})

test('comparableName and signedPrice', () => {
  expect([0, 7].map(comparableName)).toEqual(['A', 'H'])
  expect([12_000, -3_500, 0].map((amount) => signedPrice(amount))).toEqual(['+$12,000', '−$3,500', '$0'])
})

test('placeLabel has the address where the data has one', () => {
  const one = { km: 0.8, latitude: 47.6, longitude: -122.31 }
  expect(placeLabel(one, here)).toBe('0.5 mi west')
  expect(placeLabel({ ...one, address: '12 Elm Street' }, here)).toBe('12 Elm Street, 0.5 mi west')
})

test('ageOfValuation is that of the newest comparable sale, or of the valuation date without any', () => {
  const now = new Date('2015-06-10T00:00:00Z')
  const valuation = { zipCode: '98103', valuedOn: '2015-05-01' }
  const comparables = ['2015-01-01', '2015-04-11', '2014-12-01'].map((soldOn) => ({ soldOn }))
  expect(ageOfValuation(valuation, { comparables: comparables as never }, now)).toMatchObject({
    name: 'King County',
    area: '98103',
    days: 'through Apr 11, 2015',
    age: '2 months old',
    isOld: false,
  })
  expect(ageOfValuation(valuation, { comparables: [] }, now).days).toBe('through May 1, 2015')
})
