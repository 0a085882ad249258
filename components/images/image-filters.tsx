import { Button } from '@/components/ui/button'
import { Field, Input } from '@/components/ui/field'
import { Select } from '@/components/ui/select'
import { statusWords } from './image-words'

/** Kept in the address, so that a filtered library can be sent to a colleague. */
export function ImageFilters({ search, status }: { search: string; status: string }) {
  return (
    <form action="/images" className="mb-6 flex flex-wrap items-end gap-3">
      <Field label="Search headlines" className="min-w-48 flex-1">
        <Input type="search" name="search" defaultValue={search} maxLength={60} />
      </Field>
      <Field label="Status" className="w-44">
        <Select name="status" defaultValue={status}>
          <option value="">All</option>
          {Object.entries(statusWords).map(([value, { label }]) => (
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
