const MINUTE = 60
const HOUR = 60 * MINUTE

/** Seconds from a failed attempt to the next one, as the Standard Webhooks specification suggests: about three days. */
const DELAYS_SECONDS = [
  5,
  5 * MINUTE,
  30 * MINUTE,
  2 * HOUR,
  5 * HOUR,
  10 * HOUR,
  14 * HOUR,
  20 * HOUR,
  24 * HOUR,
]

/** How long to wait after the attempt with this number; null: it was the last one. */
export const delayAfter = (attempt: number): number | null => DELAYS_SECONDS[attempt - 1] ?? null
