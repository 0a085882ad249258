import { sql } from 'drizzle-orm'
import type { Queryable } from '@/db/client'
import { marketNow } from '@/db/product-time'
import { Refusal } from '@/lib/core/errors'

const YEAR_MS = 366 * 86_400_000

/**
 * When a change of the catalogue comes into force: at once, or at a time to come. What was charged stays charged, so
 * nothing comes into force in the past.
 * @throws Refusal `effective.past`, `effective.far`
 */
export async function effectiveAt(tx: Queryable, wanted: Date | null): Promise<Date> {
  const [row] = await tx.execute<{ now: string }>(sql`select ${marketNow} as now`)
  const now = new Date(row?.now ?? Date.now())
  if (!wanted) return now
  if (wanted < now)
    throw new Refusal(
      'effective.past',
      'This time has passed. Choose one to come, or leave it empty for now.',
    )
  if (wanted.getTime() - now.getTime() > YEAR_MS)
    throw new Refusal('effective.far', 'Changes can be scheduled for a year ahead at most.')
  return wanted
}
