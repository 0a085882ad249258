import { ChevronRight } from 'lucide-react'
import Link from 'next/link'
import { Badge } from '@/components/ui/badge'
import { Card } from '@/components/ui/card'
import { formatDate } from '@/lib/core/format'
import type { ReportRow } from '@/lib/reports/views'
import { periodWords, reportTitle, statusWords } from './report-words'

/** Each report a row that leads to it. */
export function ReportList({ rows, timeZone }: { rows: ReportRow[]; timeZone: string }) {
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

function Row({ row, timeZone }: { row: ReportRow; timeZone: string }) {
  const { label, tone } = statusWords[row.status]
  const progress = row.status === 'running' ? `, ${row.progressPercent}%` : ''
  return (
    <Link
      href={`/reports/${row.id}`}
      className="group flex items-center gap-4 px-5 py-4 transition-colors first:rounded-t-card last:rounded-b-card hover:bg-sunken/60 sm:px-6"
    >
      <span className="min-w-0 flex-1">
        <span className="block font-medium">{reportTitle(row.areaName)}</span>
        <span className="block text-sm text-muted">{periodWords(row.periodFrom, row.periodTo)}</span>
      </span>
      <span className="hidden text-sm text-muted sm:block">{formatDate(row.createdAt, timeZone)}</span>
      <Badge tone={tone}>
        {label}
        {progress}
      </Badge>
      <ChevronRight
        className="size-4 shrink-0 text-muted transition-transform group-hover:translate-x-0.5"
        aria-hidden="true"
      />
    </Link>
  )
}
