import { formatDateTime, formatNumber } from '@/lib/core/text/format'
import type { SpendingLimitChange } from '@/lib/spending-limits/spending-limit-changes'

type ListProps = { title: string; changes: SpendingLimitChange[]; timeZone: string }

/** Who changed which spending limit, and when. */
export function LimitChangeList({ title, changes, timeZone }: ListProps) {
  return (
    <div>
      <h3 className="text-sm font-semibold">{title}</h3>
      <ul className="mt-2 grid gap-1 text-sm text-muted">
        {changes.map(({ by, name, from, to, at }) => (
          <li key={at.toISOString()} className="break-words">
            <time dateTime={at.toISOString()}>{formatDateTime(at, timeZone)}</time>: {by} changed the spending
            limit for {name} from {limitText(from)} to {limitText(to)}.
          </li>
        ))}
      </ul>
    </div>
  )
}

const limitText = (credits: number | null) => (credits === null ? 'no limit' : formatNumber(credits))
