'use client'

import { SubmitButton } from '@/components/ui/buttons/submit-button'
import { Form, FormMessage } from '@/components/ui/forms/form'
import type { FormAction } from '@/components/ui/forms/form-action'
import { useForm } from '@/components/ui/forms/use-form'

type LimitsFormProps = { action: FormAction; children: React.ReactNode }

/** All limits of the tables inside it, saved together with one button. */
export function LimitsForm({ action, children }: LimitsFormProps) {
  const form = useForm(action, { toasts: true })
  return (
    <Form form={form} noValidate className="grid gap-6">
      {children}
      <div className="flex flex-wrap items-center gap-x-4 gap-y-2 border-t border-line pt-4 print:hidden">
        <SubmitButton>Save spending limits</SubmitButton>
        <p className="text-sm text-muted">Per billing cycle. Leave a limit blank for no limit.</p>
        <div className="basis-full empty:hidden">
          <FormMessage form={form} failureOnly />
        </div>
      </div>
    </Form>
  )
}
