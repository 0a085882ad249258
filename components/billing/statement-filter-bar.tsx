'use client'

import { X } from 'lucide-react'
import { usePathname, useRouter, useSearchParams } from 'next/navigation'
import { useEffect, useRef, useTransition } from 'react'
import { ButtonLink } from '@/components/ui/button'
import { cn } from '@/components/ui/cn'
import { Field, Input } from '@/components/ui/field'
import { Select } from '@/components/ui/select'
import type { StatementFilters } from '@/lib/billing/views'
import { actionKeys, actionWords } from '@/lib/credits/actions'

export type FilterMember = { userId: number; name: string }

type FilterBarProps = { filters: StatementFilters; members: FilterMember[]; allHref: string | null }

type FilterName = 'action' | 'member' | 'from' | 'to'
type Choices = Partial<Record<FilterName, string>>

/** Narrows the statement. The choice is in the address: it can be shared, and the back button takes it off again. */
export function StatementFilterBar({ filters, members, allHref }: FilterBarProps) {
  const { narrow, pending } = useNarrowing()
  const { action, memberId, from, to } = filters
  const bar = useRef<HTMLFieldSetElement>(null)
  // What was chosen before the page came alive has told nobody yet.
  // biome-ignore lint/correctness/useExhaustiveDependencies: once, when it comes alive.
  useEffect(() => {
    const given = { action, member: memberId, from, to }
    const missed: Choices = {}
    for (const name of Object.keys(given) as FilterName[]) {
      const field = bar.current?.elements.namedItem(name)
      if (!(field instanceof HTMLSelectElement || field instanceof HTMLInputElement)) continue
      if (field.value !== String(given[name] ?? '')) missed[name] = field.value
    }
    if (Object.keys(missed).length > 0) narrow(missed)
  }, [])
  return (
    <fieldset
      ref={bar}
      aria-busy={pending}
      className={cn(
        'mb-4 grid items-end gap-3 transition-opacity sm:grid-cols-2 lg:grid-cols-[1.3fr_1.3fr_1fr_1fr_auto]',
        pending && 'opacity-60',
      )}
    >
      <legend className="sr-only">Narrow the statement</legend>
      <Field label="Action">
        <Select
          name="action"
          autoComplete="off"
          value={action ?? ''}
          onChange={(event) => narrow({ action: event.target.value })}
        >
          <option value="">All entries</option>
          {actionKeys.map((key) => (
            <option key={key} value={key}>
              {actionWords[key].label}
            </option>
          ))}
        </Select>
      </Field>
      <Field label="Member">
        <Select
          name="member"
          autoComplete="off"
          value={memberId ?? ''}
          onChange={(event) => narrow({ member: event.target.value })}
        >
          <option value="">Everyone</option>
          {withSomebodyElse(members, memberId).map(({ userId, name }) => (
            <option key={userId} value={userId}>
              {name}
            </option>
          ))}
        </Select>
      </Field>
      <DayField name="from" label="From" value={from} max={to} onChoose={(day) => narrow({ from: day })} />
      <DayField name="to" label="To" value={to} min={from} onChoose={(day) => narrow({ to: day })} />
      {allHref && (
        <ButtonLink href={`${allHref}#statement`} scroll={false} variant="ghost">
          <X aria-hidden="true" />
          Clear
        </ButtonLink>
      )}
    </fieldset>
  )
}

function useNarrowing() {
  const router = useRouter()
  const pathname = usePathname()
  const search = useSearchParams()
  const [pending, start] = useTransition()
  const narrow = (choices: Choices) => {
    const next = new URLSearchParams(search)
    // Another choice begins at its newest entry.
    for (const gone of ['before', 'after', 'checkout', 'credits']) next.delete(gone)
    for (const [name, value] of Object.entries(choices)) {
      if (value) next.set(name, value)
      else next.delete(name)
    }
    start(() => router.push(`${pathname}?${next}`, { scroll: false }))
  }
  return { narrow, pending }
}

/** An address may name somebody who has left; the list must not look as if nothing were chosen. */
function withSomebodyElse(members: FilterMember[], memberId: number | undefined): FilterMember[] {
  if (memberId === undefined || members.some(({ userId }) => userId === memberId)) return members
  return [...members, { userId: memberId, name: 'A former member' }]
}

type DayFieldProps = {
  name: FilterName
  label: string
  value: string | undefined
  min?: string | undefined
  max?: string | undefined
  onChoose: (day: string) => void
}

/** The key takes over a day that came from elsewhere (the back button) without cutting into what is being typed. */
function DayField({ name, label, value = '', min, max, onChoose }: DayFieldProps) {
  return (
    <Field label={label}>
      <Input
        key={value}
        name={name}
        type="date"
        autoComplete="off"
        defaultValue={value}
        min={min}
        max={max}
        onChange={(event) => {
          const day = event.target.value
          if (day !== value && (day === '' || day >= '2000')) onChoose(day)
        }}
      />
    </Field>
  )
}
