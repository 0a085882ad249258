import { addDays, differenceInCalendarDays, format, parseISO } from 'date-fns'

/** Whole days, both included, as ISO days ("2014-05-02"): sales have a day but no time, so no time zone is involved. */
export type Period = { from: string; to: string }

const DAY = 'yyyy-MM-dd'

export const daysIn = ({ from, to }: Period): number =>
  differenceInCalendarDays(parseISO(to), parseISO(from)) + 1

/** The previous period of the same length. */
export function periodBefore(period: Period): Period {
  const to = addDays(parseISO(period.from), -1)
  return { from: format(addDays(to, 1 - daysIn(period)), DAY), to: format(to, DAY) }
}

export const contains = (period: Period, day: string): boolean => period.from <= day && day <= period.to

/** The months of a period; `partial` when the period does not cover the entire month. */
export function monthsIn(period: Period): { month: string; partial: boolean }[] {
  const months: { month: string; partial: boolean }[] = []
  let [year, month] = period.from.split('-').map(Number) as [number, number]
  for (;;) {
    const name = `${year}-${String(month).padStart(2, '0')}`
    if (name > period.to.slice(0, 7)) return months
    const lastDay = new Date(Date.UTC(year, month, 0)).getUTCDate()
    const whole = contains(period, `${name}-01`) && contains(period, `${name}-${lastDay}`)
    months.push({ month: name, partial: !whole })
    month += 1
    if (month > 12) [year, month] = [year + 1, 1]
  }
}
