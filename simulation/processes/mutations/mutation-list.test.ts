import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { mutations } from './mutation-list'

const ROOT = join(import.meta.dirname, '..', '..', '..')

test.each(mutations)('the source still has one place to break so that $name', ({ file, from, to }) => {
  expect(readFileSync(join(ROOT, file), 'utf8').split(from)).toHaveLength(2)
  expect(to).not.toBe(from)
})
