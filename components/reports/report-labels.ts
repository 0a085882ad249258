import { formatDate, formatDay, formatMoney } from '@/lib/core/text/format'

/** The words about reports, in one place, so that the list and the page say the same. */

export const reportTitle = (areaName: string): string => `Market report ${areaName}`

/** "1 Jan – 31 Mar 2015"; the first year only where it is another one. Days have no hour, so no zone either. */
export function periodWords(from: string, to: string): string {
  const first = from.slice(0, 4) === to.slice(0, 4) ? formatDay(from, 'UTC') : formatDate(from, 'UTC')
  return `${first} – ${formatDate(to, 'UTC')}`
}

export const dayWords = (day: string): string => formatDate(day, 'UTC')

const monthFormat = new Intl.DateTimeFormat('en-US', { month: 'short', year: 'numeric', timeZone: 'UTC' })
/** "Mar 2015". */
export const monthWords = (month: string): string => monthFormat.format(new Date(`${month}-01`))

export const usd = (dollars: number): string => formatMoney(dollars * 100, 'usd')

export { shortUsd } from '@/lib/reports/shared/price-labels'

/** "+4.2%", "−4.2%", "0%". */
export function signedPercent(percent: number): string {
  if (percent === 0) return '0%'
  return `${percent > 0 ? '+' : '\u2212'}${Math.abs(percent)}%`
}

/** What is being done until a percentage is reached, for the bar and for screen readers. */
export const reportSteps = [
  { untilPercent: 40, words: 'Reading the recorded sales' },
  { untilPercent: 90, words: 'Writing the summary' },
]
