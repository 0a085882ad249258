import { countOf } from '@/lib/core/text/format'
import type { ExportEvent } from '@/lib/operators/operations/audit-log'
import { Instant } from './instant'

/** Exports: who, what, when, and how many rows. */
export function ExportList({ exports }: { exports: ExportEvent[] }) {
  if (exports.length === 0) return <p className="text-sm text-muted">No exports yet.</p>
  return (
    <ul className="divide-y divide-line text-sm">
      {exports.map(({ id, at, who, kind, workspaceId, rows }) => (
        <li key={id} className="grid gap-1 py-3 first:pt-0 last:pb-0">
          <p className="break-words">
            <span className="font-medium">{who}</span> exported {kind} from workspace {workspaceId}:{' '}
            {countOf(rows, 'row')}
          </p>
          <p className="text-muted">
            <Instant at={at} />
          </p>
        </li>
      ))}
    </ul>
  )
}
