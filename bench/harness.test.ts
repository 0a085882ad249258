import { expect, test } from 'vitest'
import { drive, interleave, median, quantile, ratio } from './harness.ts'

test('median averages the middle two of an even number of values', () => {
  expect(median([4, 1, 3, 2])).toBe(2.5)
  expect(quantile([1, 2, 3, 4, 5], 1)).toBe(5)
})

test('ratio compares within each round, so that a slow round cancels out', () => {
  expect(ratio([100, 10, 100], [10, 1, 10])).toBe(10)
})

test('interleave alternates the candidates after one unmeasured turn each', async () => {
  const turns: string[] = []
  const turn = (name: string) => async () => turns.push(name)
  const results = await interleave(2, { a: turn('a'), b: turn('b') })
  expect(turns.join('')).toBe('ababba')
  expect(results.a).toHaveLength(2)
})

test('drive repeats each caller as soon as it gets an answer', async () => {
  let calls = 0
  const load = await drive({ callers: 3, forMs: 500 }, async () => {
    calls += 1
    await new Promise((resolve) => setTimeout(resolve, 1))
  })
  expect(load.count).toBe(calls)
  expect(calls).toBeGreaterThanOrEqual(6)
})
