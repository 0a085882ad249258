import { formatNumber } from '@/lib/core/text/format'
import type { DescribedHome } from '@/lib/valuations/home-input'
import type { Comparable } from '@/lib/valuations/model/comparables'
import { adjustmentLabels, comparableName, dayLabel, distanceLabel, signedUsd, usd } from './valuation-labels'

type Props = { comparables: Comparable[]; home: DescribedHome }

/** The comparable sales with their adjustments as a list, for screens too narrow for the two tables. */
export function ComparableList({ comparables, home }: Props) {
  return (
    <ol className="divide-y divide-line">
      {comparables.map((one, i) => (
        <li key={one.saleId} className="space-y-2 py-4 first:pt-0 last:pb-0">
          <p className="flex items-baseline justify-between gap-3">
            <strong>
              {comparableName(i)}, {distanceLabel(one.km, home, one)}
            </strong>
            <span className="text-sm text-muted">weight {one.weightPercent}%</span>
          </p>
          <p className="text-sm text-muted">
            {formatNumber(one.livingSqft)} sq ft, {one.bedrooms} bed, {one.bathrooms} bath, built{' '}
            {one.yearBuilt}
          </p>
          <dl className="grid grid-cols-[1fr_auto] gap-x-4 gap-y-1 text-sm tabular-nums">
            <dt>Sold on {dayLabel(one.soldOn)}</dt>
            <dd className="text-right">{usd(one.priceUsd)}</dd>
            {one.adjustments.map(({ what, usd: amount }) => (
              <Adjusted key={what} name={adjustmentLabels[what]} amount={signedUsd(amount)} />
            ))}
            <dt className="border-t border-line pt-1 font-medium">Adjusted</dt>
            <dd className="border-t border-line pt-1 text-right font-medium">{usd(one.adjustedUsd)}</dd>
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
