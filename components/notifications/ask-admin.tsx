'use client'

import { MessageCircleQuestion } from 'lucide-react'
import { SubmitButton } from '@/components/ui/buttons/submit-button'
import { Form, FormMessage } from '@/components/ui/forms/form'
import type { FormAction } from '@/components/ui/forms/form-action'
import { useForm } from '@/components/ui/forms/use-form'
import { Icon } from '@/components/ui/icons/icon'

type AskProps = { action: FormAction }

/** For members, who can’t buy credits: notifies owners and admins with one click (R31). */
export function AskAdmin({ action }: AskProps) {
  const form = useForm(action)
  return (
    <Form form={form} className="grid gap-3">
      <SubmitButton className="justify-self-start">
        <Icon of={MessageCircleQuestion} />
        Ask an admin for credits
      </SubmitButton>
      <FormMessage form={form} />
    </Form>
  )
}
