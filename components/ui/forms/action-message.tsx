import type { ActionState } from '@/lib/core/action-state'
import { Alert } from '../alert'
import { ConfirmLink } from '../buttons/confirm-link'
import { ReloadButton } from '../unsaved/reload-button'
import { NEW_VERSION } from './new-version'

/** The result of a form: an error with what to do, or a success message. */
export function ActionMessage({ state, action }: { state: ActionState; action?: React.ReactNode }) {
  if (!state?.message) return null
  if (!state.ok && state.code === 'confirm.needed') {
    return (
      <Alert tone="warn" action={<ConfirmLink />}>
        {state.message}
      </Alert>
    )
  }
  if (!state.ok && state.code === NEW_VERSION) {
    return (
      <Alert tone="warn" action={<ReloadButton />}>
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
