import { afterEach, expect, test, vi } from 'vitest'
import { KeptAnswers } from './kept-answers'

afterEach(() => vi.useRealTimers())

const counting = (answers = new KeptAnswers<number>({ forMs: 1_000 })) => {
  let asked = 0
  return { read: (...key: unknown[]) => answers.read(key, async () => (asked += 1)) }
}

test('asks once per key while an answer is kept, and callers at the same time share the request', async () => {
  const { read } = counting()
  expect(await Promise.all([read('a'), read('a'), read('b')])).toEqual([1, 1, 2])
  expect(await read('a')).toBe(1)
})

test('asks again when the time is over, or for a key that differs in any part', async () => {
  vi.useFakeTimers()
  const { read } = counting()
  const key = { plan: 'growth', seq: 4 }
  expect(await read(7, key)).toBe(1)
  expect(await read(7, { ...key, seq: 5 })).toBe(2)
  vi.advanceTimersByTime(999)
  expect(await read(7, key)).toBe(1)
  vi.advanceTimersByTime(2)
  expect(await read(7, key)).toBe(3)
})

test('keeps neither failures nor answers that should be asked for again', async () => {
  const answers = new KeptAnswers<number | null>({ forMs: 1_000, isKept: (answer) => answer !== null })
  await expect(answers.read(['a'], () => Promise.reject(new Error('down')))).rejects.toThrow('down')
  expect(await answers.read(['a'], async () => null)).toBeNull()
  expect(await answers.read(['a'], async () => 5)).toBe(5)
  expect(await answers.read(['a'], async () => 6)).toBe(5)
})

test('keeps a limited number, the newest', async () => {
  const { read } = counting()
  for (let key = 1; key <= 1_001; key += 1) await read(key)
  expect(await read(2)).toBe(2)
  expect(await read(1)).toBe(1_002)
})
