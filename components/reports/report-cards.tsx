import { Card, CardHeader } from '@/components/ui/card'
import { countOf, formatNumber } from '@/lib/core/text/format'
import type { Figures } from '@/lib/reports/figures/figures'
import { adjustedName, adjustedNote, adjustedPhrase } from '@/lib/reports/shared/season-labels'
import { type DataLabel, formatPrice, unitLabel } from '@/lib/sales/shared/measures'
import { trendText } from './area/area-cards'
import { MonthsDrawing, PricesDrawing } from './chart-drawings'
import { monthPoints, monthPointsText, priceBars, priceBarsText } from './charts/chart-data'
import { ChartWhenSeen } from './charts/chart-when-seen'
import { DataTable, TableTwin } from './charts/data-table'
import { dataOf, dayLabel } from './report-labels'

type Props = { figures: Figures }

const orNone = (amount: number | null, data: DataLabel) =>
  amount === null ? 'Not enough sales' : formatPrice(amount, data)

/** Low on a phone, where it is one of five things on the screen. */
const BRIEF = 'h-32 sm:h-72'

type ChartProps = Props & { brief?: boolean }

export function MonthsChart({ figures, brief = false }: ChartProps) {
  const data = dataOf(figures)
  const points = monthPoints(figures)
  return (
    <ChartWhenSeen
      kind="months"
      points={points}
      adjustedName={adjustedName(figures.season, data.name)}
      currency={data.currency}
      words={monthPointsText(points, data)}
      drawing={<MonthsDrawing points={points} currency={data.currency} />}
      {...(brief && { className: BRIEF })}
    />
  )
}

export function PricesChart({ figures, brief = false }: ChartProps) {
  const bars = priceBars(figures)
  return (
    <ChartWhenSeen
      kind="price"
      bars={bars}
      words={priceBarsText(bars)}
      drawing={<PricesDrawing bars={bars} />}
      {...(brief && { className: BRIEF })}
    />
  )
}

/** The numbers of the chart, how they were adjusted, and their trend. */
export function MonthsDetails({ figures }: Props) {
  const data = dataOf(figures)
  const points = monthPoints(figures)
  const trend = trendText(figures)
  const adjustedLabel = adjustedName(figures.season, data.name)
  const adjusted = points.some((point) => point.adjustedMedianPriceUsd !== null)
  return (
    <>
      <TableTwin
        caption="Sales and median price by month"
        columns={[
          { head: 'Month' },
          { head: 'Sales', number: true },
          { head: 'Median price', number: true },
          { head: adjustedLabel, number: true },
          { head: 'Note' },
        ]}
        rows={points.map(({ label, salesCount, medianPriceUsd, adjustedMedianPriceUsd, note }) => ({
          key: label,
          cells: [
            label,
            formatNumber(salesCount),
            orNone(medianPriceUsd, data),
            orNone(adjustedMedianPriceUsd, data),
            note,
          ],
        }))}
      />
      {trend && <p className="mt-4 text-sm text-muted">{trend}</p>}
      {adjusted && <p className="mt-2 text-sm text-muted">{adjustedNote(figures.season, data.name)}</p>}
    </>
  )
}

/** What the lines and bars of the chart are. */
export function monthsLegend(figures: Figures): string {
  const adjusted = figures.months.some((month) => month.adjustedMedianPriceUsd !== null)
  return `Median price (line), ${adjusted ? `${adjustedPhrase(figures.season, dataOf(figures).name)} (dashed), ` : ''}sales (bars)`
}

/** The details of the first chart, where it stands without them. */
export function MonthsCard({ figures }: Props) {
  return (
    <Card aria-labelledby="months" className="break-inside-avoid">
      <CardHeader id="months" title="Month by month" description={monthsLegend(figures)} className="mb-0" />
      <MonthsDetails figures={figures} />
    </Card>
  )
}

export function PricesCard({ figures }: Props) {
  const bars = priceBars(figures)
  return (
    <Card aria-labelledby="prices" className="break-inside-avoid">
      <CardHeader id="prices" title="Prices" description="Number of homes sold by price" />
      <PricesChart figures={figures} />
      <TableTwin
        caption="Sales by price"
        columns={[{ head: 'Price' }, { head: 'Sales', number: true }]}
        rows={bars.map(({ label, salesCount }) => ({ key: label, cells: [label, formatNumber(salesCount)] }))}
      />
    </Card>
  )
}

export function BedroomsCard({ figures }: Props) {
  return (
    <Card aria-labelledby="bedrooms" className="break-inside-avoid">
      <CardHeader id="bedrooms" title="By bedrooms" />
      <DataTable
        caption="Sales by number of bedrooms"
        columns={[
          { head: 'Bedrooms' },
          { head: 'Sales', number: true },
          { head: 'Share', number: true },
          { head: 'Median price', number: true },
        ]}
        rows={figures.bedrooms.map(({ label, salesCount, sharePercent, medianPriceUsd }) => ({
          key: label,
          cells: [
            label,
            formatNumber(salesCount),
            `${sharePercent}%`,
            orNone(medianPriceUsd, dataOf(figures)),
          ],
        }))}
      />
    </Card>
  )
}

export function CountyCard({ figures }: Props) {
  const { county, before, priceUsd, pricePerSqftUsd, salesCount, areaName } = figures
  const data = dataOf(figures)
  const perUnit = `Median per ${unitLabel(data)}`
  const rows = [
    { key: 'Sales', cells: ['Sales', formatNumber(salesCount), formatNumber(county.salesCount)] },
    {
      key: 'Median price',
      cells: [
        'Median price',
        orNone(priceUsd?.median ?? null, data),
        formatPrice(county.medianPriceUsd, data),
      ],
    },
    {
      key: perUnit,
      cells: [
        perUnit,
        orNone(pricePerSqftUsd?.median ?? null, data),
        formatPrice(county.medianPricePerSqftUsd, data),
      ],
    },
  ]
  return (
    <Card aria-labelledby="county" className="break-inside-avoid">
      <CardHeader
        id="county"
        title={`Compared with ${data.name}`}
        description={gapText(county.medianGapPercent, figures.data ? data.name : 'the county')}
      />
      <DataTable
        caption={`${areaName} compared with ${data.name}`}
        columns={[{ head: 'Figure' }, { head: areaName, number: true }, { head: data.name, number: true }]}
        rows={rows}
      />
      <p className="mt-4 text-sm text-muted">
        {before
          ? `Previous period (${dayLabel(before.from)} to ${dayLabel(before.to)}): ${countOf(before.salesCount, 'sale')}, ${before.medianPriceUsd === null ? 'not enough for a median' : `median ${formatPrice(before.medianPriceUsd, data)}`}.`
          : 'Sales records don’t cover the entire previous period.'}
      </p>
    </Card>
  )
}

function gapText(percent: number | null, where: string): string {
  if (percent === null) return 'Not enough sales to compare medians'
  return percent === 0
    ? `Same median as ${where}`
    : `The median is ${Math.abs(percent)}% ${percent > 0 ? 'above' : 'below'} that of ${where}`
}

export function NotableCard({ figures }: Props) {
  const data = dataOf(figures)
  return (
    <Card aria-labelledby="notable" className="break-inside-avoid">
      <CardHeader id="notable" title="Notable sales" />
      <DataTable
        caption="Notable sales"
        columns={[
          { head: 'Notable for' },
          { head: 'Sold on' },
          { head: 'Price', number: true },
          { head: `Per ${unitLabel(data)}`, number: true },
          { head: figures.data ? unitLabel(data) : 'Sq ft', number: true },
          { head: 'Bed / bath', number: true },
          { head: 'Built', number: true },
        ]}
        rows={figures.notable.map((sale, i) => ({
          key: sale.why,
          cells: [
            `${i + 1}. ${sale.why.charAt(0).toUpperCase()}${sale.why.slice(1)}`,
            dayLabel(sale.soldOn),
            formatPrice(sale.priceUsd, data),
            formatPrice(sale.pricePerSqftUsd, data),
            formatNumber(sale.livingSqft),
            `${sale.bedrooms} / ${sale.bathrooms}`,
            sale.yearBuilt ? String(sale.yearBuilt) : '–',
          ],
        }))}
      />
    </Card>
  )
}
