import { SalesMap } from '@/components/maps/sales-map'
import { DataTable } from '@/components/reports/charts/data-table'
import { Card, CardHeader } from '@/components/ui/card'
import { countOf, formatNumber } from '@/lib/core/text/format'
import type { DescribedHome } from '@/lib/valuations/home-input'
import type { Adjustment, Comparable } from '@/lib/valuations/model/comparables'
import type { Grounds } from '@/lib/valuations/views'
import { ComparableList } from './comparable-list'
import { adjustmentWords, comparableName, dayWords, distanceWords, signedUsd, usd } from './valuation-labels'

type Props = { grounds: Grounds; home: DescribedHome }

export function MapCard({ grounds, home }: Props) {
  const { comparables, nearby } = grounds
  const marks = comparables.map((one, i) => ({ ...one, name: comparableName(i) }))
  return (
    <Card aria-labelledby="map" className="break-inside-avoid">
      <CardHeader
        id="map"
        title="Where they are"
        description="The home in brass, the comparables by their letters, other sales nearby as dots"
      />
      <SalesMap
        words={`Map of the home, ${countOf(marks.length, 'comparable sale')} and ${countOf(nearby.length, 'sale')} nearby. The table below gives each one's distance and direction.`}
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
        description="The sales that count most, and what each would have brought were it like this home, on the day of the value"
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
            { head: 'Where' },
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
    dayWords(one.soldOn),
    distanceWords(one.km, home, one),
    `${formatNumber(one.livingSqft)} sq ft, ${one.bedrooms} bed, ${one.bathrooms} bath, built ${one.yearBuilt}`,
    usd(one.priceUsd),
    <strong key="adjusted">{usd(one.adjustedUsd)}</strong>,
    `${one.weightPercent}%`,
  ]
}

const COLUMNS: Adjustment['what'][] = ['market', 'size', 'land', 'build', 'age', 'outlook', 'street']

/** On a narrow screen the list of comparables says it already. */
export function AdjustmentsCard({ grounds }: { grounds: Grounds }) {
  const used = COLUMNS.filter((what) =>
    grounds.comparables.some(({ adjustments }) => adjustments.some((one) => one.what === what)),
  )
  return (
    <Card aria-labelledby="adjustments" className="hidden sm:block print:block">
      <CardHeader
        id="adjustments"
        title="How they were adjusted"
        description="What the market has moved since the sale, and what each difference from this home is worth"
      />
      <DataTable
        caption="Adjustments of the comparable sales"
        columns={[
          { head: 'Sale' },
          { head: 'Sold for', number: true },
          ...used.map((what) => ({ head: adjustmentWords[what], number: true })),
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
