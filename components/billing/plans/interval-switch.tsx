import type { BillingInterval } from '@/db/schema/billing/billing'

const choices: { value: BillingInterval; label: string }[] = [
  { value: 'month', label: 'Monthly' },
  { value: 'year', label: 'Yearly' },
]

/** Two radio buttons that look like a switch. */
export function IntervalSwitch({
  value,
  onChange,
}: {
  value: BillingInterval
  onChange: (interval: BillingInterval) => void
}) {
  return (
    <fieldset className="flex print:hidden rounded-control bg-sunken p-1 text-sm">
      <legend className="sr-only">Billing interval</legend>
      {choices.map((choice) => (
        <label
          key={choice.value}
          className="cursor-pointer rounded-md px-3 py-1.5 font-medium text-muted has-checked:bg-surface has-checked:text-ink has-checked:shadow-card has-focus-visible:outline-2 has-focus-visible:outline-focus"
        >
          <input
            type="radio"
            name="billing-interval"
            value={choice.value}
            checked={value === choice.value}
            onChange={() => onChange(choice.value)}
            className="sr-only"
          />
          {choice.label}
        </label>
      ))}
    </fieldset>
  )
}
