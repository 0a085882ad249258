'use client'

import { type RefObject, useActionState, useEffect, useEffectEvent, useRef, useState } from 'react'
import type { ActionFailed, ActionState } from '@/lib/core/action-state'
import { toast } from '../overlays/toast'
import type { FormAction } from './form-action'

type Options = {
  /** A toast reports success, because the form may be gone by then. */
  toasts?: boolean
  /** Fields return to what the page gave them once the action succeeded; after a refusal they never do. */
  resets?: boolean
  /** Runs after success, before the form shows the answer. */
  onDone?: (result: ActionState) => void
}

export type FormControl = {
  ref: RefObject<HTMLFormElement | null>
  submit: (form: FormData) => void
  /** The action's last answer; null before the first. */
  state: ActionState
  failure: ActionFailed | null
  errors: Record<string, string>
  pending: boolean
  /** The last refusal is about something that no field shows, so its message has to be shown. */
  unplaced: boolean
}

/**
 * The state of a form with a server action. Drawn by `Form`, it keeps what was entered when the action refuses it, puts
 * each error at its field and the focus on the first of them, and keeps a second click from sending it twice.
 */
export function useForm(
  action: FormAction,
  { toasts = false, resets = false, onDone }: Options = {},
): FormControl {
  const ref = useRef<HTMLFormElement>(null)
  const [unplaced, setUnplaced] = useState(false)
  const run: FormAction = async (before, form) => {
    const result = await action(before, form)
    if (result?.ok) {
      if (toasts && result.message) toast.success(result.message)
      onDone?.(result)
    }
    return result
  }
  // An action alone also works before the page has come alive.
  const [state, submit, pending] = useActionState(toasts || onDone ? run : action, null)
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
    // Fetched when it is needed, since most forms are never refused. Without it the message is shown in any case.
    const focus = await import('./focus-first-invalid').catch(() => null)
    setUnplaced(!focus?.focusFirstInvalid(form, fieldErrors))
  })
  useEffect(() => {
    void settle(state)
  }, [state])

  return { ref, submit, state, failure, errors: failure?.fieldErrors ?? {}, pending, unplaced }
}
