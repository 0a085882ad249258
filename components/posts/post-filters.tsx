import { Button } from '@/components/ui/buttons/button'
import { Field, Input } from '@/components/ui/forms/field'
import { Select } from '@/components/ui/forms/select'
import { filterWords } from './post-labels'

/** Kept in the address, so that a filtered library can be sent to a colleague. */
export function PostFilters({ search, show }: { search: string; show: string }) {
  return (
    <form action="/posts" className="mb-6 flex flex-wrap items-end gap-3">
      <Field label="Search titles" className="min-w-48 flex-1">
        <Input type="search" name="q" defaultValue={search} maxLength={60} />
      </Field>
      <Field label="Which" className="w-48">
        <Select name="show" defaultValue={show}>
          <option value="">All but put aside</option>
          {Object.entries(filterWords).map(([value, label]) => (
            <option key={value} value={value}>
              {label}
            </option>
          ))}
        </Select>
      </Field>
      <Button type="submit" variant="secondary">
        Show
      </Button>
    </form>
  )
}
