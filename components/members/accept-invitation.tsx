'use client'

import { useActionState } from 'react'
import { SubmitButton } from '@/components/ui/buttons/submit-button'
import { ActionMessage } from '@/components/ui/forms/action-message'
import type { FormAction } from '@/components/ui/forms/form-action'

type AcceptProps = { action: FormAction; token: string; workspaceName: string }

export function AcceptInvitation({ action, token, workspaceName }: AcceptProps) {
  const [state, submit] = useActionState(action, null)
  return (
    <form action={submit} className="grid gap-4">
      <input type="hidden" name="token" value={token} />
      <ActionMessage state={state} />
      <SubmitButton size="lg" className="h-auto min-h-11 py-2 whitespace-normal">
        Join {workspaceName}
      </SubmitButton>
    </form>
  )
}
