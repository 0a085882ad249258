import { formatDate } from '@/lib/core/text/format'
import { formatPrice, type Measures } from '@/lib/sales/shared/measures'

/** Labels of figures in the PDF. */

export const dayLabel = (day: string): string => formatDate(day, 'UTC')

const monthFormat = new Intl.DateTimeFormat('en-US', { month: 'short', year: '2-digit', timeZone: 'UTC' })
export const monthLabel = (month: string): string => monthFormat.format(new Date(`${month}-01`))

export const orNone = (amount: number | null | undefined, measures: Measures): string =>
  amount === null || amount === undefined ? 'Not enough sales' : formatPrice(amount, measures)

export const changeLabel = (percent: number | null | undefined): string =>
  percent === null || percent === undefined
    ? 'Not available'
    : `${percent > 0 ? '+' : percent < 0 ? '\u2212' : ''}${Math.abs(percent)}% vs. previous period`
