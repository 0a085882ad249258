import { PaidLink } from '@/components/credits/paid-link'
import { formatDateTime } from '@/lib/core/text/format'
import type { ReportView } from '@/lib/reports/views'
import type { DataAge } from '@/lib/sales/shared/data-age'
import { ReportBody } from './report-body'

type Props = {
  report: ReportView
  result: NonNullable<ReportView['result']>
  timeZone: string
  age: DataAge
  agent?: React.ReactNode
}

/** The finished report, with who requested it and what it cost. */
export function ReportMade({ report, result, timeZone, age, agent }: Props) {
  return (
    <article className="space-y-6">
      <p className="text-sm text-muted">
        Created on {formatDateTime(report.finishedAt ?? report.createdAt, timeZone)} by {report.createdBy}.{' '}
        <PaidLink paid={report.paid} />
      </p>
      <ReportBody result={result} age={age} agent={agent} />
    </article>
  )
}
