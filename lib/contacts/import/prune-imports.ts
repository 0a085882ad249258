import { and, eq, sql } from 'drizzle-orm'
import { system } from '@/db/client'
import { marketNow } from '@/db/product-time'
import { contactImports } from '@/db/schema'

const KEPT_DAYS = 7

/** Per run; the next one continues. */
const MOST_AT_ONCE = 1_000

const isLeft = and(
  eq(contactImports.status, 'open'),
  sql`${contactImports.createdAt} < ${marketNow} - make_interval(days => ${KEPT_DAYS})`,
)

/** Deletes the files of imports that nobody finished within a week. Returns how many. */
export async function pruneImports(): Promise<number> {
  const left = await system()
    .select({ workspaceId: contactImports.workspaceId, id: contactImports.id })
    .from(contactImports)
    .where(isLeft)
    .limit(MOST_AT_ONCE)
  let pruned = 0
  for (const { workspaceId, id } of left) {
    const rows = await system()
      .update(contactImports)
      .set({ status: 'cancelled', content: '', finishedAt: marketNow })
      .where(and(eq(contactImports.workspaceId, workspaceId), eq(contactImports.id, id), isLeft))
      .returning({ id: contactImports.id })
    pruned += rows.length
  }
  return pruned
}
