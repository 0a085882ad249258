'use client'

import { useState } from 'react'
import { SubmitButton } from '@/components/ui/buttons/submit-button'
import { Field } from '@/components/ui/forms/field'
import { Form, FormMessage } from '@/components/ui/forms/form'
import { Select } from '@/components/ui/forms/select'
import type { useForm } from '@/components/ui/forms/use-form'

type MappingFormProps = {
  form: ReturnType<typeof useForm>
  /** The import's. */
  id: string
  /** What the first button says: it runs the import. */
  importLabel: string
  /** The result of the second button. */
  preview: React.ReactNode
  /** What someone can do about a refusal. */
  nextStep?: React.ReactNode
  /** The columns, and settings for the whole file. */
  children: React.ReactNode
}

/** Maps the columns of an uploaded file. It previews, runs or cancels the import, depending on the button pressed. */
export function MappingForm({ form, id, importLabel, preview, nextStep, children }: MappingFormProps) {
  return (
    <Form form={form} hidden={{ id }} className="grid grid-cols-[minmax(0,1fr)] gap-6">
      {children}
      <FormMessage form={form} failureOnly action={nextStep} />
      {preview}
      <div className="flex flex-wrap gap-3">
        <SubmitButton name="intent" value="import">
          {importLabel}
        </SubmitButton>
        <SubmitButton name="intent" value="preview" variant="secondary">
          Preview import
        </SubmitButton>
        <SubmitButton name="intent" value="cancel" variant="ghost" formNoValidate>
          Cancel import
        </SubmitButton>
      </div>
    </Form>
  )
}

/** The field that each column fills. If only one column can fill it, choosing another column ignores the previous one. */
export function useColumnFields<F extends string>(
  guessed: readonly F[],
  ignored: F,
  isSingle: (field: F) => boolean,
) {
  const [fields, setFields] = useState<readonly F[]>(guessed)
  const fieldOf = (column: number): F => fields[column] ?? ignored
  const choose = (column: number, chosen: F) =>
    setFields((before) =>
      before.map((field, i) => {
        if (i === column) return chosen
        return field === chosen && isSingle(chosen) ? ignored : field
      }),
    )
  return { fieldOf, choose }
}

/** The other values of the form, by name. They stay when the server refuses or previews the import. */
export function useTyped<T extends Record<string, string>>(initial: T) {
  const [typed, setTyped] = useState(initial)
  const type = (name: keyof T) => (event: React.ChangeEvent<HTMLInputElement | HTMLSelectElement>) => {
    const { value } = event.currentTarget
    setTyped((before) => ({ ...before, [name]: value }))
  }
  return { typed, type }
}

/** Each value with its label. */
export function Options({ labels }: { labels: Readonly<Record<string, string>> }) {
  return Object.entries(labels).map(([value, label]) => (
    <option key={value} value={value}>
      {label}
    </option>
  ))
}

type ChoiceProps = {
  label: string
  hint?: string
  name: string
  value: string
  onChange: (event: React.ChangeEvent<HTMLSelectElement>) => void
  labels: Readonly<Record<string, string>>
}

export function Choice({ label, hint, name, value, onChange, labels }: ChoiceProps) {
  return (
    <Field label={label} hint={hint} name={name}>
      <Select value={value} onChange={onChange}>
        <Options labels={labels} />
      </Select>
    </Field>
  )
}
