'use client'

import { useActionState } from 'react'
import { SubmitButton } from '@/components/ui/buttons/submit-button'
import { Card } from '@/components/ui/card'
import { ActionMessage } from '@/components/ui/forms/action-message'
import { Field, Input } from '@/components/ui/forms/field'
import type { FormAction } from '@/components/ui/forms/form-action'

type Props = { action: FormAction; id: string }

export function ImportUpload({ action, id }: Props) {
  const [state, submit] = useActionState(action, null)
  return (
    <form action={submit}>
      <Card className="grid max-w-2xl gap-5">
        <input type="hidden" name="id" value={id} />
        <Field
          label="CSV file"
          hint="Its first line names the columns. At most 3 MB. Nothing is stored as a contact before you have seen it."
          error={state?.ok === false ? state.fieldErrors?.file : undefined}
        >
          <Input name="file" type="file" accept=".csv,text/csv,text/plain" required className="h-auto py-2" />
        </Field>
        {state?.ok === false && !state.fieldErrors && <ActionMessage state={state} />}
        <SubmitButton className="justify-self-start">Look at the file</SubmitButton>
      </Card>
    </form>
  )
}
