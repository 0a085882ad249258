import { isDeepStrictEqual } from 'node:util'
import { valuations } from '@/db/schema'
import type { PaidWork } from '@/lib/paid-work/paid-work'
import { checkValuationRequest } from './check-request'
import { DescribedHome, describedHome, type RequestValuationInput } from './home-input'
import { valuationFault } from './valuation-fault'

export type Valuation = typeof valuations.$inferSelect

/** Instant Valuations as paid work (lib/paid-work). How one is made is in `make-valuation.ts`. */
export const valuationWork: PaidWork<Valuation, RequestValuationInput> = {
  kind: 'valuation',
  table: valuations,
  href: '/valuations',
  queue: 'valuation-make',
  leaseSeconds: 5 * 60,
  actionOf: () => 'valuation.instant',
  check: checkValuationRequest,
  columnsOf: (request) => {
    const { label, zipCode, saleSetId, valuedOn } = request
    return { label, zipCode, saleSetId, valuedOn, home: describedHome(request) }
  },
  auditOf: ({ zipCode, valuedOn }) => ({ verb: 'valuation.request', detail: { zipCode, valuedOn } }),
  isSame: ({ label, valuedOn, saleSetId, home }, request) =>
    label === request.label &&
    saleSetId === request.saleSetId &&
    valuedOn === request.valuedOn &&
    isDeepStrictEqual(DescribedHome.parse(home), describedHome(request)),
  requestAgain: ({ home, label, valuedOn, saleSetId }, request) => ({
    ...DescribedHome.parse(home),
    ...request,
    saleSetId,
    label,
    valuedOn,
  }),
  faultOf: valuationFault,
  nameKey: 'label',
  titleOf: ({ label }) => `Valuation of “${label}”`,
  alternative: 'If the property details are wrong, correct them and create another valuation.',
}
