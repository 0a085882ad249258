'use client'

import { SubmitButton } from '@/components/ui/buttons/submit-button'
import { Card } from '@/components/ui/card'
import { Field, Input } from '@/components/ui/forms/field'
import { Form, FormMessage } from '@/components/ui/forms/form'
import type { FormAction } from '@/components/ui/forms/form-action'
import { useForm } from '@/components/ui/forms/use-form'

type Props = { action: FormAction; id: string }

export function ImportUpload({ action, id }: Props) {
  const form = useForm(action)
  return (
    <Form form={form}>
      <Card className="grid max-w-2xl gap-5">
        <input type="hidden" name="id" value={id} />
        <Field
          label="Contact file"
          hint="CSV, Excel (.xlsx) or vCard, as your CRM, email program or phone exports it. Up to 3 MB. You’ll review the contacts before they’re imported."
          name="file"
        >
          <Input
            type="file"
            accept=".csv,.tsv,.txt,.xlsx,.vcf,text/csv,text/plain,text/vcard,application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
            required
            className="h-auto py-2"
          />
        </Field>
        <FormMessage form={form} failureOnly />
        <SubmitButton className="justify-self-start">Preview</SubmitButton>
      </Card>
    </Form>
  )
}
