'use client'

import { createContext, use, useId } from 'react'
import { cn } from '../cn'
import { FormContext } from './form-context'

const control =
  'w-full rounded-control border border-control bg-surface px-3 text-base text-ink shadow-xs transition-colors placeholder:text-muted focus-visible:border-focus data-invalid:border-bad sm:text-sm'

type FieldProps = {
  label: string
  /** Help text, shown before any error. */
  hint?: React.ReactNode
  /** Name of the control. Errors of the form's action for this name are shown here (`Form`). */
  name?: string
  /** Error message, if it doesn't come from the form's action. */
  error?: string | undefined
  className?: string
  children: React.ReactNode
}

type Control = { id: string; name: string | undefined; describedBy: string | undefined; invalid: boolean }

const FieldContext = createContext<Control | null>(null)

/** A label, its control, hint and error, linked for screen readers. */
export function Field({ label, hint, name, error: ownError, className, children }: FieldProps) {
  const id = useId()
  const form = use(FormContext)
  const error = ownError ?? (name ? form?.errors[name] : undefined)
  const hintId = hint ? `${id}-hint` : undefined
  const errorId = error ? `${id}-error` : undefined
  const describedBy = [hintId, errorId].filter(Boolean).join(' ') || undefined
  return (
    <div className={cn('grid gap-1.5', className)}>
      <label htmlFor={id} className="text-sm font-medium">
        {label}
      </label>
      <FieldContext value={{ id, name, describedBy, invalid: Boolean(error) }}>{children}</FieldContext>
      {hint && (
        <p id={hintId} className="text-sm text-muted">
          {hint}
        </p>
      )}
      {error && (
        <p id={errorId} className="text-sm text-bad-ink">
          {error}
        </p>
      )}
    </div>
  )
}

/** Props that connect a control to its field. */
export function useFieldControl() {
  const field = use(FieldContext)
  if (!field) return {}
  const { id, name, describedBy, invalid } = field
  return {
    id,
    ...(name && { name }),
    'aria-describedby': describedBy,
    'aria-invalid': invalid || undefined,
    'data-invalid': invalid ? '' : undefined,
  }
}

export function Input({ className, ...rest }: React.ComponentProps<'input'>) {
  return <input {...useFieldControl()} {...rest} className={cn(control, 'h-10', className)} />
}

/** Multi-line text. */
export function TextArea({ className, ...rest }: React.ComponentProps<'textarea'>) {
  return (
    <textarea {...useFieldControl()} {...rest} className={cn(control, 'py-2 leading-relaxed', className)} />
  )
}
