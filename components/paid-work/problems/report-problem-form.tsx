'use client'

import { useId, useState } from 'react'
import { Button } from '@/components/ui/buttons/button'
import { SubmitButton } from '@/components/ui/buttons/submit-button'
import { Field, TextArea } from '@/components/ui/forms/field'
import { Form, FormMessage } from '@/components/ui/forms/form'
import type { FormAction } from '@/components/ui/forms/form-action'
import { Select } from '@/components/ui/forms/select'
import { useForm } from '@/components/ui/forms/use-form'
import type { problemReasons } from '@/db/schema/work/cases'
import { reasonLabels } from './case-labels'

type Props = {
  id: string
  /** A new one for each form, so that a second click is the same report. */
  caseId: string
  action: FormAction
}

/** Reports a problem with a result. We check it first and refund it if it is broken; otherwise our team answers. */
export function ReportProblemForm({ id, caseId, action }: Props) {
  const form = useForm(action)
  const [open, setOpen] = useState(false)
  const formId = useId()
  if (form.state?.ok) return <FormMessage form={form} />
  return (
    <div className="grid gap-4">
      <Button
        variant="ghost"
        className="justify-self-start"
        aria-expanded={open}
        aria-controls={open ? formId : undefined}
        onClick={() => setOpen(!open)}
      >
        Report a problem
      </Button>
      {open && (
        <div id={formId} className="max-w-xl rounded-card border border-line bg-surface p-5">
          <Form form={form} className="grid gap-4" hidden={{ id, caseId }}>
            <Field label="What is wrong?" name="reason">
              <Select required defaultValue="">
                <option value="" disabled>
                  Choose a reason
                </option>
                {(Object.entries(reasonLabels) as [(typeof problemReasons)[number], string][]).map(
                  ([reason, label]) => (
                    <option key={reason} value={reason}>
                      {label}
                    </option>
                  ),
                )}
              </Select>
            </Field>
            <Field
              label="Describe the problem"
              hint="We check the result now and refund it if it’s broken. Otherwise our team answers you here and by email."
              name="words"
            >
              <TextArea required minLength={10} maxLength={1_000} rows={4} />
            </Field>
            <FormMessage form={form} failureOnly />
            <SubmitButton className="justify-self-start">Send report</SubmitButton>
          </Form>
        </div>
      )}
    </div>
  )
}
