import type { ActionState } from '@/lib/core/action-state'
import { Alert } from '../alert'
import { ConfirmLink } from '../buttons/confirm-link'

/** What became of a form: what went wrong and what to do, or that it worked. */
export function ActionMessage({ state, action }: { state: ActionState; action?: React.ReactNode }) {
  if (!state?.message) return null
  if (!state.ok && state.code === 'confirm.needed') {
    return (
      <Alert tone="warn" action={<ConfirmLink />}>
        {state.message}
      </Alert>
    )
  }
  return (
    <Alert tone={state.ok ? 'good' : 'bad'} action={action}>
      {state.message}
    </Alert>
  )
}
