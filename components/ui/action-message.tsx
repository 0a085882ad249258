import type { ActionState } from '@/lib/core/action-state'
import { Alert } from './alert'

/** What became of a form: what went wrong and what to do, or that it worked. */
export function ActionMessage({ state, action }: { state: ActionState; action?: React.ReactNode }) {
  if (!state?.message) return null
  return (
    <Alert tone={state.ok ? 'good' : 'bad'} action={action}>
      {state.message}
    </Alert>
  )
}
