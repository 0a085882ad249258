import { formatDateTime, formatNumber } from '@/lib/core/text/format'
import type { SpendingLimitChange } from '@/lib/spending-limits/spending-limit-changes'

type ListProps = { title: string; changes: SpendingLimitChange[]; timeZone: string }

/** Who let whom spend how much, and when. */
export function LimitChangeList({ title, changes, timeZone }: ListProps) {
  return (
    <div>
      <h3 className="text-sm font-semibold">{title}</h3>
      <ul className="mt-2 grid gap-1 text-sm text-muted">
        {changes.map(({ by, name, from, to, at }) => (
          <li key={at.toISOString()} className="break-words">
            <time dateTime={at.toISOString()}>{formatDateTime(at, timeZone)}</time>: {by} set the spending
            limit for {name} to {limitWords(to)}; it was {limitWords(from)}.
          </li>
        ))}
      </ul>
    </div>
  )
}

const limitWords = (credits: number | null) => (credits === null ? 'none' : formatNumber(credits))
