import { expect, it } from 'vitest'
import { randomId } from './random-id'

it('gives ids of the length, each new, also after more than are fetched at once', () => {
  const ids = Array.from({ length: 2_000 }, () => randomId(8, 'hex'))
  for (const id of ids) expect(id).toMatch(/^[0-9a-f]{16}$/)
  expect(new Set(ids).size).toBe(2_000)
  expect(Buffer.from(randomId(16, 'base64'), 'base64')).toHaveLength(16)
})

it('gives longer ones than are fetched at once', () => {
  expect(randomId(5_000, 'hex')).toHaveLength(10_000)
  expect(randomId(8, 'hex')).toHaveLength(16)
})

it('uses no byte twice: halves of ids don’t repeat', () => {
  const halves = Array.from({ length: 1_000 }, () => randomId(16, 'hex')).flatMap((id) => [
    id.slice(0, 16),
    id.slice(16),
  ])
  expect(new Set(halves).size).toBe(2_000)
})
