import { Field, Input } from '@/components/ui/forms/field'
import { Select } from '@/components/ui/forms/select'
import { intervalLabel } from './feed-labels'

type Values = {
  name: string
  pullUrl: string | null
  pullEveryMinutes: number
  capCredits: number | null
  fullFiles: boolean
}

const INTERVALS = [15, 60, 360, 1440]

/** The settings of a feed, for connecting and editing it. */
export function FeedFields({ values }: { values: Values }) {
  return (
    <>
      <Field label="Name" name="name">
        <Input required maxLength={80} defaultValue={values.name} />
      </Field>
      <Field
        label="URL to fetch from (optional)"
        hint="Leave blank if your CRM sends files to us."
        name="pullUrl"
      >
        <Input type="url" inputMode="url" defaultValue={values.pullUrl ?? ''} />
      </Field>
      <Field label="Fetch frequency">
        <Select name="pullEveryMinutes" defaultValue={String(values.pullEveryMinutes)}>
          {INTERVALS.map((minutes) => (
            <option key={minutes} value={minutes}>
              {intervalLabel(minutes)}
            </option>
          ))}
        </Select>
      </Field>
      <Field
        label="Spending limit in credits per cycle (optional)"
        hint="Posts over the limit need your approval. Leave blank for no limit."
        name="capCredits"
      >
        <Input type="number" min={0} step={1} inputMode="numeric" defaultValue={values.capCredits ?? ''} />
      </Field>
      <label className="flex items-start gap-2.5 text-sm">
        <input
          type="checkbox"
          name="fullFiles"
          defaultChecked={values.fullFiles}
          className="mt-0.5 size-4 accent-brand"
        />
        <span>
          <span className="block font-medium">Every file has all listings</span>
          <span className="block text-muted">
            Listings missing from a file leave the market. We ask you first when a third or more are missing.
          </span>
        </span>
      </label>
    </>
  )
}
