'use client'

import { cn } from '@/components/ui/cn'
import { Field, Input } from '@/components/ui/forms/field'
import { dayLabel } from '../report-labels'
import { type Preset, periodPresets } from './period-presets'

export type PeriodChoice = { from: string; to: string }

type Props = {
  records: PeriodChoice
  value: PeriodChoice
  onChange: (period: PeriodChoice) => void
  errors: Record<string, string> | undefined
}

export function PeriodFields({ records, value, onChange, errors }: Props) {
  return (
    <fieldset className="grid gap-3">
      <legend className="mb-1.5 text-sm font-medium">Period</legend>
      <div className="flex flex-wrap gap-2">
        {periodPresets(records).map((preset) => (
          <PresetButton
            key={preset.label}
            preset={preset}
            chosen={preset.from === value.from && preset.to === value.to}
            onChoose={() => onChange({ from: preset.from, to: preset.to })}
          />
        ))}
      </div>
      <div className="grid grid-cols-1 gap-3 sm:grid-cols-2">
        <Field label="Start date" error={errors?.periodFrom}>
          <Input
            type="date"
            name="periodFrom"
            required
            min={records.from}
            max={records.to}
            value={value.from}
            onChange={(event) => onChange({ ...value, from: event.target.value })}
          />
        </Field>
        <Field label="End date" error={errors?.periodTo}>
          <Input
            type="date"
            name="periodTo"
            required
            min={records.from}
            max={records.to}
            value={value.to}
            onChange={(event) => onChange({ ...value, to: event.target.value })}
          />
        </Field>
      </div>
      <p className="text-sm text-muted">
        Sales are recorded from {dayLabel(records.from)} to {dayLabel(records.to)}.
      </p>
    </fieldset>
  )
}

function PresetButton({
  preset,
  chosen,
  onChoose,
}: {
  preset: Preset
  chosen: boolean
  onChoose: () => void
}) {
  return (
    <button
      type="button"
      aria-pressed={chosen}
      onClick={onChoose}
      className={cn(
        'rounded-full border px-3.5 py-1.5 text-sm transition-colors',
        chosen
          ? 'border-brand bg-brand-soft font-medium text-brand-ink'
          : 'border-control/60 bg-surface text-ink hover:bg-sunken',
      )}
    >
      {preset.label}
    </button>
  )
}
