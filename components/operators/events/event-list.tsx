import Link from 'next/link'
import type { OperatorEvent } from '@/lib/operators/operations/audit-log'
import { Instant } from '../instant'

/** Operator events: who, what, when, and the values before and after. */
export function EventList({ events }: { events: OperatorEvent[] }) {
  if (events.length === 0) return <p className="text-sm text-muted">No activity yet.</p>
  return (
    <ul className="divide-y divide-line text-sm">
      {events.map((event) => (
        <li key={event.id} className="grid gap-1.5 py-3 first:pt-0 last:pb-0">
          <p>
            <span className="font-medium">{event.who}</span> {event.what}
            {event.workspaceId !== null && (
              <>
                {' '}
                in{' '}
                <Link
                  href={`/admin/workspaces/${event.workspaceId}`}
                  className="text-brand-ink underline underline-offset-3"
                >
                  workspace {event.workspaceId}
                </Link>
              </>
            )}
          </p>
          <p className="text-muted">
            <Instant at={event.at} />
            {event.reason && `: ${event.reason}`}
          </p>
          {event.changes.length > 0 && (
            <ul className="grid gap-0.5 text-muted">
              {event.changes.map((change) => (
                <li key={change.name} className="break-words">
                  {change.name}: {change.before ?? 'none'} → {change.after ?? 'none'}
                </li>
              ))}
            </ul>
          )}
        </li>
      ))}
    </ul>
  )
}
