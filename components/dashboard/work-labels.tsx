import { campaignStatusLabels as campaignStatus } from '@/components/campaigns/campaign-labels'
import { workStatuses } from '@/components/paid-work/work-status'
import { reportTitle } from '@/components/reports/report-labels'
import type { BadgeTone } from '@/components/ui/badge'
import { formatNumber } from '@/lib/core/text/format'
import type { LatestWork } from '@/lib/dashboard/views'
import { formatPrice } from '@/lib/sales/shared/measures'

/** A status, or a figure of the result. */
export type WorkResult = { label: string; tone: BadgeTone } | { label: string; look: 'strong' | 'muted' }

type Summary = { href: string; title: string; at: string; result: WorkResult }

/** Title, date, status and link of each kind of work. */
export function workSummary(work: LatestWork): Summary {
  const { id } = work.row
  switch (work.kind) {
    case 'report': {
      const { areaName, createdAt, status } = work.row
      return {
        href: `/reports/${id}`,
        title: reportTitle(areaName),
        at: createdAt,
        result: workStatuses[status],
      }
    }
    case 'image': {
      const { title, createdAt, status } = work.row
      return { href: `/images/${id}`, title, at: createdAt, result: workStatuses[status] }
    }
    case 'valuation': {
      const { label, createdAt, status, estimateUsd, currency } = work.row
      const result = estimateUsd
        ? { label: formatPrice(estimateUsd, { currency }), look: 'strong' as const }
        : workStatuses[status]
      return { href: `/valuations/${id}`, title: label, at: createdAt, result }
    }
    case 'campaign': {
      const { name, at, status, accepted, recipients } = work.row
      const result =
        status === 'sent'
          ? {
              label: `${formatNumber(accepted)} of ${formatNumber(recipients)} accepted`,
              look: 'muted' as const,
            }
          : campaignStatus[status]
      return { href: `/campaigns/${id}`, title: name, at, result }
    }
  }
}
