import { BellOff } from 'lucide-react'
import { Button, ButtonLink } from '@/components/ui/buttons/button'
import { cn } from '@/components/ui/cn'
import { EmptyState } from '@/components/ui/empty-state'
import { formatDateTime } from '@/lib/core/text/format'
import type { NotificationRow } from '@/lib/notifications/list-notifications'

type ListProps = {
  rows: NotificationRow[]
  timeZone: string
  markRead: (form: FormData) => Promise<void>
}

export function NotificationList({ rows, timeZone, markRead }: ListProps) {
  if (rows.length === 0) {
    return (
      <EmptyState icon={BellOff} title="No notifications">
        We’ll notify you when credits run low, a purchase goes through or someone requests credits.
      </EmptyState>
    )
  }
  return (
    <ul className="divide-y divide-line">
      {rows.map((row) => (
        <li key={row.id} className="grid gap-2 py-5 first:pt-0 last:pb-0">
          <div className="flex flex-wrap items-baseline justify-between gap-x-4">
            <h2 className={cn('flex items-center gap-2', row.unread ? 'font-semibold' : 'font-medium')}>
              {row.unread && (
                <>
                  <span className="size-2 rounded-full bg-bad-strong" aria-hidden="true" />
                  <span className="sr-only">Unread: </span>
                </>
              )}
              {row.title}
            </h2>
            <time dateTime={row.at} className="text-sm text-muted">
              {formatDateTime(row.at, timeZone)}
            </time>
          </div>
          <p className="max-w-prose leading-relaxed text-muted">{row.body}</p>
          <div className="flex flex-wrap gap-2">
            {row.steps.map((step) => (
              <ButtonLink key={step.label} href={step.href} size="sm" variant="secondary">
                {step.label}
              </ButtonLink>
            ))}
            {row.unread && (
              <form action={markRead}>
                <input type="hidden" name="id" value={row.id} />
                <Button type="submit" size="sm" variant="ghost" aria-label={`Mark as read: ${row.title}`}>
                  Mark as read
                </Button>
              </form>
            )}
          </div>
        </li>
      ))}
    </ul>
  )
}
