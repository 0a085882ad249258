import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, afterEach, expect, test } from 'vitest'
import { removeLocalState } from '../database/reset'
import { isPreparedBy, notePreparedBy } from './prepared'

const dataDir = mkdtempSync(join(tmpdir(), 'prepared-'))
const emulators = { postgres: true, stripe: true, mail: true }
const local = { dataDir, emulators, seed: true }
afterEach(() => rmSync(join(dataDir, 'prepared.json'), { force: true }))
afterAll(() => rmSync(dataDir, { recursive: true, force: true }))

test('isPreparedBy is true only for the version that prepared the folder, with the same demo data', () => {
  expect(isPreparedBy('a', local)).toBe(false)
  notePreparedBy('a', local)
  expect(isPreparedBy('a', local)).toBe(true)
  expect(isPreparedBy('b', local)).toBe(false)
  expect(isPreparedBy('a', { ...local, seed: false })).toBe(false)
  expect(isPreparedBy(null, local)).toBe(false)
})

test('isPreparedBy is never true for your own database', () => {
  const own = { ...local, emulators: { ...emulators, postgres: false } }
  notePreparedBy('a', own)
  expect(isPreparedBy('a', own)).toBe(false)
  notePreparedBy('a', local)
  expect(isPreparedBy('a', own)).toBe(false)
})

test('isPreparedBy is false again after a reset', () => {
  notePreparedBy('a', local)
  removeLocalState(dataDir)
  expect(isPreparedBy('a', local)).toBe(false)
})
