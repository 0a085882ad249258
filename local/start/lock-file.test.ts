import { existsSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, expect, test } from 'vitest'
import { acquireLock, LockHeldError } from './lock-file'

const folder = mkdtempSync(join(tmpdir(), 'market-trak-lock-'))
afterAll(() => rmSync(folder, { recursive: true }))

test('a lock has one holder and can be acquired again after release', () => {
  const file = join(folder, 'one')
  const release = acquireLock(file)
  expect(() => acquireLock(file)).toThrow(LockHeldError)
  release()
  expect(existsSync(file)).toBe(false)
  acquireLock(file)()
})

test('a lock left by a killed process does not block', () => {
  const file = join(folder, 'left')
  // The id exists (it is ours), but with another start time.
  writeFileSync(file, JSON.stringify({ pid: process.pid, bornAt: '1' }))
  acquireLock(file)()
})

test('an unreadable lock does not block', () => {
  const file = join(folder, 'broken')
  writeFileSync(file, '{')
  acquireLock(file)()
})
