'use client'

import { Search, X } from 'lucide-react'
import Link from 'next/link'
import { usePathname, useRouter, useSearchParams } from 'next/navigation'
import { useEffect, useOptimistic, useRef, useTransition } from 'react'
import { Button } from '@/components/ui/buttons/button'
import { cn } from '@/components/ui/cn'
import { Field, Input } from '@/components/ui/forms/field'
import type { UsageCycle } from '@/lib/billing/statement/usage-breakdown'
import type { StatementFilters } from '@/lib/billing/views'
import { DateChip, SelectChip } from './filter-chip'
import { type FilterChoices, type FilterMember, type FilterName, filterOptions } from './filter-options'

type FilterBarProps = {
  filters: StatementFilters
  members: FilterMember[]
  cycles: UsageCycle[]
  timeZone: string
}

/** A new filter starts at the newest entry, and a notice of a purchase is not repeated. */
const DROPPED = ['before', 'after', 'checkout', 'credits']

/** Searches and filters the statement. All of it is in the URL, so it can be shared, and the back button undoes it. */
export function StatementFilterBar({ filters, members, cycles, timeZone }: FilterBarProps) {
  const { chosen, applyFilters, hrefWithout, kept, pathname, pending } = useFilters({
    kind: filters.kind ?? '',
    action: filters.action ?? '',
    member: String(filters.memberId ?? ''),
    cycle: filters.cycle ?? '',
    from: filters.from ?? '',
    to: filters.to ?? '',
  })
  const bar = useRef<HTMLFieldSetElement>(null)
  // A filter that was changed before hydration has not triggered a change event.
  // biome-ignore lint/correctness/useExhaustiveDependencies: once, on hydration.
  useEffect(() => {
    const missed: Partial<FilterChoices> = {}
    for (const name of Object.keys(chosen) as FilterName[]) {
      const field = bar.current?.elements.namedItem(name)
      if (!(field instanceof HTMLSelectElement || field instanceof HTMLInputElement)) continue
      if (field.value !== chosen[name]) missed[name] = field.value
    }
    if (Object.keys(missed).length > 0) applyFilters(missed)
  }, [])
  const isFiltered = Boolean(filters.search) || Object.values(chosen).some(Boolean)
  return (
    <div
      aria-busy={pending}
      className={cn('mb-4 grid gap-3 transition-opacity print:hidden', pending && 'opacity-60')}
    >
      <search aria-label="Search the statement">
        <form
          method="get"
          action={`${pathname}#statement`}
          onSubmit={(event) => {
            event.preventDefault()
            applyFilters({}, String(new FormData(event.currentTarget).get('q') ?? '').trim())
          }}
          className="flex gap-2"
        >
          {kept.map(([name, value]) => (
            <input key={name} type="hidden" name={name} value={value} />
          ))}
          <Field label="Search the statement" className="min-w-0 flex-1 sm:max-w-sm [&>label]:sr-only">
            <Input
              key={filters.search}
              name="q"
              type="search"
              defaultValue={filters.search}
              maxLength={100}
              autoComplete="off"
              placeholder="Name, member or number"
            />
          </Field>
          <Button type="submit" variant="secondary">
            <Search aria-hidden="true" />
            Search
          </Button>
        </form>
      </search>
      <fieldset ref={bar} className="flex flex-wrap items-center gap-2">
        <legend className="sr-only">Filter the statement</legend>
        {filterOptions(members, cycles, filters, timeZone).map(({ name, label, all, options }) => (
          <SelectChip
            key={name}
            name={name}
            label={label}
            all={all}
            options={options}
            value={chosen[name]}
            removeHref={chosen[name] ? hrefWithout(name) : null}
            onChoose={(value) => applyFilters({ [name]: value })}
          />
        ))}
        {(['from', 'to'] as const).map((name) => (
          <DateChip
            key={name}
            name={name}
            label={name === 'from' ? 'From' : 'To'}
            value={chosen[name]}
            min={name === 'to' ? chosen.from : undefined}
            max={name === 'from' ? chosen.to : undefined}
            removeHref={chosen[name] ? hrefWithout(name) : null}
            onChoose={(day) => applyFilters({ [name]: day })}
          />
        ))}
        {isFiltered && (
          <Link
            href={hrefWithout('q', ...(Object.keys(chosen) as FilterName[]))}
            scroll={false}
            className="inline-flex h-8 items-center gap-1 rounded-full px-2 text-sm font-medium text-brand-ink underline-offset-2 hover:underline"
          >
            <X aria-hidden="true" className="size-4" />
            Clear
          </Link>
        )}
      </fieldset>
    </div>
  )
}

/** The chips show a choice immediately; the statement and the URL follow when the data has loaded. */
function useFilters(given: FilterChoices) {
  const router = useRouter()
  const pathname = usePathname()
  const search = useSearchParams()
  const [pending, start] = useTransition()
  const [chosen, choose] = useOptimistic(given)
  const fresh = () => {
    const next = new URLSearchParams(search)
    for (const name of DROPPED) next.delete(name)
    return next
  }
  const applyFilters = (choices: Partial<FilterChoices>, words?: string) => {
    const next = fresh()
    // Includes earlier choices whose statement may still be loading.
    const all = { ...chosen, ...choices }
    const values = { ...all, ...(words !== undefined && { q: words }) }
    for (const [name, value] of Object.entries(values)) {
      if (value) next.set(name, value)
      else next.delete(name)
    }
    start(() => {
      choose(all)
      router.push(`${pathname}?${next}`, { scroll: false })
    })
  }
  const hrefWithout = (...names: (FilterName | 'q')[]) => {
    const next = fresh()
    for (const name of names) next.delete(name)
    return `${pathname}?${next}#statement`
  }
  const kept = [...fresh()].filter(([name]) => name !== 'q')
  return { chosen, applyFilters, hrefWithout, kept, pathname, pending }
}
