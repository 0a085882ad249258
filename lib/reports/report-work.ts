import { reports } from '@/db/schema'
import type { PaidWork } from '@/lib/paid-work/paid-work'
import { Area, areaNameOf } from '@/lib/sales/area'
import { FEWEST_SALES_FOR_MEDIAN } from './figures/figures'
import { reportFault } from './report-fault'
import { checkReportInput, type RequestReportInput } from './report-input'

export type Report = typeof reports.$inferSelect

/** Market reports as paid work (lib/paid-work). How one is made is in `make-report.ts`. */
export const reportWork: PaidWork<Report, RequestReportInput> = {
  kind: 'report',
  table: reports,
  href: '/reports',
  queue: 'report-make',
  leaseSeconds: 5 * 60,
  actionOf: () => 'report.generate',
  check: checkReportInput,
  columnsOf: ({ area, saleSetId, periodFrom, periodTo }) => ({
    area,
    areaName: areaNameOf(area),
    saleSetId,
    periodFrom,
    periodTo,
  }),
  auditOf: ({ area, periodFrom, periodTo }) => ({
    verb: 'report.request',
    detail: { area: areaNameOf(area), periodFrom, periodTo },
  }),
  isSame: (report, { area, saleSetId, periodFrom, periodTo }) =>
    sameArea(report.area, area) &&
    report.saleSetId === saleSetId &&
    report.periodFrom === periodFrom &&
    report.periodTo === periodTo,
  requestAgain: ({ area, saleSetId, periodFrom, periodTo }, request) => ({
    ...request,
    saleSetId,
    area: Area.parse(area),
    periodFrom,
    periodTo,
  }),
  faultOf: (report) => reportFault({ ...report, fewestSalesForMedian: FEWEST_SALES_FOR_MEDIAN }),
  nameKey: 'title',
  titleOf: ({ areaName }) => `Report for ${areaName}`,
  alternative: 'For another area or period, create a new report.',
}

/** Parses both, because the database stores the fields in a different order. */
const sameArea = (stored: unknown, requested: Area): boolean =>
  JSON.stringify(Area.parse(stored)) === JSON.stringify(Area.parse(requested))
