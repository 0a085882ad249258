import { SalesMap } from '@/components/maps/sales-map'
import { Card, CardHeader } from '@/components/ui/card'
import { countOf, formatNumber } from '@/lib/core/text/format'
import type { Figures } from '@/lib/reports/figures/figures'
import { adjustedPhrase } from '@/lib/reports/shared/season-labels'
import type { Area } from '@/lib/sales/area'
import { circleAround, type Place } from '@/lib/sales/shared/geometry'
import { type DataLabel, formatPrice, unitName } from '@/lib/sales/shared/measures'
import { DataTable } from '../charts/data-table'
import { dataOf, signedPercent } from '../report-labels'

type Props = { figures: Figures }

/** The share of homes that closed at or below each price, and the same per square foot. */
export function QuantilesCard({ figures }: Props) {
  const { quantiles, pricePerSqftUsd } = figures
  const data = dataOf(figures)
  return (
    <Card aria-labelledby="quantiles" className="break-inside-avoid">
      <CardHeader id="quantiles" title="Price distribution" />
      <DataTable
        caption="Prices by share of sales"
        columns={[{ head: 'Share of sales' }, { head: 'Sold at or below', number: true }]}
        rows={quantiles.map(({ sharePercent, priceUsd }) => ({
          key: String(sharePercent),
          cells: [sharePercent === 50 ? '50% (median)' : `${sharePercent}%`, formatPrice(priceUsd, data)],
        }))}
      />
      {pricePerSqftUsd && (
        <p className="mt-4 text-sm text-muted">
          Per {unitName(data)}, the middle half sold between{' '}
          {formatPrice(pricePerSqftUsd.lowerQuartile, data)} and{' '}
          {formatPrice(pricePerSqftUsd.upperQuartile, data)}.
        </p>
      )}
    </Card>
  )
}

/** How prices change from month to month, with and without adjustment. */
export function trendText({
  trend,
  season,
  data,
}: Pick<Figures, 'trend' | 'season' | 'data'>): string | null {
  if (!trend) return null
  const { monthsCount, changePerMonthPercent, adjustedChangePerMonthPercent } = trend
  return `Over ${countOf(monthsCount, 'full month')}, the median changed by ${signedPercent(changePerMonthPercent)} a month (${adjustedPhrase(season, data?.name)}: ${signedPercent(adjustedChangePerMonthPercent)}).`
}

export function AffordabilityCard({
  affordability,
  data,
}: {
  affordability: NonNullable<Figures['affordability']>
  data: DataLabel
}) {
  const { loan, incomeForMedianUsd, bands } = affordability
  return (
    <Card aria-labelledby="affordability" className="break-inside-avoid">
      <CardHeader
        id="affordability"
        title="Affordability"
        description={`A household needs about ${formatPrice(incomeForMedianUsd, data)} a year to afford the median home`}
      />
      <DataTable
        caption="Homes within reach by income"
        columns={[
          { head: 'Annual income' },
          { head: 'Supports a price of', number: true },
          { head: 'Homes within reach', number: true },
        ]}
        rows={bands.map(({ incomeUsd, priceLimitUsd, withinReachPercent }) => ({
          key: String(incomeUsd),
          cells: [formatPrice(incomeUsd, data), formatPrice(priceLimitUsd, data), `${withinReachPercent}%`],
        }))}
      />
      <p className="mt-4 text-sm text-muted">
        Assumes {loan.downPercent}% down, a {loan.years}-year loan at {loan.ratePercent}%, and{' '}
        {loan.incomeSharePercent}% of income for loan payments. Excludes taxes and insurance.
      </p>
    </Card>
  )
}

export function MapCard({ figures }: Props) {
  const { places, notable, area, areaName } = figures
  const marks = notable.flatMap(({ place }, i) => (place ? [{ ...place, name: String(i + 1) }] : []))
  return (
    <Card aria-labelledby="map" className="break-inside-avoid">
      <CardHeader
        id="map"
        title="Where homes sold"
        description="Dots: home sales. Numbers: the notable sales below."
      />
      <SalesMap
        label={`Map of ${formatNumber(places.length)} places where homes sold in ${areaName}. Notable sales are numbered.`}
        dots={places}
        marks={marks}
        outline={outlineOf(area)}
      />
    </Card>
  )
}

/** Empty for a zip code, whose outline we do not have. */
function outlineOf(area: Area): Place[] {
  if (area.kind === 'zip') return []
  return area.kind === 'polygon' ? area.corners : circleAround(area.center, area.miles)
}
