'use client'

import { useActionState } from 'react'
import { SubmitButton } from '@/components/ui/buttons/submit-button'
import { ActionMessage } from '@/components/ui/forms/action-message'
import type { FormAction } from '@/components/ui/forms/form-action'

type Props = {
  id: string
  action: FormAction
  givenBackFor: string | null
}

/** For a result that is broken: it is looked at first, and if it is, its credits come back. */
export function BrokenForm({ id, action, givenBackFor }: Props) {
  const [state, submit] = useActionState(action, null)
  if (givenBackFor) return <p className="text-sm text-muted">{givenBackFor} Its credits were refunded.</p>
  return (
    <form action={submit} className="grid gap-3">
      <input type="hidden" name="id" value={id} />
      <SubmitButton variant="ghost" className="justify-self-start">
        This did not work
      </SubmitButton>
      <ActionMessage state={state} />
    </form>
  )
}
