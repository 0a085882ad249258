import type { ZodError } from 'zod'
import { isBusy, isRefusal } from './errors'
import { logUnknown } from './logging/log'

/** What a form shows after its action ran. `null`: it has not run yet. */
export type ActionState = ActionDone | ActionFailed | null

type ActionDone = { ok: true; message?: string; data?: unknown }

export type ActionFailed = {
  ok: false
  code: string
  /** For the person: what happened and what to do. */
  message: string
  details?: Record<string, string | number | boolean | null>
  fieldErrors?: Record<string, string>
  /** Finds the failure in the log. */
  reference?: string
}

/** A refusal speaks for itself; anything else shows a reference, which begins with `name`, and never its text. */
export function failureOf(error: unknown, where: string, name?: string): ActionFailed {
  if (isRefusal(error)) {
    return { ok: false, code: error.code, message: error.publicMessage, details: error.details }
  }
  const reference = logUnknown(error, where, name)
  if (isBusy(error)) {
    const message = `Too many people are using Market Trak right now. Try again in a few seconds. Reference ${reference}`
    return { ok: false, code: 'busy', message, reference }
  }
  return { ok: false, code: 'unknown', message: `Something went wrong. Reference ${reference}`, reference }
}

/** The first complaint about each field, for the field itself. */
export function inputFailure(error: ZodError): ActionFailed {
  const fieldErrors: Record<string, string> = {}
  for (const issue of error.issues) {
    const field = issue.path.map(String).join('.')
    if (!(field in fieldErrors)) fieldErrors[field] = issue.message
  }
  return { ok: false, code: 'input', message: 'Please check what you entered.', fieldErrors }
}
