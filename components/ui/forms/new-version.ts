import { unstable_isUnrecognizedActionError as isUnrecognizedAction } from 'next/navigation'
import type { ActionFailed } from '@/lib/core/action-state'
import type { FormAction } from './form-action'

export const NEW_VERSION = 'version.new'

/** What a form shows if the server runs another version of the app, which doesn't have the form's action. */
export const newVersionFailure: ActionFailed = {
  ok: false,
  code: NEW_VERSION,
  message: 'A new version is available. Reload to continue; what you typed is kept.',
}

/** The same action. If the server no longer has it, the form says so instead of the page failing. */
export function reportNewVersion(action: FormAction): FormAction {
  return async (before, form) => {
    try {
      return await action(before, form)
    } catch (error) {
      if (isUnrecognizedAction(error)) return newVersionFailure
      throw error
    }
  }
}
