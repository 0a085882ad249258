import { expect, it } from 'vitest'
import { countries, isCountry } from './countries.ts'

it('countries lists each country exactly once', () => {
  expect(countries.length).toBeGreaterThan(240)
  expect(countries.length).toBeLessThan(255)
  expect(new Set(countries.map(({ name }) => name)).size).toBe(countries.length)
  for (const code of ['US', 'DE', 'GB', 'JP', 'ZA']) expect(isCountry(code)).toBe(true)
  for (const code of ['EU', 'DD', 'SU', 'XX', 'us', '']) expect(isCountry(code)).toBe(false)
})
