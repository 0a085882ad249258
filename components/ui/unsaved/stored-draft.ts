import type { FormValues } from './form-values'

/** What was entered and not saved, kept in this browser. */
export type StoredDraft = { at: number; values: FormValues }

const PREFIX = 'unsaved:'
const KEPT_MS = 7 * 86_400_000
const LONGEST_CHARACTERS = 200_000

type Store = Pick<Storage, 'getItem' | 'setItem' | 'removeItem' | 'key' | 'length'>

/** Null when there is none, it is older than a week, or it cannot be read. */
export function readDraft(store: Store, key: string, now: number): StoredDraft | null {
  try {
    const draft = JSON.parse(store.getItem(PREFIX + key) ?? 'null') as StoredDraft | null
    if (draft === null || typeof draft.at !== 'number' || now - draft.at > KEPT_MS) return null
    return draft
  } catch {
    return null
  }
}

/** A browser that keeps nothing, or has no room left, keeps no draft. */
export function writeDraft(store: Store, key: string, draft: StoredDraft): void {
  try {
    const text = JSON.stringify(draft)
    if (text.length <= LONGEST_CHARACTERS) store.setItem(PREFIX + key, text)
  } catch {}
}

export function removeDraft(store: Store, key: string): void {
  try {
    store.removeItem(PREFIX + key)
  } catch {}
}

/** Forgets the drafts of all forms and people that are older than a week. */
export function pruneDrafts(store: Store, now: number): void {
  try {
    const keys = Array.from({ length: store.length }, (_, i) => store.key(i) ?? '')
    for (const key of keys.filter((name) => name.startsWith(PREFIX)))
      if (readDraft(store, key.slice(PREFIX.length), now) === null) store.removeItem(key)
  } catch {}
}
