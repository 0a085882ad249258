import type Stripe from 'stripe'

export interface Interval {
  interval: string
  interval_count: number
}

const SECONDS_A_DAY = 86_400

/**
 * The n-th boundary counted from the anchor, not from the previous boundary: an anchor on the 31st is billed on Feb 28 and then
 * on Mar 31.
 */
export function boundary(anchorSeconds: number, { interval, interval_count }: Interval, n: number): number {
  const steps = n * interval_count
  if (interval === 'day') return anchorSeconds + steps * SECONDS_A_DAY
  if (interval === 'week') return anchorSeconds + steps * 7 * SECONDS_A_DAY
  const anchor = new Date(anchorSeconds * 1000)
  const months = anchor.getUTCMonth() + (interval === 'year' ? steps * 12 : steps)
  const lastDay = new Date(Date.UTC(anchor.getUTCFullYear(), months + 1, 0)).getUTCDate()
  const day = Math.min(anchor.getUTCDate(), lastDay)
  const secondsIntoDay = anchorSeconds - Math.floor(anchorSeconds / SECONDS_A_DAY) * SECONDS_A_DAY
  return Date.UTC(anchor.getUTCFullYear(), months, day) / 1000 + secondsIntoDay
}

/** The first boundary after a time. Periods are at least a day, so the estimate starts close. */
export function boundaryAfter(anchorSeconds: number, interval: Interval, momentSeconds: number): number {
  const daysEach = { day: 1, week: 7, month: 31, year: 366 }[interval.interval] ?? 31
  const elapsedDays = Math.max(0, momentSeconds - anchorSeconds) / SECONDS_A_DAY
  let n = Math.max(0, Math.floor(elapsedDays / (daysEach * interval.interval_count)))
  while (boundary(anchorSeconds, interval, n) <= momentSeconds) n++
  return boundary(anchorSeconds, interval, n)
}

export function intervalOf(price: Stripe.Price): Interval {
  return price.recurring ?? { interval: 'month', interval_count: 1 }
}

export function intervalWords({ interval, interval_count }: Interval): string {
  return interval_count === 1 ? interval : `${interval_count} ${interval}s`
}
