'use client'

import { useActionState } from 'react'
import { ActionMessage } from '@/components/ui/action-message'
import type { Button } from '@/components/ui/button'
import { SubmitButton } from '@/components/ui/submit-button'
import { toast } from '@/components/ui/toast'
import type { FormAction } from './form-action'

type ActionButtonProps = {
  action: FormAction
  variant?: React.ComponentProps<typeof Button>['variant']
  size?: React.ComponentProps<typeof Button>['size']
  /** What goes with it unseen: the id of what it is about. */
  hidden?: Record<string, string | number>
  /** Tells apart what reads the same in every row. */
  label?: string
  children: React.ReactNode
}

/** A button that does one thing. That it worked is said beside the page, since the button may be gone by then. */
export function ActionButton(props: ActionButtonProps) {
  const { action, variant, size, hidden = {}, label, children } = props
  const [state, submit] = useActionState<Awaited<ReturnType<FormAction>>, FormData>(async (before, form) => {
    const result = await action(before, form)
    if (result?.ok && result.message) toast.success(result.message)
    return result
  }, null)
  return (
    <form action={submit} className="grid gap-3">
      {Object.entries(hidden).map(([name, value]) => (
        <input key={name} type="hidden" name={name} value={value} />
      ))}
      <SubmitButton variant={variant} size={size} aria-label={label}>
        {children}
      </SubmitButton>
      {state?.ok === false && <ActionMessage state={state} />}
    </form>
  )
}
