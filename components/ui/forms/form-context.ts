import { createContext } from 'react'

/** What the parts of a form need to know of it: its fields, its message and its buttons read it from here. */
export type FormStatus = {
  /** It is on its way; a second click sends nothing. */
  pending: boolean
  /** What is wrong with which field, from the action's last answer. */
  errors: Record<string, string>
}

export const FormContext = createContext<FormStatus | null>(null)
