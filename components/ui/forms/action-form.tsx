'use client'

import type { Button } from '../buttons/button'
import { SubmitButton } from '../buttons/submit-button'
import { Form, FormMessage } from './form'
import type { FormAction } from './form-action'
import { useForm } from './use-form'

export type ActionFormProps = {
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

/** A form that does one thing: its fields, its button, and what went wrong. A toast reports success. */
export function ActionForm(props: ActionFormProps) {
  const { action, hidden, submit, submitLabel, variant, size, wide, className, children } = props
  const form = useForm(action, { toasts: true, resets: true })
  return (
    <Form form={form} hidden={hidden} className={className ?? 'grid gap-4'}>
      {children?.(form.errors)}
      <FormMessage form={form} failureOnly />
      <SubmitButton
        variant={variant}
        size={size}
        aria-label={submitLabel}
        className={wide ? undefined : 'justify-self-start'}
      >
        {submit}
      </SubmitButton>
    </Form>
  )
}
