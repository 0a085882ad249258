'use client'

import { cn } from './cn'

export function Card({ className, ...rest }: React.ComponentProps<'section'>) {
  return (
    <section
      {...rest}
      className={cn('rounded-card border border-line bg-surface p-5 shadow-card sm:p-6', className)}
    />
  )
}

type CardHeaderProps = {
  title: React.ReactNode
  /** Id of the title; set the card's `aria-labelledby` to the same value. */
  id?: string
  description?: React.ReactNode
  action?: React.ReactNode
  className?: string
}

export function CardHeader({ title, id, description, action, className }: CardHeaderProps) {
  return (
    <header className={cn('mb-4 flex flex-wrap items-start justify-between gap-x-4 gap-y-2', className)}>
      <div className="min-w-0 space-y-1">
        <h2 id={id} className="text-base font-semibold">
          {title}
        </h2>
        {description && <p className="text-sm text-muted">{description}</p>}
      </div>
      {action}
    </header>
  )
}
