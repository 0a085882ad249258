import { expect, test } from 'vitest'
import { signedPrice } from '@/lib/sales/shared/measures'
import { comparableName, distanceLabel } from './labels'

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
