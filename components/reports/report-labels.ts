import { formatDate, formatDay } from '@/lib/core/text/format'
import type { Figures } from '@/lib/reports/figures/figures'
import { COUNTY, type DataLabel } from '@/lib/sales/shared/measures'

/** Labels for reports, shared by the list and the page. */

export const reportTitle = (areaName: string): string => `Market report: ${areaName}`

/** "Jan 1 – Mar 31, 2015"; with the first year if it differs. Days have no time zone. */
export function periodLabel(from: string, to: string): string {
  const first = from.slice(0, 4) === to.slice(0, 4) ? formatDay(from, 'UTC') : formatDate(from, 'UTC')
  return `${first} – ${formatDate(to, 'UTC')}`
}

export const dayLabel = (day: string): string => formatDate(day, 'UTC')

const monthFormat = new Intl.DateTimeFormat('en-US', { month: 'short', year: 'numeric', timeZone: 'UTC' })
/** "Mar 2015". */
export const monthLabel = (month: string): string => monthFormat.format(new Date(`${month}-01`))

/** The data of a report: its name, currency and unit of area. */
export const dataOf = ({ data }: Pick<Figures, 'data'>): DataLabel => data ?? COUNTY

/** "+4.2%", "−4.2%", "0%". */
export function signedPercent(percent: number): string {
  if (percent === 0) return '0%'
  return `${percent > 0 ? '+' : '\u2212'}${Math.abs(percent)}%`
}

/** The current step until a percentage is reached, for the progress bar and screen readers. */
export const reportSteps = [
  { untilPercent: 40, words: 'Loading sales data' },
  { untilPercent: 90, words: 'Writing the summary' },
]
