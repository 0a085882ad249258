'use client'

import { useEffect, useEffectEvent, useRef, useState } from 'react'
import type { ActionState } from '@/lib/core/action-state'
import { Alert } from '../alert'
import { Button } from '../buttons/button'
import { type FormValues, hasFile, isSame, readValues, writeValues } from './form-values'
import { guardLeaving } from './guard-leaving'
import { isReloading, valuesBeforeRestoring } from './kept-entries'
import { pruneDrafts, readDraft, removeDraft, type StoredDraft, writeDraft } from './stored-draft'

export type UnsavedChangesProps = {
  /** Identifies the form and what it edits, such as `template 4f…`; the user and workspace are added. */
  name: string
  /** State of the form's action; once it succeeds, the submitted values count as saved. */
  state: ActionState
  /** Value of the button that saves; without it, every submit button saves. */
  saveIntent?: string
}

const STORE_AFTER_MS = 400
/** A restored choice can reveal more fields, which are filled in the next round. */
const MAX_ROUNDS = 5

export default function FormGuard({ name, state, saveIntent }: UnsavedChangesProps) {
  const place = useRef<HTMLSpanElement>(null)
  const saved = useRef<FormValues>({})
  /** Values being submitted. */
  const sent = useRef<FormValues | null>(null)
  const [found, setFound] = useState<StoredDraft | null>(null)
  const formNow = () => place.current?.closest('form') ?? null
  const keyNow = () =>
    `${document.querySelector<HTMLElement>('[data-draft-scope]')?.dataset.draftScope}:${name}`

  const isUnsaved = useEffectEvent(() => {
    const form = formNow()
    if (!form || sent.current || isReloading()) return false
    return hasFile(form) || !isSame(readValues(form), saved.current)
  })
  const store = useEffectEvent(() => {
    const form = formNow()
    if (!form || sent.current) return
    const values = readValues(form)
    if (isSame(values, saved.current)) removeDraft(localStorage, keyNow())
    else writeDraft(localStorage, keyNow(), { at: Date.now(), values })
  })
  const onSubmit = useEffectEvent((event: SubmitEvent) => {
    const { submitter } = event
    const intent = submitter instanceof HTMLButtonElement ? submitter.value : ''
    if (saveIntent !== undefined && intent !== saveIntent) return
    sent.current = readValues(event.currentTarget as HTMLFormElement)
  })
  const start = useEffectEvent((form: HTMLFormElement) => {
    saved.current = readValues(form)
    void valuesBeforeRestoring(form).then((values) => {
      saved.current = values
      pruneDrafts(localStorage, Date.now())
      const draft = readDraft(localStorage, keyNow(), Date.now())
      if (draft && !isSame(draft.values, readValues(form))) setFound(draft)
    })
  })
  /** The form was submitted and the page left, so nothing is unsaved. */
  const end = useEffectEvent((key: string) => {
    if (sent.current) removeDraft(localStorage, key)
  })

  useEffect(() => {
    const form = place.current?.closest('form')
    if (!form) return
    start(form)
    const key = `${document.querySelector<HTMLElement>('[data-draft-scope]')?.dataset.draftScope}:${name}`
    let timer: ReturnType<typeof setTimeout> | undefined
    const later = () => {
      clearTimeout(timer)
      timer = setTimeout(() => store(), STORE_AFTER_MS)
    }
    const storeNow = () => store()
    const submitted = (event: SubmitEvent) => onSubmit(event)
    const stopGuarding = guardLeaving(() => isUnsaved())
    // Buttons can change the form too.
    for (const change of ['input', 'change', 'click']) form.addEventListener(change, later)
    form.addEventListener('submit', submitted, true)
    window.addEventListener('pagehide', storeNow)
    return () => {
      clearTimeout(timer)
      stopGuarding()
      for (const change of ['input', 'change', 'click']) form.removeEventListener(change, later)
      form.removeEventListener('submit', submitted, true)
      window.removeEventListener('pagehide', storeNow)
      end(key)
    }
  }, [name])

  const settle = useEffectEvent((result: ActionState) => {
    if (!sent.current || result === null) return
    if (result.ok) {
      saved.current = sent.current
      setFound(null)
      removeDraft(localStorage, keyNow())
    }
    sent.current = null
  })
  useEffect(() => settle(state), [state])

  const restore = async () => {
    const form = formNow()
    if (!form || !found) return
    for (let round = 0; round < MAX_ROUNDS; round += 1) {
      if (!writeValues(form, found.values)) break
      await new Promise((resolve) => setTimeout(resolve, 50))
    }
    setFound(null)
  }
  const discard = () => {
    removeDraft(localStorage, keyNow())
    setFound(null)
  }
  return (
    <>
      <span ref={place} hidden />
      {found && (
        <Alert
          title="You have unsaved changes"
          className="col-span-full"
          action={
            <div className="flex flex-wrap gap-2">
              <Button size="sm" variant="secondary" onClick={restore}>
                Restore changes
              </Button>
              <Button size="sm" variant="ghost" onClick={discard}>
                Discard
              </Button>
            </div>
          }
        >
          From {formatLocal(found.at)}, saved in this browser.
        </Alert>
      )}
    </>
  )
}

/** In the browser's time zone. */
const formatLocal = (at: number) =>
  new Intl.DateTimeFormat('en-US', { dateStyle: 'medium', timeStyle: 'short' }).format(at)
