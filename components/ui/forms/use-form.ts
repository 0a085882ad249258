'use client'

import { type RefObject, useActionState, useEffect, useEffectEvent, useRef, useState } from 'react'
import type { ActionFailed, ActionState } from '@/lib/core/action-state'
import { toast } from '../overlays/toast'
import { trackEntries } from '../unsaved/kept-entries'
import type { FormAction } from './form-action'
import { reportNewVersion } from './new-version'

type Options = {
  /** A toast reports success, because the form may be gone by then. */
  toasts?: boolean
  /** Resets the fields after success; after an error they keep their values. */
  resets?: boolean
  /** Runs after success, before the form shows the result. */
  onDone?: (result: ActionState) => void
}

export type FormControl = {
  ref: RefObject<HTMLFormElement | null>
  submit: (form: FormData) => void
  /** The action's last result; null before the first. */
  state: ActionState
  failure: ActionFailed | null
  errors: Record<string, string>
  pending: boolean
  /** Some error isn't shown at a field, so the form's message must be shown. */
  unplaced: boolean
}

/**
 * The state of a form with a server action. Rendered by `Form`, it keeps values after an error, shows each error at its
 * field, focuses the first one, and prevents double submission.
 */
export function useForm(
  action: FormAction,
  { toasts = false, resets = false, onDone }: Options = {},
): FormControl {
  const ref = useRef<HTMLFormElement>(null)
  const [unplaced, setUnplaced] = useState(false)
  const run: FormAction = async (before, form) => {
    const result = await reportNewVersion(action)(before, form)
    if (result?.ok) {
      if (toasts && result.message) toast.success(result.message)
      onDone?.(result)
    }
    return result
  }
  // The server renders a bare action, so that the form also works before hydration.
  const isBare = typeof window === 'undefined' && !toasts && !onDone
  const [state, submit, pending] = useActionState(isBare ? action : run, null)
  const failure = state?.ok === false ? state : null

  const settle = useEffectEvent(async (result: ActionState) => {
    const form = ref.current
    if (!form || !result) return
    if (result.ok) {
      if (resets) form.reset()
      return
    }
    const { fieldErrors } = result
    if (!fieldErrors) return
    // Loaded on demand, since most submissions succeed. If loading fails, the form's message is shown.
    const focus = await import('./focus-first-invalid').catch(() => null)
    setUnplaced(!focus?.focusFirstInvalid(form, fieldErrors))
  })
  useEffect(() => {
    if (ref.current) trackEntries(ref.current)
  }, [])
  useEffect(() => {
    void settle(state)
  }, [state])

  return { ref, submit, state, failure, errors: failure?.fieldErrors ?? {}, pending, unplaced }
}
