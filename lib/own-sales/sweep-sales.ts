import { and, eq, lt, sql } from 'drizzle-orm'
import { system } from '@/db/client'
import { marketNow } from '@/db/product-time'
import { saleImports, saleSets } from '@/db/schema'
import { enqueue } from '@/lib/jobs/queue'

const MOST_AT_ONCE = 100
/** How long a file waits to be confirmed. */
const OPEN_DAYS = 7

const isLeft = and(
  eq(saleImports.status, 'draft'),
  lt(saleImports.createdAt, sql`${marketNow} - make_interval(days => ${OPEN_DAYS})`),
)

/** Queues what a killed process left behind, and deletes files that were never confirmed. */
export async function sweepSales(): Promise<void> {
  const drafts = await system()
    .select({ workspaceId: saleImports.workspaceId, id: saleImports.id })
    .from(saleImports)
    .where(isLeft)
    .limit(MOST_AT_ONCE)
  for (const { workspaceId, id } of drafts)
    await system()
      .update(saleImports)
      .set({ status: 'cancelled', content: null, finishedAt: marketNow })
      .where(and(eq(saleImports.workspaceId, workspaceId), eq(saleImports.id, id), isLeft))
  const imports = await system()
    .select({ workspaceId: saleImports.workspaceId, id: saleImports.id })
    .from(saleImports)
    .where(eq(saleImports.status, 'queued'))
    .limit(MOST_AT_ONCE)
  for (const job of imports) await enqueue('sales-import', job, job.id)
  const sets = await system()
    .select({ workspaceId: saleSets.workspaceId, id: saleSets.id })
    .from(saleSets)
    .where(eq(saleSets.modelStatus, 'queued'))
    .limit(MOST_AT_ONCE)
  for (const job of sets) await enqueue('sales-train', job, job.id)
}
