import { type SQL, sql } from 'drizzle-orm'
import { inject } from 'vitest'
import { system } from './client.ts'
import { brokenConstraint } from './distribute/broken-constraint.ts'

/** Helpers for tests whose statements must work on Citus, too (R53). */

/**
 * The SQL of a time moved back. `column - interval` depends on the session’s time zone, and Citus refuses that in an update.
 */
export const movedBack = (column: string, interval: string): string =>
  `(${column} at time zone 'UTC' - interval '${interval}') at time zone 'UTC'`

/** Makes rows look older, as if this time had passed since. */
export async function moveBack(
  table: string,
  columns: readonly string[],
  interval: string,
  where: SQL = sql`true`,
): Promise<void> {
  const sets = columns.map((column) => `${column} = ${movedBack(column, interval)}`)
  await system().execute(sql`update ${sql.identifier(table)} set ${sql.raw(sets.join(', '))} where ${where}`)
}

/** The key or check of the database that refused an attempt; null if it succeeded or failed otherwise. */
export const brokenBy = (attempt: PromiseLike<unknown>): Promise<string | null> =>
  Promise.resolve(attempt).then(() => null, brokenConstraint)

/** Whether the tests run on Citus (TEST_DATABASE_URL). */
export const isOnCitus = (): boolean => inject('citusNodes') !== null

/** The same, with the reason why a test is only about one PostgreSQL: `it.skipIf(onCitus('…'))`. docs/citus.md lists these. */
export const onCitus = (_reason: string): boolean => isOnCitus()
