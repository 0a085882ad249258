'use client'

import { useData } from '@/components/reports/sale-set'
import { Field, Input } from '@/components/ui/forms/field'
import { Select } from '@/components/ui/forms/select'
import { unitLabel } from '@/lib/sales/shared/measures'
import { conditionLabels, gradeLabels, viewLabels } from '@/lib/valuations/shared/labels'
import type { FormValues } from './form-values'

type Props = {
  values: FormValues
  errors: Record<string, string> | undefined
  onChange: (change: Partial<FormValues>) => void
}

type NumberName = Exclude<keyof FormValues, 'waterfront' | 'label' | 'valuedOn' | 'zipCode'>

const sizes: { name: NumberName; label: string; step?: string; hint?: string }[] = [
  { name: 'livingSqft', label: 'Living area' },
  { name: 'basementSqft', label: 'Basement', hint: 'Included in the living area.' },
  { name: 'lotSqft', label: 'Lot' },
  { name: 'bedrooms', label: 'Bedrooms' },
  { name: 'bathrooms', label: 'Bathrooms', step: '0.25' },
  { name: 'floors', label: 'Floors', step: '0.5' },
  { name: 'yearBuilt', label: 'Year built' },
  { name: 'yearRenovated', label: 'Year renovated', hint: 'Leave blank if not renovated.' },
]

const choices: { name: 'condition' | 'grade' | 'view'; label: string; words: Record<number, string> }[] = [
  { name: 'grade', label: 'Build quality', words: gradeLabels },
  { name: 'condition', label: 'Condition', words: conditionLabels },
  { name: 'view', label: 'View', words: viewLabels },
]

export function HomeFields({ values, errors, onChange }: Props) {
  const data = useData()
  return (
    <div className="grid grid-cols-1 gap-4 sm:grid-cols-2 lg:grid-cols-4">
      {sizes.map(({ name, label, step, hint }) => (
        <Field
          key={name}
          label={name.endsWith('Sqft') ? `${label} (${unitLabel(data)})` : label}
          hint={hint}
          error={errors?.[name]}
        >
          <Input
            name={name}
            type="number"
            inputMode="decimal"
            min="0"
            step={step ?? '1'}
            value={values[name]}
            onChange={(event) => onChange({ [name]: event.currentTarget.value })}
          />
        </Field>
      ))}
      {choices.map(({ name, label, words }) => (
        <Field key={name} label={label} error={errors?.[name]}>
          <Select
            name={name}
            value={values[name]}
            onChange={(event) => onChange({ [name]: event.currentTarget.value })}
          >
            {Object.entries(words).map(([value, text]) => (
              <option key={value} value={value}>
                {text}
              </option>
            ))}
          </Select>
        </Field>
      ))}
      <label className="flex items-center gap-2.5 self-end py-2.5 text-sm font-medium">
        <input
          type="checkbox"
          name="waterfront"
          checked={values.waterfront}
          onChange={(event) => onChange({ waterfront: event.currentTarget.checked })}
          className="size-4.5 accent-brand"
        />
        Waterfront
      </label>
    </div>
  )
}
