import { sql } from 'drizzle-orm'
import type { Queryable } from '@/db/client'
import { marketNow } from '@/db/product-time'
import { Refusal } from '@/lib/core/errors'

const YEAR_MS = 366 * 86_400_000

/**
 * When a catalog change takes effect: immediately or at a future time. Past charges never change, so no change takes
 * effect in the past.
 * @throws Refusal `effective.past`, `effective.far`
 */
export async function resolveEffectiveAt(tx: Queryable, wanted: Date | null): Promise<Date> {
  const [row] = await tx.execute<{ now: string }>(sql`select ${marketNow} as now`)
  const now = new Date(row?.now ?? Date.now())
  if (!wanted) return now
  if (wanted < now)
    throw new Refusal(
      'effective.past',
      'This time is in the past. Choose a future time, or leave it blank to start immediately.',
    )
  if (wanted.getTime() - now.getTime() > YEAR_MS)
    throw new Refusal('effective.far', 'Changes can be scheduled up to a year ahead. Choose an earlier time.')
  return wanted
}

/** The key of terms: their family and the time they take effect, to the second, in UTC. */
export const keyOfTerms = (family: string, at: Date): string =>
  `${family}-${at.toISOString().slice(0, 19).replaceAll(/[-:]/g, '').replace('T', '-')}`
