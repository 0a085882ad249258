import { valuationShares, valuations } from '@/db/schema'
import type { Sharing } from '@/lib/paid-work/sharing/share'

/** Links to valuations. */
export const valuationSharing: Sharing = {
  kind: 'valuation',
  purpose: 'valuation-share',
  work: valuations,
  shares: valuationShares,
  ofWork: valuationShares.valuationId,
  ofWorkName: 'valuationId',
}
