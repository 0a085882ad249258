import { countOf } from '@/lib/core/text/format'
import type { RateCardReach } from '@/lib/operators/catalog/rate-card-versions'
import type { PriceChange } from '@/lib/operators/shared/price-changes'

type PreviewProps = { changes: PriceChange[]; used: RateCardReach['usedByAction'] }

/** What a version would change and how often those actions were used recently, before it is saved. */
export function RateCardPreview({ changes, used }: PreviewProps) {
  return (
    <section aria-label="Price changes" aria-live="polite" className="rounded-control bg-sunken p-4 text-sm">
      {changes.length === 0 ? (
        <p className="text-muted">No changes yet.</p>
      ) : (
        <ul className="grid gap-1">
          {changes.map(({ action, label, before, after }) => (
            <li key={action}>
              <span className="font-medium">
                {label}: {before ?? 'not priced'} → {after}
              </span>
              <span className="block text-muted">
                {usageSummary(used.find((use) => use.action === action))}
              </span>
            </li>
          ))}
        </ul>
      )}
    </section>
  )
}

function usageSummary(use: RateCardReach['usedByAction'][number] | undefined): string {
  if (!use) return 'Not used in the last 30 days.'
  return `Used ${countOf(use.times, 'time')} by ${countOf(use.workspaces, 'workspace')} in the last 30 days.`
}
