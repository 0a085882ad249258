'use client'

import { SubmitButton } from '@/components/ui/buttons/submit-button'
import { Card, CardHeader } from '@/components/ui/card'
import { Field, Input } from '@/components/ui/forms/field'
import { Form, FormMessage } from '@/components/ui/forms/form'
import type { FormAction } from '@/components/ui/forms/form-action'
import { useForm } from '@/components/ui/forms/use-form'

type Props = { action: FormAction; id: string }

export function SalesUpload({ action, id }: Props) {
  const form = useForm(action)
  return (
    <Form form={form} hidden={{ id }}>
      <Card className="grid max-w-3xl gap-5" aria-labelledby="upload-title">
        <CardHeader
          id="upload-title"
          title="Import sales"
          description="A CSV file with column names in the first row, or closed listings as RESO JSON."
          className="mb-0"
        />
        <Field
          label="File of sales"
          hint="Up to 4 MB and 40,000 sales. You’ll review the columns before anything is imported."
          name="file"
        >
          <Input
            type="file"
            accept=".csv,.tsv,.txt,.json,text/csv,text/plain,application/json"
            required
            className="h-auto py-2"
          />
        </Field>
        <FormMessage form={form} failureOnly />
        <SubmitButton className="justify-self-start">Review file</SubmitButton>
      </Card>
    </Form>
  )
}
