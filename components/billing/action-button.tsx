'use client'

import { useActionState } from 'react'
import { toast } from 'sonner'
import { ActionMessage } from '@/components/ui/action-message'
import type { Button } from '@/components/ui/button'
import { SubmitButton } from '@/components/ui/submit-button'
import type { FormAction } from './form-action'

type ActionButtonProps = {
  action: FormAction
  variant?: React.ComponentProps<typeof Button>['variant']
  size?: React.ComponentProps<typeof Button>['size']
  children: React.ReactNode
}

/** A button that does one thing. That it worked is said beside the page, since the button may be gone by then. */
export function ActionButton({ action, variant, size, children }: ActionButtonProps) {
  const [state, submit] = useActionState<Awaited<ReturnType<FormAction>>, FormData>(async (before, form) => {
    const result = await action(before, form)
    if (result?.ok && result.message) toast.success(result.message)
    return result
  }, null)
  return (
    <form action={submit} className="grid gap-3">
      <SubmitButton variant={variant} size={size}>
        {children}
      </SubmitButton>
      {state?.ok === false && <ActionMessage state={state} />}
    </form>
  )
}
