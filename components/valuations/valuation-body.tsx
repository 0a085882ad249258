import { DataAgeNote } from '@/components/sales/data-age-note'
import { Alert } from '@/components/ui/alert'
import { Badge } from '@/components/ui/badge'
import { Card } from '@/components/ui/card'
import { COUNTY, formatPrice, type Measures } from '@/lib/sales/shared/measures'
import {
  ageOfValuation,
  basisOf,
  confidenceLabels,
  dayLabel,
  unusualLabels,
} from '@/lib/valuations/shared/labels'
import type { Grounds, ValuationResult, ValuationView } from '@/lib/valuations/views'
import { AdjustmentsCard, ComparablesCard, MapCard } from './comparables-card'
import { HomeFacts } from './home-facts'
import { RangeBar } from './range-bar'

type Valued = Pick<ValuationView, 'home' | 'valuedOn'>
type Props = { valuation: Valued; result: ValuationResult; now: Date }

/** The estimate with its range, and everything it is based on, for the workspace and for anyone with the link. */
export function ValuationBody({ valuation, result, now }: Props) {
  const { home, valuedOn } = valuation
  const { grounds } = result
  const measures = grounds.data ?? COUNTY
  return (
    <div className="space-y-6">
      <div className="grid grid-cols-1 gap-6 lg:grid-cols-2">
        <EstimateCard valuedOn={valuedOn} result={result} measures={measures} />
        <HomeFacts home={home} measures={measures} />
      </div>
      <DataAgeNote data={ageOfValuation({ zipCode: home.zipCode, valuedOn }, grounds, now)} />
      {grounds.ownSale && <OwnSaleNote sale={grounds.ownSale} measures={measures} />}
      <MapCard grounds={grounds} home={home} />
      <ComparablesCard grounds={grounds} home={home} />
      <AdjustmentsCard grounds={grounds} />
      <p className="max-w-3xl text-sm leading-relaxed text-muted">{basisOf({ valuedOn, result })}</p>
    </div>
  )
}

function EstimateCard({
  valuedOn,
  result,
  measures,
}: {
  valuedOn: string
  result: ValuationResult
  measures: Measures
}) {
  const { estimateUsd, lowUsd, highUsd, confidence } = result
  const { label, tone, why } = confidenceLabels[confidence]
  return (
    <Card aria-labelledby="estimate" className="grid content-start gap-5 break-inside-avoid">
      <div className="space-y-1">
        <h2 id="estimate" className="text-sm text-muted">
          Estimated value as of {dayLabel(valuedOn)}
        </h2>
        <p className="font-serif text-5xl tracking-tight">{formatPrice(estimateUsd, measures)}</p>
      </div>
      <div className="space-y-2">
        <RangeBar lowUsd={lowUsd} estimateUsd={estimateUsd} highUsd={highUsd} measures={measures} />
        <p className="text-sm text-muted">
          About 80% of similar homes sell between {formatPrice(lowUsd, measures)} and{' '}
          {formatPrice(highUsd, measures)}.
        </p>
      </div>
      <p className="flex flex-wrap items-center gap-x-3 gap-y-1 text-sm">
        <Badge tone={tone}>{label}</Badge>
        <span className="min-w-0 flex-1 basis-56">{why}</span>
      </p>
    </Card>
  )
}

type OwnSaleProps = { sale: NonNullable<Grounds['ownSale']>; measures: Measures }

/** The home's own earlier sale. It is not among the comparables: its price says what the home was then. */
function OwnSaleNote({ sale, measures }: OwnSaleProps) {
  return (
    <Alert title={`This home sold for ${formatPrice(sale.priceUsd, measures)} on ${dayLabel(sale.soldOn)}`}>
      {sale.unusual ? `${unusualLabels[sale.unusual]}. ` : ''}
      An earlier sale of the home itself isn’t used as a comparable sale. If the home was renovated since,
      describe its condition of today.
    </Alert>
  )
}
