'use client'

import { MessageCircleQuestion } from 'lucide-react'
import { useActionState } from 'react'
import { SubmitButton } from '@/components/ui/buttons/submit-button'
import { ActionMessage } from '@/components/ui/forms/action-message'
import type { FormAction } from '@/components/ui/forms/form-action'

type AskProps = { action: FormAction }

/** For members, who cannot buy: tells owners and admins with one click (R31). */
export function AskAdmin({ action }: AskProps) {
  const [state, submit] = useActionState(action, null)
  return (
    <form action={submit} className="grid gap-3">
      <SubmitButton className="justify-self-start">
        <MessageCircleQuestion aria-hidden="true" />
        Ask an admin for credits
      </SubmitButton>
      <ActionMessage state={state} />
    </form>
  )
}
