import { type FormValues, isSame, readValues, writeValues } from './form-values'

/**
 * What was typed, across a reload that a new version of the app requires. Code is not loaded on demand here: an open page of
 * the previous version can no longer load any.
 */
type Kept = { path: string; at: number; forms: KeptForm[] }
/** `alone`: no other form on the page had the same fields. */
type KeptForm = { id: string; alone: boolean; values: FormValues }

const KEY = 'entries-before-reload'
const MAX_AGE_MS = 10 * 60_000
/** A restored choice can reveal more fields, which are filled in the next round. */
const MAX_ROUNDS = 5
const ROUND_MS = 50

/** The values of each form when it was rendered. */
const initial = new WeakMap<HTMLFormElement, FormValues>()
const restoring = new WeakMap<HTMLFormElement, Promise<void>>()

/** Registers a form when it is rendered, and restores what was typed in it before a reload. */
export function trackEntries(form: HTMLFormElement): void {
  if (initial.has(form)) return
  initial.set(form, readValues(form))
  const kept = takeKept(form)
  if (kept) restoring.set(form, restore(form, kept.values))
}

/** The values of a form before anything was restored in it. Waits until that is done. */
export async function valuesBeforeRestoring(form: HTMLFormElement): Promise<FormValues> {
  const restored = restoring.get(form)
  if (!restored) return readValues(form)
  await restored
  return initial.get(form) ?? readValues(form)
}

/** Whether something was typed in any form on this page. */
export const hasEntries = (): boolean => [...document.forms].some(isChanged)

let reloading = false
/** True once this page is being reloaded and its entries are kept, so nothing has to ask. */
export const isReloading = (): boolean => reloading

/** Reloads the page without asking. What was typed is filled in again. */
export function reloadKeepingEntries(): void {
  const forms = [...document.forms]
    .filter(isChanged)
    .map((form) => ({ id: idOf(form), alone: isAlone(form), values: readValues(form) }))
  write({ path: window.location.pathname, at: Date.now(), forms })
  reloading = true
  window.location.reload()
}

const isChanged = (form: HTMLFormElement) => {
  const before = initial.get(form)
  return before !== undefined && !isSame(before, readValues(form))
}

/** What a form edits: the same form may be on a page once per row. */
const idOf = (form: HTMLFormElement) => {
  const field = form.elements.namedItem('id')
  return field instanceof HTMLInputElement ? field.value : ''
}

const namesOf = (form: HTMLFormElement) => Object.keys(readValues(form)).join()
const isAlone = (form: HTMLFormElement) =>
  [...document.forms].filter((other) => namesOf(other) === namesOf(form)).length === 1

/** The kept form that has the most fields in common: the new version may have other fields. Each is used once. */
function takeKept(form: HTMLFormElement): KeptForm | null {
  const kept = read()
  if (!kept) return null
  const names = Object.keys(readValues(form))
  // The id of something new is another one after each reload.
  const isSameForm = ({ id, alone }: KeptForm) => id === idOf(form) || (alone && isAlone(form))
  const shared = (one: KeptForm) =>
    isSameForm(one) ? names.filter((name) => name in one.values).length / names.length : 0
  const [best] = kept.forms.toSorted((a, b) => shared(b) - shared(a))
  if (!best || !(shared(best) >= 0.5)) return null
  write({ ...kept, forms: kept.forms.filter((one) => one !== best) })
  return best
}

async function restore(form: HTMLFormElement, values: FormValues): Promise<void> {
  for (let round = 0; round < MAX_ROUNDS; round += 1) {
    // After the effects of the page, which may set values too.
    await new Promise((resolve) => setTimeout(resolve, ROUND_MS))
    if (!writeValues(form, values) && round > 0) return
  }
}

function read(): Kept | null {
  try {
    const kept = JSON.parse(sessionStorage.getItem(KEY) ?? 'null') as Kept | null
    if (!kept || kept.path !== window.location.pathname || Date.now() - kept.at > MAX_AGE_MS) return null
    return kept
  } catch {
    return null
  }
}

/** Does nothing if storage is disabled or full. */
function write(kept: Kept): void {
  try {
    if (kept.forms.length > 0) sessionStorage.setItem(KEY, JSON.stringify(kept))
    else sessionStorage.removeItem(KEY)
  } catch {}
}
