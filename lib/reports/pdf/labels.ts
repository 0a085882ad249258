import { formatDate, formatMoney } from '@/lib/core/text/format'

/** Labels of figures in the PDF. */

export const usd = (dollars: number): string => formatMoney(dollars * 100, 'usd')

export { priceRangeLabel, shortUsd } from '../shared/price-labels'

export const dayLabel = (day: string): string => formatDate(day, 'UTC')

const monthFormat = new Intl.DateTimeFormat('en-US', { month: 'short', year: '2-digit', timeZone: 'UTC' })
export const monthLabel = (month: string): string => monthFormat.format(new Date(`${month}-01`))

export const orNone = (dollars: number | null | undefined): string =>
  dollars === null || dollars === undefined ? 'Not enough sales' : usd(dollars)

export const changeLabel = (percent: number | null | undefined): string =>
  percent === null || percent === undefined
    ? 'Not available'
    : `${percent > 0 ? '+' : percent < 0 ? '\u2212' : ''}${Math.abs(percent)}% vs. previous period`
