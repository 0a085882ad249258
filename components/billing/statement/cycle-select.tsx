'use client'

import { usePathname, useRouter, useSearchParams } from 'next/navigation'
import { useEffect, useRef, useTransition } from 'react'
import { cn } from '@/components/ui/cn'
import { Field } from '@/components/ui/forms/field'
import { Select } from '@/components/ui/forms/select'
import type { UsageCycle } from '@/lib/billing/statement/usage-breakdown'
import { formatDate } from '@/lib/core/text/format'

type CycleSelectProps = { cycles: UsageCycle[]; shown: UsageCycle; timeZone: string }

/** Selects this cycle or an earlier one. The choice is stored in the URL. */
export function CycleSelect({ cycles, shown, timeZone }: CycleSelectProps) {
  const router = useRouter()
  const pathname = usePathname()
  const search = useSearchParams()
  const [pending, start] = useTransition()
  const choose = (cycle: string) => {
    const next = new URLSearchParams(search)
    // A day belongs to its cycle.
    next.delete('usageDay')
    if (cycles.find(({ start }) => start === cycle)?.current) next.delete('cycle')
    else next.set('cycle', cycle)
    start(() => router.push(`${pathname}?${next}`, { scroll: false }))
  }
  const select = useRef<HTMLSelectElement>(null)
  // A cycle that was selected before hydration has not triggered a change event.
  // biome-ignore lint/correctness/useExhaustiveDependencies: once, on hydration.
  useEffect(() => {
    if (select.current && select.current.value !== shown.start) choose(select.current.value)
  }, [])
  return (
    <Field label="Cycle" className={cn('w-72 max-w-full transition-opacity', pending && 'opacity-60')}>
      <Select
        ref={select}
        autoComplete="off"
        value={shown.start}
        onChange={(event) => choose(event.target.value)}
        aria-busy={pending}
      >
        {cycles.map((cycle) => (
          <option key={cycle.start} value={cycle.start}>
            {formatDate(cycle.start, timeZone)} – {formatDate(cycle.end, timeZone)}
            {cycle.current ? ' (current)' : ''}
          </option>
        ))}
      </Select>
    </Field>
  )
}
