'use client'

import { useActionState } from 'react'
import type { ActionFailed, ActionState } from '@/lib/core/action-state'
import { toast } from '../overlays/toast'
import type { FormAction } from './form-action'

/**
 * The action of a form. That it worked is told by a toast, since the form may be gone by then; what failed stays with
 * the form, which shows it.
 */
export function useToldAction(action: FormAction): [ActionFailed | null, (form: FormData) => void] {
  const [state, run] = useActionState<ActionState, FormData>(async (before, form) => {
    const result = await action(before, form)
    if (result?.ok && result.message) toast.success(result.message)
    return result
  }, null)
  return [state?.ok === false ? state : null, run]
}
