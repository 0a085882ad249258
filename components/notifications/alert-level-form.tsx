'use client'

import { SubmitButton } from '@/components/ui/buttons/submit-button'
import { Field, Input } from '@/components/ui/forms/field'
import { Form, FormMessage } from '@/components/ui/forms/form'
import type { FormAction } from '@/components/ui/forms/form-action'
import { Select } from '@/components/ui/forms/select'
import { useForm } from '@/components/ui/forms/use-form'

const channels = [
  { name: 'inApp', label: 'In app' },
  { name: 'byMail', label: 'Email' },
] as const

/** Adds an alert level of one's own (R49). */
export function AlertLevelForm({ action }: { action: FormAction }) {
  const form = useForm(action, { toasts: true, resets: true })
  return (
    <Form form={form} className="grid gap-4">
      <div className="flex flex-wrap items-start gap-4">
        <Field label="Alert me below" name="amount" className="w-36">
          <Input inputMode="numeric" autoComplete="off" />
        </Field>
        <Field label="Unit" name="unit" className="w-64 max-w-full">
          <Select>
            <option value="percent">% of the cycle’s credits</option>
            <option value="credits">credits left</option>
          </Select>
        </Field>
        <fieldset className="grid gap-1.5">
          <legend className="mb-1.5 text-sm font-medium">Channels</legend>
          <div className="flex h-10 items-center gap-4">
            {channels.map(({ name, label }) => (
              <label key={name} className="flex cursor-pointer items-center gap-2 text-sm">
                <input type="checkbox" name={name} defaultChecked className="size-4.5 accent-brand" />
                {label}
              </label>
            ))}
          </div>
          {form.errors.inApp && <p className="text-sm text-bad-ink">{form.errors.inApp}</p>}
        </fieldset>
      </div>
      <FormMessage form={form} failureOnly />
      <SubmitButton variant="secondary" className="justify-self-start">
        Add alert level
      </SubmitButton>
    </Form>
  )
}
