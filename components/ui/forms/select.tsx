'use client'

import { ChevronDown } from 'lucide-react'
import { cn } from '../cn'
import { useFieldControl } from './field'

/** A native select, which works by touch, keyboard and voice as users expect. Use it inside a `Field`. */
export function Select({ className, children, ...rest }: React.ComponentProps<'select'>) {
  return (
    <span className="relative block">
      <select
        {...useFieldControl()}
        {...rest}
        className={cn(
          'h-10 w-full appearance-none rounded-control border border-control bg-surface pr-9 pl-3 text-base text-ink shadow-xs data-invalid:border-bad sm:text-sm',
          className,
        )}
      >
        {children}
      </select>
      <ChevronDown
        aria-hidden="true"
        className="pointer-events-none absolute top-1/2 right-3 size-4 -translate-y-1/2 text-muted"
      />
    </span>
  )
}
