import { ChevronRight } from 'lucide-react'
import Link from 'next/link'
import { Badge } from '@/components/ui/badge'
import { Card } from '@/components/ui/card'
import { formatDate } from '@/lib/core/format'
import type { ValuationRow } from '@/lib/valuations/views'
import { statusWords, usd } from './valuation-words'

/** Each valuation a row that leads to it. */
export function ValuationList({ rows, timeZone }: { rows: ValuationRow[]; timeZone: string }) {
  return (
    <Card className="p-0 sm:p-0">
      <ul className="divide-y divide-line">
        {rows.map((row) => (
          <li key={row.id}>
            <Row row={row} timeZone={timeZone} />
          </li>
        ))}
      </ul>
    </Card>
  )
}

function Row({ row, timeZone }: { row: ValuationRow; timeZone: string }) {
  const { estimateUsd, lowUsd, highUsd, status } = row
  const { label, tone } = statusWords[status]
  return (
    <Link
      href={`/valuations/${row.id}`}
      className="group flex items-center gap-4 px-5 py-4 transition-colors first:rounded-t-card last:rounded-b-card hover:bg-sunken/60 sm:px-6"
    >
      <span className="min-w-0 flex-1">
        <span className="block truncate font-medium">{row.label}</span>
        <span className="block text-sm text-muted">
          {row.zipCode} · {formatDate(row.createdAt, timeZone)}
        </span>
      </span>
      {estimateUsd && lowUsd && highUsd ? (
        <span className="text-right">
          <span className="block font-medium">{usd(estimateUsd)}</span>
          <span className="hidden text-sm text-muted sm:block">
            {usd(lowUsd)} – {usd(highUsd)}
          </span>
        </span>
      ) : (
        <Badge tone={tone}>{label}</Badge>
      )}
      <ChevronRight
        className="size-4 shrink-0 text-muted transition-transform group-hover:translate-x-0.5"
        aria-hidden="true"
      />
    </Link>
  )
}
