import { PaidLink } from '@/components/credits/paid-link'
import { DataAgeNote } from '@/components/sales/data-age-note'
import { Alert } from '@/components/ui/alert'
import { Badge } from '@/components/ui/badge'
import { Card } from '@/components/ui/card'
import { countOf, formatDateTime } from '@/lib/core/text/format'
import { COUNTY, formatPrice, type Measures } from '@/lib/sales/shared/measures'
import type { Grounds, ValuationResult, ValuationView } from '@/lib/valuations/views'
import { AdjustmentsCard, ComparablesCard, MapCard } from './comparables-card'
import { HomeFacts } from './home-facts'
import { RangeBar } from './range-bar'
import { ageOfValuation, confidenceLabels, dayLabel, unusualLabels } from './valuation-labels'

type Props = { valuation: ValuationView; result: ValuationResult; timeZone: string; now: Date }

/** The finished valuation: the estimate with its range, and everything it is based on. */
export function ValuationMade({ valuation, result, timeZone, now }: Props) {
  const { home, valuedOn } = valuation
  const { grounds } = result
  const measures = grounds.data ?? COUNTY
  return (
    <article className="space-y-6">
      <p className="text-sm text-muted">
        Created on {formatDateTime(valuation.finishedAt ?? valuation.createdAt, timeZone)} by{' '}
        {valuation.createdBy}. <PaidLink paid={valuation.paid} />
      </p>
      <div className="grid grid-cols-1 gap-6 lg:grid-cols-2">
        <EstimateCard valuation={valuation} result={result} measures={measures} />
        <HomeFacts home={home} measures={measures} />
      </div>
      <DataAgeNote data={ageOfValuation(valuation, grounds, now)} />
      {grounds.ownSale && <OwnSaleNote sale={grounds.ownSale} measures={measures} />}
      <MapCard grounds={grounds} home={home} />
      <ComparablesCard grounds={grounds} home={home} />
      <AdjustmentsCard grounds={grounds} />
      <p className="max-w-3xl text-sm leading-relaxed text-muted">
        Based on {countOf(grounds.salesCount, 'house sale')} recorded{' '}
        {grounds.data ? `by the agency (${measures.name})` : `in ${measures.name}`} before{' '}
        {dayLabel(valuedOn)}. The comparable sales indicate {formatPrice(grounds.comparablesUsd, measures)};{' '}
        {correctionText(result)} This is an automated estimate, not an appraisal.
      </p>
    </article>
  )
}

function EstimateCard({
  valuation,
  result,
  measures,
}: Omit<Props, 'timeZone' | 'now'> & { measures: Measures }) {
  const { estimateUsd, lowUsd, highUsd, confidence } = result
  const { label, tone, why } = confidenceLabels[confidence]
  return (
    <Card aria-labelledby="estimate" className="grid content-start gap-5 break-inside-avoid">
      <div className="space-y-1">
        <h2 id="estimate" className="text-sm text-muted">
          Estimated value as of {dayLabel(valuation.valuedOn)}
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

function correctionText({ estimateUsd, grounds }: ValuationResult): string {
  const percent = Math.round(1000 * (estimateUsd / grounds.comparablesUsd - 1)) / 10
  if (percent === 0) return 'the model, trained on all sales, does not change that.'
  return `the model, trained on all sales, adjusts that by ${percent > 0 ? '+' : '\u2212'}${Math.abs(percent)}%.`
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
