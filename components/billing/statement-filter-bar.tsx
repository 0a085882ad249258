'use client'

import { X } from 'lucide-react'
import { usePathname, useRouter, useSearchParams } from 'next/navigation'
import { useTransition } from 'react'
import { ButtonLink } from '@/components/ui/button'
import { cn } from '@/components/ui/cn'
import { Field, Input } from '@/components/ui/field'
import { Select } from '@/components/ui/select'
import type { StatementFilters } from '@/lib/billing/views'
import { actionKeys, actionWords } from '@/lib/credits/actions'

export type FilterMember = { userId: number; name: string }

type FilterBarProps = { filters: StatementFilters; members: FilterMember[]; allHref: string | null }

type FilterName = 'action' | 'member' | 'from' | 'to'

/** Narrows the statement. The choice is in the address: it can be shared, and the back button takes it off again. */
export function StatementFilterBar({ filters, members, allHref }: FilterBarProps) {
  const { narrow, pending } = useNarrowing()
  const { action, memberId, from, to } = filters
  return (
    <fieldset
      aria-busy={pending}
      className={cn(
        'mb-4 grid items-end gap-3 transition-opacity sm:grid-cols-2 lg:grid-cols-[1.3fr_1.3fr_1fr_1fr_auto]',
        pending && 'opacity-60',
      )}
    >
      <legend className="sr-only">Narrow the statement</legend>
      <Field label="Action">
        <Select value={action ?? ''} onChange={(event) => narrow('action', event.target.value)}>
          <option value="">All entries</option>
          {actionKeys.map((key) => (
            <option key={key} value={key}>
              {actionWords[key].label}
            </option>
          ))}
        </Select>
      </Field>
      <Field label="Member">
        <Select value={memberId ?? ''} onChange={(event) => narrow('member', event.target.value)}>
          <option value="">Everyone</option>
          {withSomebodyElse(members, memberId).map(({ userId, name }) => (
            <option key={userId} value={userId}>
              {name}
            </option>
          ))}
        </Select>
      </Field>
      <DayField label="From" value={from} max={to} onChoose={(day) => narrow('from', day)} />
      <DayField label="To" value={to} min={from} onChoose={(day) => narrow('to', day)} />
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
  const narrow = (name: FilterName, value: string) => {
    const next = new URLSearchParams(search)
    // Another choice begins at its newest entry.
    for (const gone of ['before', 'after', 'checkout', 'credits', name]) next.delete(gone)
    if (value) next.set(name, value)
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
  label: string
  value: string | undefined
  min?: string | undefined
  max?: string | undefined
  onChoose: (day: string) => void
}

/** The key takes over a day that came from elsewhere (the back button) without cutting into what is being typed. */
function DayField({ label, value = '', min, max, onChoose }: DayFieldProps) {
  return (
    <Field label={label}>
      <Input
        key={value}
        type="date"
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
