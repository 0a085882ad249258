import Link from 'next/link'
import { Badge } from '@/components/ui/badge'
import { Card, CardHeader } from '@/components/ui/card'
import { countOf, formatDate, formatNumber } from '@/lib/core/text/format'
import type { SaleImportRow } from '@/lib/own-sales/views'
import { importStatusLabels } from './own-sales-labels'

export function SaleImportList({ imports, timeZone }: { imports: SaleImportRow[]; timeZone: string }) {
  return (
    <Card aria-labelledby="imports-title">
      <CardHeader id="imports-title" title="Recent imports" />
      <ul className="divide-y divide-line">
        {imports.map((row) => (
          <li key={row.id} className="flex flex-wrap items-center gap-x-4 gap-y-1 py-3">
            <span className="min-w-0 flex-1 basis-56">
              <Link
                href={`/reports/data/${row.id}`}
                className="font-medium break-words text-brand-ink underline underline-offset-2"
              >
                {row.fileName}
              </Link>
              <span className="block text-sm text-muted">
                {row.setName} · {formatDate(row.createdAt, timeZone)}
              </span>
            </span>
            <span className="text-sm text-muted">
              {countOf(row.added, 'sale')} added
              {row.refused > 0 ? `, ${formatNumber(row.refused)} not readable` : ''}
            </span>
            <Badge tone={importStatusLabels[row.status].tone}>{importStatusLabels[row.status].label}</Badge>
          </li>
        ))}
      </ul>
    </Card>
  )
}
