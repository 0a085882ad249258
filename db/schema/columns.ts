import { type Column, getTableColumns, type SQL, sql } from 'drizzle-orm'
import { bigint, check, customType, integer, text, timestamp, uuid } from 'drizzle-orm/pg-core'
import { productTime } from './product-time.ts'

/**
 * The columns that tables are made of: one way to say each kind of value. A column is named by its
 * key: `createdAt` is `created_at` in the database (docs/decisions/0040-schema-baseline.md).
 */

/** A moment, as a Date. */
export const instant = () => timestamp({ withTimezone: true, mode: 'date' })

/** A moment that is compared with one in code: to the millisecond, as a Date is. */
export const instantMs = () => timestamp({ withTimezone: true, mode: 'date', precision: 3 })

/** When the row's event happened by the product's clock. */
export const happenedAt = () => instant().notNull().default(productTime)

/** When a session, sign-in or factor began, by the machine's clock: these protect against people, not against dates. */
export const machineTimeAt = () => instant().notNull().defaultNow()

/** An id that the database makes. */
export const randomId = () => uuid().notNull().defaultRandom()

/** An id that the request brings, so that the same request again is the same row (R12). */
export const givenId = () => uuid().notNull()

/** An amount of money in cents of the catalog's currency. */
export const cents = () => integer()

/** A price in whole US dollars. */
export const usd = () => integer()

/** A number of credits. */
export const credits = () => integer()

/** A number that only grows, such as credits since an account was opened. */
export const runningTotal = () => bigint({ mode: 'number' })

export const bytes = customType<{ data: Uint8Array; driverData: Uint8Array }>({ dataType: () => 'bytea' })

/** Text that is one of a list. Its table has a `knownValue` check, which is made from the same list. */
export const oneOf = <const V extends string>(values: readonly [V, ...V[]]) => text({ enum: values })

/** The check that a `oneOf` column holds one of its list: `knownValue('reports_status_known', t.status)`. */
export const knownValue = (name: string, column: Column) => check(name, isKnown(column))

/** The condition of `knownValue`, for a check that says more than that. */
export function isKnown(column: Column): SQL {
  // What a table gives its checks are plain columns; the list is in the table's own.
  const own = Object.values(getTableColumns(column.table)).find(({ name }) => name === column.name)
  if (!own?.enumValues) throw new Error(`${column.name} is not made with oneOf`)
  return sql`${column} in (${listed(own.enumValues)})`
}

/** Values in a check: literals, since a constraint has no parameters. */
export const listed = (values: readonly string[]) =>
  sql.raw(values.map((value) => `'${value.replaceAll("'", "''")}'`).join(', '))
