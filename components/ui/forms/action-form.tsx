'use client'

import type { Button } from '../buttons/button'
import { SubmitButton } from '../buttons/submit-button'
import { Form, FormMessage } from './form'
import type { FormAction } from './form-action'
import { useForm } from './use-form'

export type ActionFormProps = {
  action: FormAction
  /** Hidden fields: ids, and what the user saw when they decided. */
  hidden?: Record<string, string | number>
  submit: React.ReactNode
  /** Accessible name, to distinguish the same button in different rows. */
  submitLabel?: string | undefined
  variant?: React.ComponentProps<typeof Button>['variant']
  size?: React.ComponentProps<typeof Button>['size']
  /** The button is as wide as the form. */
  wide?: boolean
  className?: string
  children?: (errors: Record<string, string>) => React.ReactNode
}

/** A form for one action: its fields, button and errors. A toast reports success. */
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
