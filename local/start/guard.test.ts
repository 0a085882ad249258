import { existsSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, expect, test } from 'vitest'
import { holdAlone, TakenError } from './guard'

const folder = mkdtempSync(join(tmpdir(), 'market-trak-guard-'))
afterAll(() => rmSync(folder, { recursive: true }))

test('a lock is held by one, and free again when given back', () => {
  const file = join(folder, 'one')
  const giveBack = holdAlone(file)
  expect(() => holdAlone(file)).toThrow(TakenError)
  giveBack()
  expect(existsSync(file)).toBe(false)
  holdAlone(file)()
})

test('a lock left by a killed process does not block', () => {
  const file = join(folder, 'left')
  // The id is alive (it is ours), but the process of that birth is not.
  writeFileSync(file, JSON.stringify({ pid: process.pid, bornAt: '1' }))
  holdAlone(file)()
})

test('a lock that cannot be read does not block', () => {
  const file = join(folder, 'broken')
  writeFileSync(file, '{')
  holdAlone(file)()
})
