import type { BillingView } from '@/lib/billing/shared/billing-address'
import type { CreditsSummary } from '@/lib/billing/views'
import { formatDateTime } from '@/lib/core/text/format'
import { viewLabels } from './view-labels'

type PrintHeaderProps = {
  summary: Pick<CreditsSummary, 'workspaceName' | 'asOf' | 'timeZone'>
  view: BillingView
}

/** On paper, whose page it is and from when, instead of the tabs. */
export function PrintHeader({ summary: { workspaceName, asOf, timeZone }, view }: PrintHeaderProps) {
  return (
    <p className="mb-5 hidden border-b border-line pb-3 text-sm print:block">
      <strong>{workspaceName}</strong> · {viewLabels[view]} · {formatDateTime(asOf, timeZone)}
    </p>
  )
}
