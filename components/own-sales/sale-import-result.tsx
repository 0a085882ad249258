import { Alert } from '@/components/ui/alert'
import { Badge } from '@/components/ui/badge'
import { ButtonLink } from '@/components/ui/buttons/button'
import { Card, CardHeader } from '@/components/ui/card'
import { formatNumber } from '@/lib/core/text/format'
import type { SaleImportView } from '@/lib/own-sales/views'
import { importStatusLabels } from './own-sales-labels'
import { RefusedRows } from './refused-rows'

/** What became of a file. Every row is added, already there, or listed with its reason. */
export function SaleImportResult({ view }: { view: SaleImportView }) {
  const { status, rows, added, unchanged, failure } = view
  const { label, tone } = importStatusLabels[status]
  const counts = [
    ['Rows', rows],
    ['Added', added],
    ['Already imported', unchanged],
    ['Not readable', view.refused],
  ] as const
  return (
    <Card aria-labelledby="result-title" className="max-w-4xl">
      <CardHeader
        id="result-title"
        title={view.setName ? `Data set: ${view.setName}` : 'Import'}
        action={<Badge tone={tone}>{label}</Badge>}
      />
      {status === 'queued' && <Alert title="Import in progress">Reload the page in a few seconds.</Alert>}
      {failure && <Alert title="The import failed">{failure}</Alert>}
      {status === 'done' && (
        <dl className="grid grid-cols-2 gap-4 sm:grid-cols-4">
          {counts.map(([name, count]) => (
            <div key={name}>
              <dt className="text-sm text-muted">{name}</dt>
              <dd className="text-xl font-semibold">{formatNumber(count)}</dd>
            </div>
          ))}
        </dl>
      )}
      <RefusedRows refused={view.refused} refusedRows={view.refusedRows} />
      <div className="mt-6">
        <ButtonLink href="/reports/data" variant="secondary">
          Go to sales data
        </ButtonLink>
      </div>
    </Card>
  )
}
