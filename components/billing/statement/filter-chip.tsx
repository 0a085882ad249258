'use client'

import { X } from 'lucide-react'
import Link from 'next/link'
import { useEffect, useId, useRef } from 'react'
import { cn } from '@/components/ui/cn'
import type { FilterName } from './filter-options'

type ChipProps = { label: string; removeHref: string | null; children: React.ReactNode }

/** A filter as a chip: its control, and a link that removes it once it is set. */
function Chip({ label, removeHref, children }: ChipProps) {
  return (
    <span
      className={cn(
        'inline-flex h-8 max-w-full items-center rounded-full border border-control/60 bg-surface text-sm',
        removeHref && 'border-brand bg-brand-soft text-brand-ink',
      )}
    >
      {children}
      {removeHref && (
        <Link
          href={removeHref}
          scroll={false}
          aria-label={`Remove the filter ${label}`}
          className="mr-1 inline-flex size-6 shrink-0 items-center justify-center rounded-full hover:bg-surface"
        >
          <X aria-hidden="true" className="size-3.5" />
        </Link>
      )}
    </span>
  )
}

const fieldClass = 'h-full min-w-0 rounded-full bg-transparent field-sizing-content'

type SelectChipProps = {
  name: FilterName
  label: string
  /** The option that removes the filter. */
  all: string
  options: { value: string; label: string }[]
  value: string
  removeHref: string | null
  onChoose: (value: string) => void
}

export function SelectChip({ name, label, all, options, value, removeHref, onChoose }: SelectChipProps) {
  return (
    <Chip label={label} removeHref={removeHref}>
      <select
        name={name}
        aria-label={label}
        autoComplete="off"
        value={value}
        onChange={(event) => onChoose(event.target.value)}
        className={cn(fieldClass, 'max-w-60 pr-2 pl-3')}
      >
        <option value="">{all}</option>
        {options.map((option) => (
          <option key={option.value} value={option.value}>
            {option.label}
          </option>
        ))}
      </select>
    </Chip>
  )
}

type DateChipProps = {
  name: FilterName
  label: string
  value: string
  min?: string | undefined
  max?: string | undefined
  removeHref: string | null
  onChoose: (day: string) => void
}

/** Follows a change from elsewhere (the back button) without interrupting typing. */
export function DateChip({ name, label, value, min, max, removeHref, onChoose }: DateChipProps) {
  const id = useId()
  const field = useRef<HTMLInputElement>(null)
  const last = useRef(value)
  useEffect(() => {
    if (field.current && last.current !== value) field.current.value = value
    last.current = value
  }, [value])
  return (
    <Chip label={label} removeHref={removeHref}>
      <label htmlFor={id} className="pl-3 text-muted">
        {label}
      </label>
      <input
        ref={field}
        id={id}
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
        className={cn(fieldClass, 'pr-2 pl-1.5')}
      />
    </Chip>
  )
}
