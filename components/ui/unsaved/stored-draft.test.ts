import { beforeEach, expect, test } from 'vitest'
import { pruneDrafts, readDraft, removeDraft, writeDraft } from './stored-draft'

const DAY = 86_400_000
let kept: Map<string, string>
let store: Parameters<typeof readDraft>[0]

beforeEach(() => {
  kept = new Map()
  store = {
    getItem: (key) => kept.get(key) ?? null,
    setItem: (key, value) => void kept.set(key, value),
    removeItem: (key) => void kept.delete(key),
    key: (at) => [...kept.keys()][at] ?? null,
    get length() {
      return kept.size
    },
  }
})

test('keeps a draft for a week per user and form', () => {
  const draft = { at: 0, values: { subject: ['An hour of work'] } }
  writeDraft(store, '1.2:template a', draft)
  expect(readDraft(store, '1.2:template a', 6 * DAY)).toEqual(draft)
  expect(readDraft(store, '1.3:template a', 6 * DAY)).toBeNull()
  expect(readDraft(store, '1.2:template b', 6 * DAY)).toBeNull()
  expect(readDraft(store, '1.2:template a', 8 * DAY)).toBeNull()
  removeDraft(store, '1.2:template a')
  expect(readDraft(store, '1.2:template a', 6 * DAY)).toBeNull()
})

test('removes old drafts and nothing else', () => {
  writeDraft(store, 'old', { at: 0, values: {} })
  writeDraft(store, 'new', { at: 5 * DAY, values: {} })
  kept.set('theme', 'dark')
  pruneDrafts(store, 8 * DAY)
  expect([...kept.keys()]).toEqual(['unsaved:new', 'theme'])
})

test('ignores drafts that are too long, damaged or refused by the browser', () => {
  writeDraft(store, 'long', { at: 0, values: { body: ['x'.repeat(300_000)] } })
  expect(readDraft(store, 'long', 0)).toBeNull()
  kept.set('unsaved:broken', '{')
  expect(readDraft(store, 'broken', 0)).toBeNull()
  const full = {
    ...store,
    setItem: () => {
      throw new Error('QuotaExceededError')
    },
  }
  expect(() => writeDraft(full, 'any', { at: 0, values: {} })).not.toThrow()
})
