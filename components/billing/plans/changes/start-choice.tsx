import type { CycleStart } from './change-labels'

type Choice = { value: CycleStart; label: string; note: string }

type StartChoiceProps = { choices: Choice[]; value: CycleStart; onChange: (start: CycleStart) => void }

/** Whether an upgrade keeps the current cycle or starts a new one today (R17). */
export function StartChoice({ choices, value, onChange }: StartChoiceProps) {
  return (
    <fieldset className="grid gap-2 text-sm">
      <legend className="mb-2 font-medium">When your new plan starts</legend>
      {choices.map((choice) => (
        <label
          key={choice.value}
          className="flex cursor-pointer gap-3 rounded-control border border-line p-3 has-checked:border-brand has-focus-visible:outline-2 has-focus-visible:outline-focus"
        >
          <input
            type="radio"
            name="start"
            value={choice.value}
            checked={value === choice.value}
            onChange={() => onChange(choice.value)}
            className="mt-0.5 size-4 shrink-0 accent-brand"
          />
          <span className="grid gap-0.5">
            <span className="font-medium">{choice.label}</span>
            <span className="text-muted">{choice.note}</span>
          </span>
        </label>
      ))}
    </fieldset>
  )
}
