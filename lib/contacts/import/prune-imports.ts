import { and, eq, sql } from 'drizzle-orm'
import { system } from '@/db/client'
import { marketNow } from '@/db/product-time'
import { contactImports } from '@/db/schema'

const KEPT_DAYS = 7

/** Deletes the files of imports that nobody finished within a week. Returns how many. */
export async function pruneImports(): Promise<number> {
  const pruned = await system()
    .update(contactImports)
    .set({ status: 'cancelled', content: '', finishedAt: marketNow })
    .where(
      and(
        eq(contactImports.status, 'open'),
        sql`${contactImports.createdAt} < ${marketNow} - make_interval(days => ${KEPT_DAYS})`,
      ),
    )
    .returning({ id: contactImports.id })
  return pruned.length
}
