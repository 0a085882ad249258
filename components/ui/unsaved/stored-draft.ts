import type { FormValues } from './form-values'

/** Unsaved form values stored in this browser. */
export type StoredDraft = { at: number; values: FormValues }

const PREFIX = 'unsaved:'
const MAX_AGE_MS = 7 * 86_400_000
const MAX_CHARACTERS = 200_000

type Store = Pick<Storage, 'getItem' | 'setItem' | 'removeItem' | 'key' | 'length'>

/** Null if there is no draft, it is older than a week, or it can't be parsed. */
export function readDraft(store: Store, key: string, now: number): StoredDraft | null {
  try {
    const draft = JSON.parse(store.getItem(PREFIX + key) ?? 'null') as StoredDraft | null
    if (draft === null || typeof draft.at !== 'number' || now - draft.at > MAX_AGE_MS) return null
    return draft
  } catch {
    return null
  }
}

/** Does nothing if storage is disabled or full. */
export function writeDraft(store: Store, key: string, draft: StoredDraft): void {
  try {
    const text = JSON.stringify(draft)
    if (text.length <= MAX_CHARACTERS) store.setItem(PREFIX + key, text)
  } catch {}
}

export function removeDraft(store: Store, key: string): void {
  try {
    store.removeItem(PREFIX + key)
  } catch {}
}

/** Removes drafts older than a week, of all forms and users. */
export function pruneDrafts(store: Store, now: number): void {
  try {
    const keys = Array.from({ length: store.length }, (_, i) => store.key(i) ?? '')
    for (const key of keys.filter((name) => name.startsWith(PREFIX)))
      if (readDraft(store, key.slice(PREFIX.length), now) === null) store.removeItem(key)
  } catch {}
}
