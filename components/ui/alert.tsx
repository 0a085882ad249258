import { CircleAlert, CircleCheck, Info, TriangleAlert } from 'lucide-react'
import { cn } from './cn'
import { Icon } from './icons/icon'

const looks = {
  info: { icon: Info, className: 'border-line bg-surface text-ink [&>svg]:text-brand' },
  good: { icon: CircleCheck, className: 'border-good/40 bg-good-soft text-good-ink' },
  warn: { icon: TriangleAlert, className: 'border-warn/40 bg-warn-soft text-warn-ink' },
  bad: { icon: CircleAlert, className: 'border-bad/40 bg-bad-soft text-bad-ink' },
}

type AlertProps = {
  tone?: keyof typeof looks
  title?: React.ReactNode
  /** A button or link to act on the alert. */
  action?: React.ReactNode
  children?: React.ReactNode
  className?: string
}

/** Screen readers announce errors immediately and other alerts politely. */
export function Alert({ tone = 'info', title, action, children, className }: AlertProps) {
  const { icon, className: look } = looks[tone]
  return (
    <div
      role={tone === 'bad' ? 'alert' : 'status'}
      className={cn('flex flex-wrap items-start gap-3 rounded-card border p-4 text-sm', look, className)}
    >
      <Icon of={icon} className="mt-0.5 size-4.5 shrink-0" />
      <div className="min-w-0 flex-1 basis-48 space-y-1">
        {title && <p className="font-semibold">{title}</p>}
        {children && <div className="leading-relaxed">{children}</div>}
      </div>
      {action}
    </div>
  )
}
