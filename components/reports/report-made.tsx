import { PaidLink } from '@/components/credits/paid-link'
import { formatDateTime } from '@/lib/core/text/format'
import type { ReportView } from '@/lib/reports/views'
import { ReportBody } from './report-body'

type Props = { report: ReportView; result: NonNullable<ReportView['result']>; timeZone: string }

/** The finished report, with who requested it and what it cost. */
export function ReportMade({ report, result, timeZone }: Props) {
  return (
    <article className="space-y-6">
      <p className="text-sm text-muted">
        Created on {formatDateTime(report.finishedAt ?? report.createdAt, timeZone)} by {report.createdBy}.{' '}
        <PaidLink paid={report.paid} />
      </p>
      <ReportBody result={result} />
    </article>
  )
}
