import { WorkList } from '@/components/paid-work/work-list'
import { workStatuses } from '@/components/paid-work/work-status'
import { Badge } from '@/components/ui/badge'
import { formatDate } from '@/lib/core/text/format'
import { formatPrice } from '@/lib/sales/shared/measures'
import type { ValuationRow } from '@/lib/valuations/views'

export function ValuationList({ rows, timeZone }: { rows: ValuationRow[]; timeZone: string }) {
  return (
    <WorkList rows={rows} href="/valuations">
      {({ label, zipCode, createdAt, status, estimateUsd, lowUsd, highUsd, currency }) => (
        <>
          <span className="min-w-0 flex-1">
            <span className="block truncate font-medium">{label}</span>
            <span className="block text-sm text-muted">
              {zipCode} · {formatDate(createdAt, timeZone)}
            </span>
          </span>
          {estimateUsd && lowUsd && highUsd ? (
            <span className="text-right">
              <span className="block font-medium">{formatPrice(estimateUsd, { currency })}</span>
              <span className="hidden text-sm text-muted sm:block">
                {formatPrice(lowUsd, { currency })} – {formatPrice(highUsd, { currency })}
              </span>
            </span>
          ) : (
            <Badge tone={workStatuses[status].tone}>{workStatuses[status].label}</Badge>
          )}
        </>
      )}
    </WorkList>
  )
}
