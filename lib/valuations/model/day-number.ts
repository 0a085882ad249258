const DAY_MS = 86_400_000
/** Whole days since 1970. */
export const dayNumber = (day: string): number => Math.round(Date.parse(day) / DAY_MS)
