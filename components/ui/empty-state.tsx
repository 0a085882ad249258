import type { LucideIcon } from 'lucide-react'
import { cn } from './cn'
import { Icon } from './icons/icon'

type EmptyStateProps = {
  icon: LucideIcon
  title: string
  /** What will appear here, and how to create the first item. */
  children?: React.ReactNode
  action?: React.ReactNode
  className?: string
}

/** Shown when a list is empty, as opposed to loading or failed. */
export function EmptyState({ icon, title, children, action, className }: EmptyStateProps) {
  return (
    <div className={cn('flex flex-col items-center gap-3 px-6 py-10 text-center', className)}>
      <span className="grid size-12 place-items-center rounded-full bg-brand-soft text-brand-ink">
        <Icon of={icon} className="size-5.5" />
      </span>
      <p className="font-medium">{title}</p>
      {children && <div className="max-w-sm text-sm leading-relaxed text-muted">{children}</div>}
      {action}
    </div>
  )
}
