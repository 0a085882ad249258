'use client'

import { useActionState } from 'react'
import { ActionMessage } from '@/components/ui/action-message'
import type { FormAction } from '@/components/ui/form-action'
import { SubmitButton } from '@/components/ui/submit-button'

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
