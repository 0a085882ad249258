import { formatArea, formatPrice, fromSqft, type Measures, signedPrice } from '@/lib/sales/shared/measures'
import type { DescribedHome } from '@/lib/valuations/home-input'
import type { Comparable } from '@/lib/valuations/model/comparables'
import {
  adjustmentLabels,
  comparableName,
  dayLabel,
  placeLabel,
  unusualLabels,
} from '@/lib/valuations/shared/labels'

type Props = { comparables: Comparable[]; home: DescribedHome; measures: Measures }

/** The comparable sales with their adjustments as a list, for screens too narrow for the two tables. */
export function ComparableList({ comparables, home, measures }: Props) {
  return (
    <ol className="divide-y divide-line">
      {comparables.map((one, i) => (
        <li key={one.saleId} className="space-y-2 py-4 first:pt-0 last:pb-0">
          <p className="flex items-baseline justify-between gap-3">
            <strong>
              {comparableName(i)}, {placeLabel(one, home, measures)}
            </strong>
            <span className="text-sm text-muted">weight {one.weightPercent}%</span>
          </p>
          <p className="text-sm text-muted">
            {formatArea(fromSqft(one.livingSqft, measures.areaUnit), measures)}, {one.bedrooms} bed,{' '}
            {one.bathrooms} bath, built {one.yearBuilt}
            {one.unusual ? `. ${unusualLabels[one.unusual]}` : ''}
          </p>
          <dl className="grid grid-cols-[1fr_auto] gap-x-4 gap-y-1 text-sm tabular-nums">
            <dt>Sold on {dayLabel(one.soldOn)}</dt>
            <dd className="text-right">{formatPrice(one.priceUsd, measures)}</dd>
            {one.adjustments.map(({ what, usd: amount }) => (
              <Adjusted key={what} name={adjustmentLabels[what]} amount={signedPrice(amount, measures)} />
            ))}
            <dt className="border-t border-line pt-1 font-medium">Adjusted</dt>
            <dd className="border-t border-line pt-1 text-right font-medium">
              {formatPrice(one.adjustedUsd, measures)}
            </dd>
          </dl>
        </li>
      ))}
    </ol>
  )
}

function Adjusted({ name, amount }: { name: string; amount: string }) {
  return (
    <>
      <dt className="text-muted">{name}</dt>
      <dd className="text-right text-muted">{amount}</dd>
    </>
  )
}
