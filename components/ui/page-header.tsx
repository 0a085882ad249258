'use client'

import { cn } from './cn'

type PageHeaderProps = {
  title: string
  /** An h1 of its own instead of the title, such as one that can be renamed. */
  heading?: React.ReactNode
  description?: React.ReactNode
  action?: React.ReactNode
  className?: string
}

/** The page's only h1. */
export function PageHeader({ title, heading, description, action, className }: PageHeaderProps) {
  return (
    <header className={cn('mb-8 flex flex-wrap items-end justify-between gap-4', className)}>
      <div className="min-w-0 space-y-1.5">
        {heading ?? <h1 className="font-serif text-3xl tracking-tight sm:text-4xl">{title}</h1>}
        {description && <p className="max-w-2xl text-muted">{description}</p>}
      </div>
      {action}
    </header>
  )
}
