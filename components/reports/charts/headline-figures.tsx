import { Card } from '@/components/ui/card'
import { formatNumber } from '@/lib/core/text/format'
import type { Figures } from '@/lib/reports/figures/figures'
import { formatPrice, shortPrice, unitLabel } from '@/lib/sales/shared/measures'
import { dataOf, signedPercent } from '../report-labels'

/** The four main numbers, each with its change from the previous period. */
export function HeadlineFigures({ figures }: { figures: Figures }) {
  const { salesCount, priceUsd, pricePerSqftUsd, volumeUsd, before, county } = figures
  const data = dataOf(figures)
  return (
    <div className="grid grid-cols-1 gap-4 sm:grid-cols-2 lg:grid-cols-4">
      <Figure name="Homes sold" value={formatNumber(salesCount)} note={change(before?.salesChangePercent)} />
      <Figure
        name="Median price"
        value={priceUsd ? formatPrice(priceUsd.median, data) : '–'}
        note={priceUsd ? change(before?.medianPriceChangePercent) : 'Not enough sales for a median'}
      />
      <Figure
        name={`Median per ${unitLabel(data)}`}
        value={pricePerSqftUsd ? formatPrice(pricePerSqftUsd.median, data) : '–'}
        note={
          pricePerSqftUsd ? change(before?.medianPricePerSqftChangePercent) : 'Not enough sales for a median'
        }
      />
      <Figure
        name="Sales volume"
        value={shortPrice(volumeUsd, data)}
        note={
          before?.volumeChangePercent === undefined
            ? `${county.areaSharePercent}% of ${data.name} sales`
            : change(before.volumeChangePercent)
        }
      />
    </div>
  )
}

function change(percent: number | null | undefined): string {
  if (percent === undefined || percent === null) return 'No comparison with the previous period'
  return `${signedPercent(percent)} vs. previous period`
}

function Figure({ name, value, note }: { name: string; value: string; note: string }) {
  return (
    <Card className="break-inside-avoid">
      <dl className="space-y-1">
        <dt className="text-sm text-muted">{name}</dt>
        <dd className="font-serif text-3xl tracking-tight">{value}</dd>
        <dd className="text-sm text-muted">{note}</dd>
      </dl>
    </Card>
  )
}
