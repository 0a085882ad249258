'use client'

import type { Button } from '../buttons/button'
import { SubmitButton } from '../buttons/submit-button'
import { ActionMessage } from './action-message'
import type { FormAction } from './form-action'
import { useToldAction } from './use-action-with-toast'

export type VerbFormProps = {
  action: FormAction
  /** What goes with it unseen: ids, and what the person saw when they decided. */
  hidden?: Record<string, string | number>
  submit: React.ReactNode
  /** Tells apart what reads the same in every row. */
  submitLabel?: string | undefined
  variant?: React.ComponentProps<typeof Button>['variant']
  size?: React.ComponentProps<typeof Button>['size']
  /** The button is as wide as the form. */
  wide?: boolean
  className?: string
  children?: (errors: Record<string, string>) => React.ReactNode
}

/** A form that does one thing: its fields, its button, and what went wrong. A toast tells that it worked. */
export function VerbForm(props: VerbFormProps) {
  const { action, hidden = {}, submit, submitLabel, variant, size, wide, className, children } = props
  const [failure, run] = useToldAction(action)
  return (
    <form action={run} className={className ?? 'grid gap-4'}>
      {Object.entries(hidden).map(([name, value]) => (
        <input key={name} type="hidden" name={name} value={value} />
      ))}
      {children?.(failure?.fieldErrors ?? {})}
      <ActionMessage state={failure} />
      <SubmitButton
        variant={variant}
        size={size}
        aria-label={submitLabel}
        className={wide ? undefined : 'justify-self-start'}
      >
        {submit}
      </SubmitButton>
    </form>
  )
}
