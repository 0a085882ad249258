import { z } from 'zod'
import { Refusal } from '@/lib/core/errors'
import { calendarDay, wholeNumber } from '@/lib/core/text/input'
import { AreaText, areaNameOf } from '@/lib/sales/area'
import type { Period } from '@/lib/sales/period'
import { listRecordedAreas } from '@/lib/sales/recorded-areas'
import { countSales } from '@/lib/sales/sales-in-area'
import { FEWEST_SALES_FOR_MEDIAN } from './figures/figures'

export const RequestReportInput = z.object({
  /** Minted with the form, so that a second click is the same report (R12). */
  id: z.uuid(),
  area: AreaText,
  periodFrom: calendarDay('Choose the first day.'),
  periodTo: calendarDay('Choose the last day.'),
  quotedCredits: wholeNumber,
})
export type RequestReportInput = z.infer<typeof RequestReportInput>

/** Everything that can be known to be wrong before anything is held. */
export async function checkReportInput({ area, periodFrom, periodTo }: RequestReportInput): Promise<void> {
  const records = await listRecordedAreas()
  if (!records)
    throw new Refusal('report.no-records', 'No sales are recorded yet, so there is nothing to report on.')
  if (area.kind === 'zip' && !records.areas.some(({ zipCode }) => zipCode === area.zipCode)) {
    throw new Refusal(
      'report.area',
      `No sales are recorded in ${area.zipCode}. Choose an area from the list.`,
    )
  }
  checkPeriod({ from: periodFrom, to: periodTo }, records.period)
  const salesCount = await countSales(area, { from: periodFrom, to: periodTo })
  if (salesCount === 0) {
    throw new Refusal(
      'report.no-sales',
      `Nothing was sold in ${areaNameOf(area)} in this period. Choose a longer period or another area. Nothing was charged.`,
    )
  }
  if (salesCount < FEWEST_SALES_FOR_MEDIAN) {
    throw new Refusal(
      'report.too-few',
      `Only ${salesCount} of the ${FEWEST_SALES_FOR_MEDIAN} sales that a typical price takes were made in ${areaNameOf(area)} in this period. Choose a longer period or a larger area. Nothing was charged.`,
    )
  }
}

function checkPeriod(period: Period, records: Period): void {
  if (period.to <= period.from) {
    throw new Refusal('report.period', 'The period must end after it begins. Change one of its days.')
  }
  if (period.from < records.from || period.to > records.to) {
    throw new Refusal(
      'report.period',
      `Sales are recorded from ${records.from} to ${records.to}. Choose a period inside that.`,
    )
  }
}
