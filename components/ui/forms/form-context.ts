import { createContext } from 'react'

/** The status of a form, for its fields, message and buttons. */
export type FormStatus = {
  /** The form is submitting; a second click does nothing. */
  pending: boolean
  /** Errors by field, from the action's last result. */
  errors: Record<string, string>
}

export const FormContext = createContext<FormStatus | null>(null)
