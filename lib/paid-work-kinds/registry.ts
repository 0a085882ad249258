import { imageWork } from '@/lib/images/image-work'
import type { PaidWork } from '@/lib/paid-work/paid-work'
import type { WorkKind } from '@/lib/paid-work/tables'
import { reportWork } from '@/lib/reports/report-work'
import { valuationWork } from '@/lib/valuations/valuation-work'

/** Every kind of paid work. */
export const paidWork: Record<WorkKind, PaidWork> = {
  report: reportWork,
  valuation: valuationWork,
  image: imageWork,
}
