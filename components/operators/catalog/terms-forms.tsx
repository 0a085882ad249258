'use client'

import { ActionForm } from '@/components/ui/forms/action-form'
import { Field, Input } from '@/components/ui/forms/field'
import type { FormAction } from '@/components/ui/forms/form-action'

type NumberField = { name: string; label: string; value: number }
type AmountField = { name: string; label: string; value: string }
type TermsFormProps = {
  action: FormAction
  /** Key of the newest terms the operator saw. */
  basedOn: string
  name: string
  description?: string
  numbers: NumberField[]
  /** In units of the catalog's currency, not in cents. */
  amounts: AmountField[]
}

/** New terms of a plan or a pack; the form starts with the newest ones. */
export function TermsForm({ action, basedOn, name, description, numbers, amounts }: TermsFormProps) {
  return (
    <ActionForm action={action} hidden={{ basedOn }} submit="Save" submitLabel={`Save ${name}`} size="sm">
      {(errors) => (
        <div className="grid grid-cols-1 gap-4 sm:grid-cols-3">
          {description !== undefined && (
            <Field label="Description" error={errors.description} className="sm:col-span-3">
              <Input name="description" required maxLength={120} defaultValue={description} />
            </Field>
          )}
          {amounts.map((field) => (
            <Field key={field.name} label={field.label} error={errors[field.name]}>
              <Input name={field.name} inputMode="decimal" required defaultValue={field.value} />
            </Field>
          ))}
          {numbers.map((field) => (
            <Field key={field.name} label={field.label} error={errors[field.name]}>
              <Input name={field.name} type="number" min={0} step={1} required defaultValue={field.value} />
            </Field>
          ))}
          <Field
            label="Effective from (UTC)"
            hint="Leave blank to start immediately."
            error={errors.effectiveAt}
          >
            <Input name="effectiveAt" type="datetime-local" />
          </Field>
        </div>
      )}
    </ActionForm>
  )
}
