'use client'

import { Form, FormMessage } from '@/components/ui/forms/form'
import type { FormAction } from '@/components/ui/forms/form-action'
import { useForm } from '@/components/ui/forms/use-form'

/** One form around all steps: each form would repeat its action in the page. */
export function DismissForm({ action, children }: { action: FormAction; children: React.ReactNode }) {
  const form = useForm(action, { toasts: true })
  return (
    <Form form={form}>
      {children}
      <FormMessage form={form} failureOnly />
    </Form>
  )
}
