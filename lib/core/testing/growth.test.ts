import { expect, test } from 'vitest'
import { repeated, tooMuchGrowth } from './growth'

/** Keeps a processor busy in proportion to a number. */
function work(units: number): number {
  let sum = 0
  for (let i = 0; i < units; i += 1) sum = (sum * 31 + i) % 1_000_003
  return sum
}

test('tooMuchGrowth finds work that grows faster than its input', async () => {
  expect(await tooMuchGrowth((text) => work(text.length * 20), repeated('a'))).toBeNull()
  expect(await tooMuchGrowth((text) => work(text.length ** 2 / 2), repeated('a'))).toMatch(
    /^\d+ characters take .+ ms, \d+ take .+ ms$/,
  )
})

test('tooMuchGrowth leaves out inputs that are longer than what is read', async () => {
  const lengths: number[] = []
  const slow = (text: string) => {
    lengths.push(text.length)
    work(text.length * 100)
  }
  expect(await tooMuchGrowth(slow, repeated('a'), 100_000)).toBeNull()
  expect(Math.max(...lengths)).toBe(100_000)
})
