import { Search } from 'lucide-react'
import Form from 'next/form'
import Link from 'next/link'
import { Button } from '@/components/ui/buttons/button'
import { Field, Input } from '@/components/ui/forms/field'
import { Select } from '@/components/ui/forms/select'

type Props = {
  /** The page, whose address keeps the search. */
  href: string
  label: string
  search: string | undefined
  show: string | undefined
  choices: { value: string; label: string }[]
}

/** Search and filter of a library; it is in the address, so that it can be shared and gone back to. */
export function LibrarySearch({ href, label, search, show, choices }: Props) {
  return (
    <Form action={href} className="mb-6 flex flex-wrap items-end gap-3" role="search" aria-label={label}>
      <Field label="Search" className="min-w-48 flex-1 sm:max-w-xs">
        <Input key={search} name="q" type="search" defaultValue={search} maxLength={120} />
      </Field>
      <Field label="Show" className="min-w-36">
        <Select key={show} name="show" defaultValue={show ?? ''}>
          <option value="">All</option>
          {choices.map(({ value, label: words }) => (
            <option key={value} value={value}>
              {words}
            </option>
          ))}
        </Select>
      </Field>
      <Button type="submit" variant="secondary">
        <Search aria-hidden="true" />
        Search
      </Button>
      {(search || show) && (
        <Link href={href} className="py-2.5 text-sm font-medium text-brand-ink underline underline-offset-2">
          Show all
        </Link>
      )}
    </Form>
  )
}
