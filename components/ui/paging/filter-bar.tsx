import { Search } from 'lucide-react'
import Form from 'next/form'
import Link from 'next/link'
import { Button } from '../buttons/button'
import { Field, Input } from '../forms/field'
import { Select } from '../forms/select'

type Props = {
  /** Path of the page; search and filter are kept in its URL. */
  href: string
  /** Accessible name: "Search reports". */
  label: string
  /** Label of the search field, if it needs more than "Search". */
  searchLabel?: string
  search: string | undefined
  filter?: string | undefined
  /** Filter options; without them there is no filter. */
  choices?: { value: string; label: string }[]
  /** Label of the unfiltered option. */
  allLabel?: string
}

/** Search and filter of a list, kept in the URL so they can be shared and survive navigation. */
export function FilterBar({
  href,
  label,
  searchLabel = 'Search',
  search,
  filter,
  choices,
  allLabel = 'All',
}: Props) {
  return (
    <Form action={href} className="mb-6 flex flex-wrap items-end gap-3" role="search" aria-label={label}>
      <Field label={searchLabel} className="min-w-48 flex-1 sm:max-w-xs">
        <Input key={search} name="q" type="search" defaultValue={search} maxLength={120} />
      </Field>
      {choices && (
        <Field label="Show" className="min-w-36">
          <Select key={filter} name="show" defaultValue={filter ?? ''}>
            <option value="">{allLabel}</option>
            {choices.map(({ value, label: text }) => (
              <option key={value} value={value}>
                {text}
              </option>
            ))}
          </Select>
        </Field>
      )}
      <Button type="submit" variant="secondary">
        <Search aria-hidden="true" />
        Search
      </Button>
      {(search || filter) && (
        <Link href={href} className="py-2.5 text-sm font-medium text-brand-ink underline underline-offset-2">
          Clear filters
        </Link>
      )}
    </Form>
  )
}
