import { Alert } from '@/components/ui/alert'
import { formatPrice, type Measures } from '@/lib/sales/shared/measures'
import type { Grounds } from '@/lib/valuations/views'
import { dayLabel, unusualLabels } from './valuation-labels'

type Props = { sale: NonNullable<Grounds['ownSale']>; measures: Measures }

/** The home's own earlier sale. It is not among the comparables: its price says what the home was then. */
export function OwnSaleNote({ sale, measures }: Props) {
  return (
    <Alert title={`This home sold for ${formatPrice(sale.priceUsd, measures)} on ${dayLabel(sale.soldOn)}`}>
      {sale.unusual ? `${unusualLabels[sale.unusual]}. ` : ''}
      An earlier sale of the home itself isn’t used as a comparable sale. If the home was renovated since,
      describe its condition of today.
    </Alert>
  )
}
