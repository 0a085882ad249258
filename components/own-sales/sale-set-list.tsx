import { Badge } from '@/components/ui/badge'
import { ButtonLink } from '@/components/ui/buttons/button'
import { Card, CardHeader } from '@/components/ui/card'
import { ActionForm } from '@/components/ui/forms/action-form'
import type { FormAction } from '@/components/ui/forms/form-action'
import { countOf, formatDate, formatNumber } from '@/lib/core/text/format'
import type { SaleSetRow } from '@/lib/own-sales/views'
import { unitLabel } from '@/lib/sales/shared/measures'
import { modelStatusLabels } from './own-sales-labels'

type Props = { sets: SaleSetRow[]; remove: FormAction }

export function SaleSetList({ sets, remove }: Props) {
  return (
    <ul className="grid grid-cols-[minmax(0,1fr)] gap-6">
      {sets.map((set) => (
        <li key={set.id}>
          <SetCard set={set} remove={remove} />
        </li>
      ))}
    </ul>
  )
}

function SetCard({ set, remove }: { set: SaleSetRow; remove: FormAction }) {
  const { label, tone } = modelStatusLabels[set.modelStatus]
  const titleId = `set-${set.id}`
  return (
    <Card aria-labelledby={titleId}>
      <CardHeader
        id={titleId}
        title={set.name}
        description={`${countOf(set.salesCount, 'sale')}${set.from && set.to ? `, ${formatDate(set.from, 'UTC')} to ${formatDate(set.to, 'UTC')}` : ''}. ${set.currency.toUpperCase()}, ${unitLabel(set)}.`}
      />
      <dl className="grid gap-4 sm:grid-cols-2">
        <div>
          <dt className="text-sm text-muted">Locations</dt>
          <dd>{formatNumber(set.placedCount)} sales with coordinates</dd>
        </div>
        <div>
          <dt className="text-sm text-muted">Valuation model</dt>
          <dd className="space-y-1">
            <Badge tone={tone}>{label}</Badge>
            <p className="text-sm">{modelText(set)}</p>
          </dd>
        </div>
      </dl>
      <div className="mt-5 flex flex-wrap items-center gap-3 border-t border-line pt-4">
        {set.salesCount > 0 && (
          <ButtonLink href={`/reports/new?data=${set.id}`} variant="secondary" size="sm">
            Create report
          </ButtonLink>
        )}
        {set.modelStatus === 'ready' && (
          <ButtonLink href={`/valuations/new?data=${set.id}`} variant="secondary" size="sm">
            Create valuation
          </ButtonLink>
        )}
        <ActionForm
          action={remove}
          hidden={{ id: set.id }}
          submit="Delete data set"
          submitLabel={`Delete data set: ${set.name}`}
          variant="ghost"
          size="sm"
        />
      </div>
    </Card>
  )
}

const monthFormat = new Intl.DateTimeFormat('en-US', { month: 'long', year: 'numeric', timeZone: 'UTC' })

function modelText({ modelNote, medianErrorPercent, testedMonth, testedSales }: SaleSetRow): string {
  if (modelNote) return modelNote
  if (medianErrorPercent === null || !testedMonth || testedSales === null)
    return 'The model is trained after the import. Reload the page in a minute.'
  return `On ${countOf(testedSales, 'sale')} of ${monthFormat.format(new Date(testedMonth))} that the test did not know, estimates were off by ${medianErrorPercent}% in the median.`
}
