import Link from 'next/link'
import { CostTag } from '@/components/credits/cost-tag'
import type { CreditsSummary } from '@/lib/billing/views'
import { formatDate } from '@/lib/core/format'
import type { Quote } from '@/lib/metering/types'

export type Cost = {
  quote: Pick<Quote, 'credits' | 'leftCredits' | 'capLeftCredits' | 'affordable'>
  wayOut: CreditsSummary['wayOut']
  /** The month's reports, on a plan that counts them; null where credits are spent. */
  reports: { used: number; limit: number; resetsAt: string; timeZone: string } | null
}

/** Why the button may not be used; null: it may. */
export function costObstacle({ quote, reports }: Cost): string | null {
  if (reports && reports.used >= reports.limit) return 'All reports of this month are used.'
  return quote.affordable ? null : 'There are too few credits for a report.'
}

/** What a report costs this workspace, in credits or as one of the month's reports (R3, R7). */
export function ReportCost({ quote, wayOut, reports }: Cost) {
  if (!reports) return <CostTag quote={quote} wayOut={wayOut} />
  const { used, limit, resetsAt, timeZone } = reports
  if (used < limit) {
    return (
      <p className="text-sm text-muted">
        Counts as 1 report: {used} of {limit} are used this month.
      </p>
    )
  }
  return (
    <p className="text-sm">
      All {limit} reports of this month are used. They start again at zero on {formatDate(resetsAt, timeZone)}
      .{' '}
      <Link
        href="/workspace-settings?tab=billing#plans"
        className="font-medium text-brand-ink underline underline-offset-2"
      >
        Upgrade
      </Link>
    </p>
  )
}
