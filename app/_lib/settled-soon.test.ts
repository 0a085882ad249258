import { afterEach, expect, test, vi } from 'vitest'
import { settledSoon } from './settled-soon'

afterEach(() => vi.useRealTimers())

test('waits for all reads, including those that fail', async () => {
  let done = false
  const later = new Promise<void>((resolve) => setTimeout(resolve, 5)).then(() => {
    done = true
  })
  await settledSoon(later, Promise.reject(new Error('no')))
  expect(done).toBe(true)
})

test('does not wait longer than its limit for a slow read', async () => {
  vi.useFakeTimers()
  let over = false
  const waiting = settledSoon(new Promise(() => {})).then(() => {
    over = true
  })
  await vi.advanceTimersByTimeAsync(399)
  expect(over).toBe(false)
  await vi.advanceTimersByTimeAsync(2)
  await waiting
  expect(vi.getTimerCount()).toBe(0)
})
