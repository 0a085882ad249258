import { SalesMap } from '@/components/maps/sales-map'
import { Card, CardHeader } from '@/components/ui/card'
import { countOf, formatNumber } from '@/lib/core/text/format'
import type { Figures } from '@/lib/reports/figures/figures'
import { adjustedPhrase } from '@/lib/reports/shared/season-labels'
import type { Area } from '@/lib/sales/area'
import { circleAround, type Place } from '@/lib/sales/shared/geometry'
import { DataTable } from '../charts/data-table'
import { signedPercent, usd } from '../report-labels'

type Props = { figures: Figures }

/** What share of the homes closed at which price, and the same per square foot. */
export function QuantilesCard({ figures }: Props) {
  const { quantiles, pricePerSqftUsd } = figures
  return (
    <Card aria-labelledby="quantiles" className="break-inside-avoid">
      <CardHeader id="quantiles" title="From the cheapest to the dearest" />
      <DataTable
        caption="Prices by share of sales"
        columns={[{ head: 'Share of sales' }, { head: 'Sold at or below', number: true }]}
        rows={quantiles.map(({ sharePercent, priceUsd }) => ({
          key: String(sharePercent),
          cells: [sharePercent === 50 ? '50% (median)' : `${sharePercent}%`, usd(priceUsd)],
        }))}
      />
      {pricePerSqftUsd && (
        <p className="mt-4 text-sm text-muted">
          Per square foot, the middle half sold between {usd(pricePerSqftUsd.lowerQuartile)} and{' '}
          {usd(pricePerSqftUsd.upperQuartile)}.
        </p>
      )}
    </Card>
  )
}

/** Which way prices go, with and without what moves the whole county. */
export function trendWords({ trend, season }: Pick<Figures, 'trend' | 'season'>): string | null {
  if (!trend) return null
  const { monthsCount, changePerMonthPercent, adjustedChangePerMonthPercent } = trend
  return `Over ${countOf(monthsCount, 'whole month')} the median moved by ${signedPercent(changePerMonthPercent)} a month; ${adjustedPhrase(season)}, by ${signedPercent(adjustedChangePerMonthPercent)}.`
}

export function AffordabilityCard({
  affordability,
}: {
  affordability: NonNullable<Figures['affordability']>
}) {
  const { loan, incomeForMedianUsd, bands } = affordability
  return (
    <Card aria-labelledby="affordability" className="break-inside-avoid">
      <CardHeader
        id="affordability"
        title="Who can afford what"
        description={`The median home takes a household income of about ${usd(incomeForMedianUsd)} a year`}
      />
      <DataTable
        caption="Homes within reach by income"
        columns={[
          { head: 'Yearly income' },
          { head: 'Carries a price of', number: true },
          { head: 'Homes within reach', number: true },
        ]}
        rows={bands.map(({ incomeUsd, priceLimitUsd, withinReachPercent }) => ({
          key: String(incomeUsd),
          cells: [usd(incomeUsd), usd(priceLimitUsd), `${withinReachPercent}%`],
        }))}
      />
      <p className="mt-4 text-sm text-muted">
        With {loan.downPercent}% down, {loan.years} years at {loan.ratePercent}%, and{' '}
        {loan.incomeSharePercent}% of income for the loan. Taxes and insurance are left out.
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
        description="Each dot a place; the numbers are the notable sales below"
      />
      <SalesMap
        words={`Map of ${formatNumber(places.length)} places where homes sold in ${areaName}; the notable sales are numbered.`}
        dots={places}
        marks={marks}
        outline={outlineOf(area)}
      />
    </Card>
  )
}

/** Nothing for a zip code, whose outline is not recorded. */
function outlineOf(area: Area): Place[] {
  if (area.kind === 'zip') return []
  return area.kind === 'polygon' ? area.corners : circleAround(area.center, area.miles)
}
