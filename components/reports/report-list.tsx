import { WorkList } from '@/components/paid-work/work-list'
import { workStatuses } from '@/components/paid-work/work-status'
import { Badge } from '@/components/ui/badge'
import { formatDate } from '@/lib/core/text/format'
import type { ReportRow } from '@/lib/reports/views'
import { periodLabel, reportTitle } from './report-labels'

export function ReportList({ rows, timeZone }: { rows: ReportRow[]; timeZone: string }) {
  return (
    <WorkList rows={rows} href="/reports">
      {({ areaName, periodFrom, periodTo, createdAt, status, progressPercent }) => (
        <>
          <span className="min-w-0 flex-1">
            <span className="block font-medium">{reportTitle(areaName)}</span>
            <span className="block text-sm text-muted">{periodLabel(periodFrom, periodTo)}</span>
          </span>
          <span className="hidden text-sm text-muted sm:block">{formatDate(createdAt, timeZone)}</span>
          <Badge tone={workStatuses[status].tone}>
            {workStatuses[status].label}
            {status === 'running' ? `, ${progressPercent}%` : ''}
          </Badge>
        </>
      )}
    </WorkList>
  )
}
