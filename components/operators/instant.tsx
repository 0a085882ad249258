import { formatDateTime } from '@/lib/core/text/format'

/** Operators work across time zones, so the console shows UTC. */
export function Instant({ at }: { at: string | Date | null }) {
  if (!at) return <span className="text-muted">never</span>
  const iso = typeof at === 'string' ? at : at.toISOString()
  return (
    <time dateTime={iso} className="whitespace-nowrap">
      {formatDateTime(iso, 'UTC')} UTC
    </time>
  )
}
