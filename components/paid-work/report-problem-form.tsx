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

/** For a result that is broken: it is looked at first, and if it is, its credits come back. */
export function BrokenForm({ id, action, givenBackFor }: Props) {
  const form = useForm(action)
  if (givenBackFor) return <p className="text-sm text-muted">{givenBackFor} Its credits were refunded.</p>
  return (
    <Form form={form} className="grid gap-3" hidden={{ id }}>
      <SubmitButton variant="ghost" className="justify-self-start">
        This did not work
      </SubmitButton>
      <FormMessage form={form} />
    </Form>
  )
}
