import { z } from 'zod'
import type { WorkspaceContext } from '@/lib/core/context'
import { Refusal } from '@/lib/core/errors'
import { countOf, formatDate } from '@/lib/core/text/format'
import { calendarDay, wholeNumber } from '@/lib/core/text/input'
import { AreaText, areaNameOf } from '@/lib/sales/area'
import type { Period } from '@/lib/sales/period'
import { listRecordedAreas } from '@/lib/sales/recorded-areas'
import { countSales } from '@/lib/sales/sales-in-area'
import { OptionalSetId } from '@/lib/sales/set-id'
import { findSalesSource } from '@/lib/sales/source'
import { FEWEST_SALES_FOR_MEDIAN } from './figures/figures'

export const RequestReportInput = z.object({
  /** Created with the form, so that a second click is the same report (R12). */
  id: z.uuid(),
  area: AreaText,
  /** The agency's data set. Missing for the bundled county. */
  saleSetId: OptionalSetId,
  periodFrom: calendarDay('Choose a start date.'),
  periodTo: calendarDay('Choose an end date.'),
  quotedCredits: wholeNumber,
})
export type RequestReportInput = z.infer<typeof RequestReportInput>

/** Checks everything that can be checked before credits are held. */
export async function checkReportInput(
  { workspaceId }: Pick<WorkspaceContext, 'workspaceId'>,
  { area, saleSetId, periodFrom, periodTo }: RequestReportInput,
): Promise<void> {
  const source = await findSalesSource(workspaceId, saleSetId)
  const records = await listRecordedAreas(source)
  if (!records)
    throw new Refusal('report.no-records', 'Reports need sales data, and there is none yet. Try again later.')
  if (area.kind === 'zip' && !records.areas.some(({ zipCode }) => zipCode === area.zipCode)) {
    throw new Refusal(
      'report.area',
      `No sales are recorded in ${source.kind === 'own' ? '' : 'zip code '}${area.zipCode}. Choose one from the list.`,
    )
  }
  checkPeriod({ from: periodFrom, to: periodTo }, records.period)
  const salesCount = await countSales(area, { from: periodFrom, to: periodTo }, source)
  if (salesCount === 0) {
    throw new Refusal(
      'report.no-sales',
      `No homes sold in ${areaNameOf(area)} during this period. Choose a longer period or another area. Nothing was charged.`,
    )
  }
  if (salesCount < FEWEST_SALES_FOR_MEDIAN) {
    throw new Refusal(
      'report.too-few',
      `Only ${countOf(salesCount, 'home')} sold in ${areaNameOf(area)} during this period. A report needs at least ${FEWEST_SALES_FOR_MEDIAN} sales. Choose a longer period or a larger area. Nothing was charged.`,
    )
  }
}

function checkPeriod(period: Period, records: Period): void {
  if (period.to <= period.from) {
    throw new Refusal('report.period', 'The end date must be after the start date.')
  }
  if (period.from < records.from || period.to > records.to) {
    throw new Refusal(
      'report.period',
      `Sales are recorded from ${formatDate(records.from, 'UTC')} to ${formatDate(records.to, 'UTC')}. Choose dates within this range.`,
    )
  }
}
