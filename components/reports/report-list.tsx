'use client'

import { WorkList } from '@/components/paid-work/work-list'
import { workStatuses } from '@/components/paid-work/work-status'
import { Badge } from '@/components/ui/badge'
import { formatDate } from '@/lib/core/text/format'
import type { ReportRow } from '@/lib/reports/views'
import { shortPrice } from '@/lib/sales/shared/measures'
import { periodLabel, reportTitle, signedPercent } from './report-labels'
import { Sparkline } from './sparkline'

export function ReportList({ rows, timeZone }: { rows: ReportRow[]; timeZone: string }) {
  return (
    <WorkList rows={rows} href="/reports">
      {({ title, areaName, periodFrom, periodTo, createdAt, status, progressPercent, glance }) => (
        <>
          <span className="min-w-0 flex-1">
            <span className="block font-medium">{title ?? reportTitle(areaName)}</span>
            <span className="block text-sm text-muted">{periodLabel(periodFrom, periodTo)}</span>
          </span>
          {glance ? <Glance glance={glance} /> : null}
          <span className="hidden text-sm text-muted lg:block">{formatDate(createdAt, timeZone)}</span>
          <Badge tone={workStatuses[status].tone}>
            {workStatuses[status].label}
            {status === 'running' ? `, ${progressPercent}%` : ''}
          </Badge>
        </>
      )}
    </WorkList>
  )
}

function Glance({ glance }: { glance: NonNullable<ReportRow['glance']> }) {
  const { medianPriceUsd, changePercent, currency, monthlyMediansUsd } = glance
  return (
    <>
      <span className="hidden sm:block">
        <Sparkline values={monthlyMediansUsd} />
      </span>
      <span className="text-right whitespace-nowrap">
        <span className="block font-medium">
          {shortPrice(medianPriceUsd, { currency })} <span className="sr-only">median price</span>
        </span>
        {changePercent === null ? null : (
          <span className="block text-sm text-muted">
            {signedPercent(changePercent)} <span className="sr-only">vs. previous period</span>
          </span>
        )}
      </span>
    </>
  )
}
