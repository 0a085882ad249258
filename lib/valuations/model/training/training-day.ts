/** The end of the training data for a day: the first of its month, or all sales for a day after the last one. */
export function trainedUntilFor(valuedOn: string, lastSoldOn: string): string {
  return valuedOn > lastSoldOn ? dayAfter(lastSoldOn) : `${valuedOn.slice(0, 7)}-01`
}

export const dayAfter = (day: string): string => daysAfter(day, 1)

export const daysAfter = (day: string, days: number): string =>
  new Date(Date.parse(day) + days * 86_400_000).toISOString().slice(0, 10)

/** The minimum number of days of sales for a model. */
export const FEWEST_DAYS = 120
