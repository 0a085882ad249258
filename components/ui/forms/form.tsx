'use client'

import { ActionMessage } from './action-message'
import { FormContext } from './form-context'
import { preserveOnSubmit } from './preserve-on-submit'
import type { FormControl } from './use-form'

type FormProps = {
  form: FormControl
  /** Hidden fields: ids, and what the user saw when they decided. */
  hidden?: Record<string, string | number> | undefined
  className?: string | undefined
  /** Skips browser validation; the action validates everything. */
  noValidate?: boolean
  children: React.ReactNode
}

/** Renders a form of `useForm`. Fields find their errors by name, and buttons know when it is submitting. */
export function Form({ form, hidden = {}, className, noValidate, children }: FormProps) {
  const { ref, submit, pending, errors } = form
  return (
    <FormContext value={{ pending, errors }}>
      <form
        ref={ref}
        action={submit}
        onSubmit={preserveOnSubmit(submit)}
        className={className}
        noValidate={noValidate}
      >
        {Object.entries(hidden).map(([name, value]) => (
          <input key={name} type="hidden" name={name} value={value} />
        ))}
        {children}
      </form>
    </FormContext>
  )
}

type MessageProps = {
  form: FormControl
  /** A button next to the error. */
  action?: React.ReactNode
  /** Success is reported elsewhere: by a toast, or by the page itself. */
  failureOnly?: boolean
}

/** The result of the form. Errors shown at fields are not repeated. */
export function FormMessage({ form, action, failureOnly = false }: MessageProps) {
  const { state, failure, pending, unplaced } = form
  if (pending || (failureOnly && !failure)) return null
  if (failure?.fieldErrors && !unplaced) return null
  return <ActionMessage state={state} action={action} />
}
