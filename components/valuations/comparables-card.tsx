import { SalesMap } from '@/components/maps/sales-map'
import { DataTable } from '@/components/reports/charts/data-table'
import { Card, CardHeader } from '@/components/ui/card'
import { countOf } from '@/lib/core/text/format'
import {
  COUNTY,
  formatArea,
  formatPrice,
  fromSqft,
  type Measures,
  signedPrice,
} from '@/lib/sales/shared/measures'
import type { DescribedHome } from '@/lib/valuations/home-input'
import type { Adjustment, Comparable } from '@/lib/valuations/model/comparables'
import {
  adjustmentLabels,
  comparableName,
  dayLabel,
  placeLabel,
  unusualLabels,
} from '@/lib/valuations/shared/labels'
import type { Grounds } from '@/lib/valuations/views'
import { ComparableList } from './comparable-list'

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
        <ComparableList comparables={grounds.comparables} home={home} measures={grounds.data ?? COUNTY} />
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
            cells: rowOf(one, i, home, grounds.data ?? COUNTY),
          }))}
        />
      </div>
    </Card>
  )
}

function rowOf(
  one: Comparable,
  position: number,
  home: DescribedHome,
  measures: Measures,
): React.ReactNode[] {
  const size = formatArea(fromSqft(one.livingSqft, measures.areaUnit), measures)
  const unusual = one.unusual ? `. ${unusualLabels[one.unusual]}` : ''
  return [
    <strong key="name">{comparableName(position)}</strong>,
    dayLabel(one.soldOn),
    placeLabel(one, home, measures),
    `${size}, ${one.bedrooms} bed, ${one.bathrooms} bath, built ${one.yearBuilt}${unusual}`,
    formatPrice(one.priceUsd, measures),
    <strong key="adjusted">{formatPrice(one.adjustedUsd, measures)}</strong>,
    `${one.weightPercent}%`,
  ]
}

const COLUMNS: Adjustment['what'][] = ['market', 'size', 'land', 'build', 'age', 'outlook', 'street']

/** Hidden on narrow screens, where the list of comparables includes the adjustments. */
export function AdjustmentsCard({ grounds }: { grounds: Grounds }) {
  const measures = grounds.data ?? COUNTY
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
            formatPrice(one.priceUsd, measures),
            ...used.map((what) =>
              signedPrice(one.adjustments.find((each) => each.what === what)?.usd ?? 0, measures),
            ),
            <strong key="adjusted">{formatPrice(one.adjustedUsd, measures)}</strong>,
          ],
        }))}
      />
    </Card>
  )
}
