'use client'

import { useState } from 'react'
import { SubmitButton } from '@/components/ui/buttons/submit-button'
import { Card } from '@/components/ui/card'
import { Field, Input } from '@/components/ui/forms/field'
import { Form, FormMessage } from '@/components/ui/forms/form'
import type { FormAction } from '@/components/ui/forms/form-action'
import { useForm } from '@/components/ui/forms/use-form'
import { UnsavedChanges } from '@/components/ui/unsaved/unsaved-changes'
import { type DraftChoices, DraftFields, type DraftValues, type UsedFields } from './draft-fields'

type Props = DraftChoices & {
  action: FormAction
  id: string
  values: DraftValues
  /** The merge fields of a draft that keeps its current content; null for a new campaign. */
  keptFields: UsedFields | null
}

/** The name of a campaign, its recipients and its content. */
export function DraftForm({ action, id, values, keptFields, ...choices }: Props) {
  const form = useForm(action)
  const [typed, setTyped] = useState(values)
  const set = (change: Partial<DraftValues>) => setTyped((before) => ({ ...before, ...change }))
  return (
    <Form form={form}>
      <Card className="grid max-w-2xl gap-5">
        <UnsavedChanges name={`campaign ${keptFields ? id : 'new'}`} state={form.state} />
        <input type="hidden" name="id" value={id} />
        <Field label="Name" hint="Only your team sees it." name="name">
          <Input
            required
            maxLength={80}
            value={typed.name}
            onChange={(event) => set({ name: event.currentTarget.value })}
          />
        </Field>
        <DraftFields values={typed} onChange={set} keptFields={keptFields} {...choices} />
        <FormMessage form={form} />
        <div className="flex flex-wrap gap-3">
          <SubmitButton>Save and preview</SubmitButton>
          <SubmitButton variant="ghost" formNoValidate>
            Save draft
          </SubmitButton>
        </div>
      </Card>
    </Form>
  )
}
