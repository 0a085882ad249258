import type { ZodError } from 'zod'
import { isBusy, isRefusal } from './errors'
import { logUnknown } from './logging/log'

/** The result of a form's action; null before it runs. */
export type ActionState = ActionDone | ActionFailed | null

type ActionDone = { ok: true; message?: string; data?: unknown }

export type ActionFailed = {
  ok: false
  code: string
  /** For the user: what happened and what to do. */
  message: string
  details?: Record<string, string | number | boolean | null>
  fieldErrors?: Record<string, string>
  /** Identifies the failure in the log. */
  reference?: string
}

/** Shows a refusal's own message; for other errors only a reference, which starts with `name`, and never their text. */
export function failureOf(error: unknown, where: string, name?: string): ActionFailed {
  if (isRefusal(error)) {
    return { ok: false, code: error.code, message: error.publicMessage, details: error.details }
  }
  const reference = logUnknown(error, where, name)
  if (isBusy(error)) {
    const message = `Market Trak is very busy right now. Try again in a few seconds. Reference: ${reference}`
    return { ok: false, code: 'busy', message, reference }
  }
  const message = `Something went wrong. Try again. If it keeps happening, contact us with reference ${reference}.`
  return { ok: false, code: 'unknown', message, reference }
}

/** The first error of each field, to show at the field. */
export function inputFailure(error: ZodError): ActionFailed {
  const fieldErrors: Record<string, string> = {}
  for (const issue of error.issues) {
    const field = issue.path.map(String).join('.')
    if (!(field in fieldErrors)) fieldErrors[field] = issue.message
  }
  return { ok: false, code: 'input', message: 'Check the highlighted fields and try again.', fieldErrors }
}
