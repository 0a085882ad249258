/** Until when the model for a day is trained: the first of its month; for a day after all sales, all of them. */
export function trainedUntilFor(valuedOn: string, lastSoldOn: string): string {
  return valuedOn > lastSoldOn ? dayAfter(lastSoldOn) : `${valuedOn.slice(0, 7)}-01`
}

export const dayAfter = (day: string): string => daysAfter(day, 1)

export const daysAfter = (day: string, days: number): string =>
  new Date(Date.parse(day) + days * 86_400_000).toISOString().slice(0, 10)

/** A model of fewer days of sales than this has not seen enough. */
export const FEWEST_DAYS = 120
