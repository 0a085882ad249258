'use client'

import { X } from 'lucide-react'
import { usePathname, useRouter, useSearchParams } from 'next/navigation'
import { useEffect, useOptimistic, useRef, useTransition } from 'react'
import { ButtonLink } from '@/components/ui/buttons/button'
import { cn } from '@/components/ui/cn'
import { Field, Input } from '@/components/ui/forms/field'
import { Select } from '@/components/ui/forms/select'
import { actionLabels } from '@/lib/billing/shared/action-labels'
import type { StatementFilters } from '@/lib/billing/views'
import { actionKeys } from '@/lib/credits/shared/actions'

export type FilterMember = { userId: number; name: string }

type FilterBarProps = { filters: StatementFilters; members: FilterMember[]; allHref: string | null }

type FilterName = 'action' | 'member' | 'from' | 'to'
type Choices = Record<FilterName, string>

/** Filters the statement. The filters are in the URL, so they can be shared, and the back button removes them. */
export function StatementFilterBar({ filters, members, allHref }: FilterBarProps) {
  const { action, memberId, from, to } = filters
  const { chosen, applyFilters, pending } = useFilters({
    action: action ?? '',
    member: String(memberId ?? ''),
    from: from ?? '',
    to: to ?? '',
  })
  const bar = useRef<HTMLFieldSetElement>(null)
  // A filter that was changed before hydration has not triggered a change event.
  // biome-ignore lint/correctness/useExhaustiveDependencies: once, on hydration.
  useEffect(() => {
    const missed: Partial<Choices> = {}
    for (const name of Object.keys(chosen) as FilterName[]) {
      const field = bar.current?.elements.namedItem(name)
      if (!(field instanceof HTMLSelectElement || field instanceof HTMLInputElement)) continue
      if (field.value !== chosen[name]) missed[name] = field.value
    }
    if (Object.keys(missed).length > 0) applyFilters(missed)
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
      <legend className="sr-only">Filter the statement</legend>
      <Field label="Action">
        <Select
          name="action"
          autoComplete="off"
          value={chosen.action}
          onChange={(event) => applyFilters({ action: event.target.value })}
        >
          <option value="">All activity</option>
          {actionKeys.map((key) => (
            <option key={key} value={key}>
              {actionLabels[key].label}
            </option>
          ))}
        </Select>
      </Field>
      <Field label="Member">
        <Select
          name="member"
          autoComplete="off"
          value={chosen.member}
          onChange={(event) => applyFilters({ member: event.target.value })}
        >
          <option value="">Everyone</option>
          {withFormerMember(members, memberId).map(({ userId, name }) => (
            <option key={userId} value={userId}>
              {name}
            </option>
          ))}
        </Select>
      </Field>
      <DayField
        name="from"
        label="From"
        value={chosen.from}
        max={chosen.to}
        onChoose={(day) => applyFilters({ from: day })}
      />
      <DayField
        name="to"
        label="To"
        value={chosen.to}
        min={chosen.from}
        onChoose={(day) => applyFilters({ to: day })}
      />
      {allHref && (
        <ButtonLink href={`${allHref}#statement`} scroll={false} variant="ghost">
          <X aria-hidden="true" />
          Clear
        </ButtonLink>
      )}
    </fieldset>
  )
}

/** The fields show a choice immediately; the statement and the URL follow when the data has loaded. */
function useFilters(given: Choices) {
  const router = useRouter()
  const pathname = usePathname()
  const search = useSearchParams()
  const [pending, start] = useTransition()
  const [chosen, choose] = useOptimistic(given)
  const applyFilters = (choices: Partial<Choices>) => {
    const next = new URLSearchParams(search)
    // A new filter starts at the newest entry.
    for (const gone of ['before', 'after', 'checkout', 'credits']) next.delete(gone)
    // Includes earlier choices whose statement may still be loading.
    const all = { ...chosen, ...choices }
    for (const [name, value] of Object.entries(all)) {
      if (value) next.set(name, value)
      else next.delete(name)
    }
    start(() => {
      choose(all)
      router.push(`${pathname}?${next}`, { scroll: false })
    })
  }
  return { chosen, applyFilters, pending }
}

/** The URL may contain a former member; without this option the list would look as if no member were selected. */
function withFormerMember(members: FilterMember[], memberId: number | undefined): FilterMember[] {
  if (memberId === undefined || members.some(({ userId }) => userId === memberId)) return members
  return [...members, { userId: memberId, name: 'A former member' }]
}

type DayFieldProps = {
  name: FilterName
  label: string
  value: string
  min?: string
  max?: string
  onChoose: (day: string) => void
}

/** Follows a change from elsewhere (the back button) without interrupting typing. */
function DayField({ name, label, value, min, max, onChoose }: DayFieldProps) {
  const field = useRef<HTMLInputElement>(null)
  const last = useRef(value)
  useEffect(() => {
    if (field.current && last.current !== value) field.current.value = value
    last.current = value
  }, [value])
  return (
    <Field label={label}>
      <Input
        ref={field}
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
