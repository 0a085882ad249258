import { statusWords as campaignStatus } from '@/components/campaigns/campaign-words'
import { statusWords as imageStatus } from '@/components/images/image-words'
import { statusWords as reportStatus, reportTitle } from '@/components/reports/report-words'
import { Badge, type BadgeTone } from '@/components/ui/badge'
import { usd, statusWords as valuationStatus } from '@/components/valuations/valuation-words'
import { formatNumber } from '@/lib/core/format'
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
        result: said(reportStatus[status]),
      }
    }
    case 'image': {
      const { title, createdAt, status } = work.row
      return { href: `/images/${id}`, title, at: createdAt, result: said(imageStatus[status]) }
    }
    case 'valuation': {
      const { label, createdAt, status, estimateUsd } = work.row
      const result = estimateUsd ? (
        <span className="font-medium">{usd(estimateUsd)}</span>
      ) : (
        said(valuationStatus[status])
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
