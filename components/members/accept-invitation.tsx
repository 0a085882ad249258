'use client'

import { SubmitButton } from '@/components/ui/buttons/submit-button'
import { Form, FormMessage } from '@/components/ui/forms/form'
import type { FormAction } from '@/components/ui/forms/form-action'
import { useForm } from '@/components/ui/forms/use-form'

type AcceptProps = { action: FormAction; token: string; workspaceName: string }

export function AcceptInvitation({ action, token, workspaceName }: AcceptProps) {
  const form = useForm(action)
  return (
    <Form form={form} className="grid gap-4" hidden={{ token }}>
      <FormMessage form={form} />
      <SubmitButton size="lg" className="h-auto min-h-11 py-2 whitespace-normal">
        Join {workspaceName}
      </SubmitButton>
    </Form>
  )
}
