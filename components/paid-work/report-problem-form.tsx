'use client'

import { SubmitButton } from '@/components/ui/buttons/submit-button'
import { Form, FormMessage } from '@/components/ui/forms/form'
import type { FormAction } from '@/components/ui/forms/form-action'
import { useForm } from '@/components/ui/forms/use-form'

type Props = {
  id: string
  action: FormAction
  givenBackFor: string | null
}

/** Reports a broken result. We check it first and refund its credits if it is broken. */
export function ReportProblemForm({ id, action, givenBackFor }: Props) {
  const form = useForm(action)
  if (givenBackFor) return <p className="text-sm text-muted">{givenBackFor} The credits were refunded.</p>
  return (
    <Form form={form} className="grid gap-3" hidden={{ id }}>
      <SubmitButton variant="ghost" className="justify-self-start">
        Report a problem
      </SubmitButton>
      <FormMessage form={form} />
    </Form>
  )
}
