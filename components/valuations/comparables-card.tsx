import { SalesMap } from '@/components/maps/sales-map'
import { DataTable } from '@/components/reports/charts/data-table'
import { Card, CardHeader } from '@/components/ui/card'
import { countOf, formatNumber } from '@/lib/core/text/format'
import type { DescribedHome } from '@/lib/valuations/home-input'
import type { Adjustment, Comparable } from '@/lib/valuations/model/comparables'
import type { Grounds } from '@/lib/valuations/views'
import { ComparableList } from './comparable-list'
import { adjustmentLabels, comparableName, dayLabel, distanceLabel, signedUsd, usd } from './valuation-labels'

type Props = { grounds: Grounds; home: DescribedHome }

export function MapCard({ grounds, home }: Props) {
  const { comparables, nearby } = grounds
  const marks = comparables.map((one, i) => ({ ...one, name: comparableName(i) }))
  return (
    <Card aria-labelledby="map" className="break-inside-avoid">
      <CardHeader
        id="map"
        title="Map of sales"
        description="Brass marker: the home. Letters: comparable sales. Dots: other nearby sales."
      />
      <SalesMap
        label={`Map of the home, ${countOf(marks.length, 'comparable sale')} and ${countOf(nearby.length, 'sale')} nearby. The table below lists each distance and direction.`}
        dots={nearby}
        marks={marks}
        home={home}
      />
    </Card>
  )
}

export function ComparablesCard({ grounds, home }: Props) {
  return (
    <Card aria-labelledby="comparables">
      <CardHeader
        id="comparables"
        title="Comparable sales"
        description="The most relevant sales, and what each would sell for on the valuation date if it matched this home"
      />
      <div className="sm:hidden print:hidden">
        <ComparableList comparables={grounds.comparables} home={home} />
      </div>
      <div className="hidden sm:block print:block">
        <DataTable
          caption="Comparable sales"
          columns={[
            { head: 'Sale' },
            { head: 'Sold on' },
            { head: 'Location' },
            { head: 'Home' },
            { head: 'Sold for', number: true },
            { head: 'Adjusted', number: true },
            { head: 'Weight', number: true },
          ]}
          rows={grounds.comparables.map((one, i) => ({
            key: String(one.saleId),
            cells: rowOf(one, i, home),
          }))}
        />
      </div>
    </Card>
  )
}

function rowOf(one: Comparable, position: number, home: DescribedHome): React.ReactNode[] {
  return [
    <strong key="name">{comparableName(position)}</strong>,
    dayLabel(one.soldOn),
    distanceLabel(one.km, home, one),
    `${formatNumber(one.livingSqft)} sq ft, ${one.bedrooms} bed, ${one.bathrooms} bath, built ${one.yearBuilt}`,
    usd(one.priceUsd),
    <strong key="adjusted">{usd(one.adjustedUsd)}</strong>,
    `${one.weightPercent}%`,
  ]
}

const COLUMNS: Adjustment['what'][] = ['market', 'size', 'land', 'build', 'age', 'outlook', 'street']

/** Hidden on narrow screens, where the list of comparables includes the adjustments. */
export function AdjustmentsCard({ grounds }: { grounds: Grounds }) {
  const used = COLUMNS.filter((what) =>
    grounds.comparables.some(({ adjustments }) => adjustments.some((one) => one.what === what)),
  )
  return (
    <Card aria-labelledby="adjustments" className="hidden sm:block print:block">
      <CardHeader
        id="adjustments"
        title="Adjustments"
        description="The market change since each sale, and the value of each difference from this home"
      />
      <DataTable
        caption="Adjustments of the comparable sales"
        columns={[
          { head: 'Sale' },
          { head: 'Sold for', number: true },
          ...used.map((what) => ({ head: adjustmentLabels[what], number: true })),
          { head: 'Adjusted', number: true },
        ]}
        rows={grounds.comparables.map((one, i) => ({
          key: String(one.saleId),
          cells: [
            <strong key="name">{comparableName(i)}</strong>,
            usd(one.priceUsd),
            ...used.map((what) => signedUsd(one.adjustments.find((each) => each.what === what)?.usd ?? 0)),
            <strong key="adjusted">{usd(one.adjustedUsd)}</strong>,
          ],
        }))}
      />
    </Card>
  )
}
