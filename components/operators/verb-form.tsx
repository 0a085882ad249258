'use client'

import { useActionState } from 'react'
import { ActionMessage } from '@/components/ui/action-message'
import { SubmitButton } from '@/components/ui/submit-button'
import type { ActionState } from '@/lib/core/action-state'

export type OperatorForm = (before: ActionState, form: FormData) => Promise<ActionState>

type VerbFormProps = {
  action: OperatorForm
  /** What goes with it unseen: ids, and what the operator saw when they decided. */
  hidden?: Record<string, string | number>
  submit: string
  /** Tells apart what reads the same in every row. */
  submitLabel?: string
  variant?: 'primary' | 'secondary' | 'ghost' | 'danger'
  size?: 'sm' | 'md'
  className?: string
  children?: (errors: Record<string, string>) => React.ReactNode
}

/** A form of the console: its fields, its button, and what became of it. */
export function VerbForm(props: VerbFormProps) {
  const { action, hidden = {}, submit, submitLabel, variant, size, className, children } = props
  const [state, run] = useActionState(action, null)
  const errors = state?.ok === false ? (state.fieldErrors ?? {}) : {}
  return (
    <form action={run} className={className ?? 'grid gap-4'}>
      {Object.entries(hidden).map(([name, value]) => (
        <input key={name} type="hidden" name={name} value={value} />
      ))}
      {children?.(errors)}
      <ActionMessage state={state} />
      <SubmitButton variant={variant} size={size} aria-label={submitLabel} className="justify-self-start">
        {submit}
      </SubmitButton>
    </form>
  )
}
