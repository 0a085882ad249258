import { expect, test } from 'vitest'
import { randomFrom } from './random'

const first = (seed: number, count: number) => {
  const next = randomFrom(seed)
  return Array.from({ length: count }, next)
}

test('randomFrom returns the numbers that models, pictures and demo data were made with', () => {
  expect(first(1, 3).map((number) => Math.round(number * 2 ** 32))).toEqual([
    2_693_262_067, 11_749_833, 2_265_367_787,
  ])
  expect(first(2 ** 31 + 7, 2)).toEqual(first(7 - 2 ** 31, 2))
})

test('randomFrom is even, from 0 up to 1, and differs by seed', () => {
  const numbers = first(42, 100_000)
  expect(Math.min(...numbers.slice(0, 50_000))).toBeGreaterThanOrEqual(0)
  expect(Math.max(...numbers.slice(0, 50_000))).toBeLessThan(1)
  const tenths = Array.from({ length: 10 }, () => 0)
  for (const number of numbers) tenths[Math.floor(number * 10)] = (tenths[Math.floor(number * 10)] ?? 0) + 1
  for (const count of tenths) expect(count).toBeGreaterThan(9_500)
  expect(first(1, 5)).not.toEqual(first(2, 5))
})
