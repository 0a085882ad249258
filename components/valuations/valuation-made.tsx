import { PaidLink } from '@/components/credits/paid-link'
import { formatDateTime } from '@/lib/core/text/format'
import type { ValuationResult, ValuationView } from '@/lib/valuations/views'
import { ValuationBody } from './valuation-body'

type Props = { valuation: ValuationView; result: ValuationResult; timeZone: string; now: Date }

/** The finished valuation, with who requested it and what it cost. */
export function ValuationMade({ valuation, result, timeZone, now }: Props) {
  return (
    <article className="space-y-6">
      <p className="text-sm text-muted">
        Created on {formatDateTime(valuation.finishedAt ?? valuation.createdAt, timeZone)} by{' '}
        {valuation.createdBy}. <PaidLink paid={valuation.paid} />
      </p>
      <ValuationBody valuation={valuation} result={result} now={now} />
    </article>
  )
}
