import { campaignStatusLabels as campaignStatus } from '@/components/campaigns/campaign-labels'
import { workStatuses } from '@/components/paid-work/work-status'
import { reportTitle } from '@/components/reports/report-labels'
import { Badge, type BadgeTone } from '@/components/ui/badge'
import { usd } from '@/components/valuations/valuation-labels'
import { formatNumber } from '@/lib/core/text/format'
import type { LatestWork } from '@/lib/dashboard/views'

type Words = { href: string; title: string; at: string; result: React.ReactNode }

/** Each kind of work in the words of its own room. */
export function workWords(work: LatestWork): Words {
  const { id } = work.row
  switch (work.kind) {
    case 'report': {
      const { areaName, createdAt, status } = work.row
      return {
        href: `/reports/${id}`,
        title: reportTitle(areaName),
        at: createdAt,
        result: said(workStatuses[status]),
      }
    }
    case 'image': {
      const { title, createdAt, status } = work.row
      return { href: `/images/${id}`, title, at: createdAt, result: said(workStatuses[status]) }
    }
    case 'valuation': {
      const { label, createdAt, status, estimateUsd } = work.row
      const result = estimateUsd ? (
        <span className="font-medium">{usd(estimateUsd)}</span>
      ) : (
        said(workStatuses[status])
      )
      return { href: `/valuations/${id}`, title: label, at: createdAt, result }
    }
    case 'campaign': {
      const { name, at, status, accepted, recipients } = work.row
      const result =
        status === 'sent' ? (
          <span className="text-muted">
            {formatNumber(accepted)} of {formatNumber(recipients)} accepted
          </span>
        ) : (
          said(campaignStatus[status])
        )
      return { href: `/campaigns/${id}`, title: name, at, result }
    }
  }
}

const said = ({ label, tone }: { label: string; tone: BadgeTone }) => <Badge tone={tone}>{label}</Badge>
