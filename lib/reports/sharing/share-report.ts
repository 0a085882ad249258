import { reportShares, reports } from '@/db/schema'
import type { Sharing } from '@/lib/paid-work/sharing/share'

/** Links to reports. */
export const reportSharing: Sharing = {
  kind: 'report',
  purpose: 'report-share',
  work: reports,
  shares: reportShares,
  ofWork: reportShares.reportId,
  ofWorkName: 'reportId',
}
