import { z } from 'zod'

/**
 * Schemas for numbers and dates from outside, within the range of PostgreSQL columns and JavaScript dates. Use them in schemas
 * of forms, URLs and the API; a plain `z.iso.date()` or `z.coerce.number().int()` also accepts values that fail later in a
 * query.
 */

/** The largest value of an `integer` column. */
const MAX_INTEGER = 2_147_483_647
/** Leaves room on both sides for time zones and adjacent days. */
const FIRST_DAY = '1900-01-01'
const LAST_DAY = '2199-12-31'
const OUT_OF_RANGE = 'Use a date from 1900 to 2199.'

/** A day in the format of date fields, YYYY-MM-DD. */
export const calendarDay = (message?: string) =>
  z.iso.date(message).refine((day) => day >= FIRST_DAY && day <= LAST_DAY, OUT_OF_RANGE)

export const isUsableInstant = (at: Date): boolean =>
  at >= new Date(`${FIRST_DAY}T00:00:00Z`) && at <= new Date(`${LAST_DAY}T23:59:59Z`)

/** A time in any format JavaScript parses. */
export const instant = z.coerce.date().refine(isUsableInstant, OUT_OF_RANGE)

/** A number that identifies a row or a version. */
export const rowNumber = z.coerce.number().int().positive().max(MAX_INTEGER)

/** A count, a price in cents or a number of credits. */
export const wholeNumber = z.coerce.number().int().nonnegative().max(MAX_INTEGER)
