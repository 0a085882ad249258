'use client'

import { SubmitButton } from '@/components/ui/buttons/submit-button'
import { Field } from '@/components/ui/forms/field'
import { Form, FormMessage } from '@/components/ui/forms/form'
import type { FormAction } from '@/components/ui/forms/form-action'
import { Select } from '@/components/ui/forms/select'
import { useForm } from '@/components/ui/forms/use-form'
import { NewKey } from './new-key'

export type OverlapOption = { overlap: string; label: string }
export type RotateFormProps = { id: string; name: string; action: FormAction; overlaps: OverlapOption[] }

/** Gives a key a new secret, which is shown once. */
export function RotateForm({ id, name, action, overlaps }: RotateFormProps) {
  const form = useForm(action)
  return (
    <Form form={form} hidden={{ id }} className="mt-3 grid max-w-lg gap-4">
      <NewKey state={form.state} />
      <Field
        label="Keep the old key working"
        hint="The key keeps its name, permissions and open holds."
        name="overlap"
      >
        <Select defaultValue={overlaps[0]?.overlap}>
          {overlaps.map(({ overlap, label }) => (
            <option key={overlap} value={overlap}>
              {label}
            </option>
          ))}
        </Select>
      </Field>
      <FormMessage form={form} failureOnly />
      <SubmitButton variant="secondary" className="justify-self-start" aria-label={`Rotate key ${name}`}>
        Rotate key
      </SubmitButton>
    </Form>
  )
}
