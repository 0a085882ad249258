'use client'

import { ActionMessage } from './action-message'
import { FormContext } from './form-context'
import { preserveOnSubmit } from './preserve-on-submit'
import type { FormControl } from './use-form'

type FormProps = {
  form: FormControl
  /** What goes with it unseen: ids, and what the person saw when they decided. */
  hidden?: Record<string, string | number> | undefined
  className?: string | undefined
  /** The action checks everything, and the browser nothing. */
  noValidate?: boolean
  children: React.ReactNode
}

/** A form of `useForm`. Its fields find their errors by name, and its buttons know when it is on its way. */
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
  /** A button beside what went wrong. */
  action?: React.ReactNode
  /** Success is reported elsewhere: by a toast, or by the page itself. */
  failureOnly?: boolean
}

/** What became of the form. Errors that stand at their fields are not repeated. */
export function FormMessage({ form, action, failureOnly = false }: MessageProps) {
  const { state, failure, pending, unplaced } = form
  if (pending || (failureOnly && !failure)) return null
  if (failure?.fieldErrors && !unplaced) return null
  return <ActionMessage state={state} action={action} />
}
