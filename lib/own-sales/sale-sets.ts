import { and, count, desc, eq, sql } from 'drizzle-orm'
import { inWorkspace } from '@/db/client'
import { auditEvents, ownSales, saleSets } from '@/db/schema'
import type { WorkspaceContext } from '@/lib/core/context'
import { MOST_SETS } from '@/lib/sales/source'
import type { SaleSetRow } from './views'

/** The workspace's data sets, newest first, with what is in them. */
export async function listSaleSets({
  workspaceId,
}: Pick<WorkspaceContext, 'workspaceId'>): Promise<SaleSetRow[]> {
  return inWorkspace(workspaceId, async (tx) => {
    const sets = await tx
      .select()
      .from(saleSets)
      .where(eq(saleSets.workspaceId, workspaceId))
      .orderBy(desc(saleSets.createdAt), desc(saleSets.id))
      .limit(MOST_SETS)
    const counts = await tx
      .select({
        setId: ownSales.setId,
        salesCount: count(),
        placedCount: count(ownSales.latitude),
        from: sql<string>`min(${ownSales.soldOn})::text`,
        to: sql<string>`max(${ownSales.soldOn})::text`,
      })
      .from(ownSales)
      .where(eq(ownSales.workspaceId, workspaceId))
      .groupBy(ownSales.setId)
    const bySet = new Map(counts.map(({ setId, ...rest }) => [setId, rest]))
    return sets.map((set) => ({
      id: set.id,
      name: set.name,
      currency: set.currency,
      areaUnit: set.areaUnit,
      ...(bySet.get(set.id) ?? { salesCount: 0, placedCount: 0, from: null, to: null }),
      modelStatus: set.modelStatus,
      modelNote: set.modelNote,
      medianErrorPercent: set.medianErrorPercent,
      testedMonth: set.testedMonth,
      testedSales: set.testedSales,
      createdAt: set.createdAt.toISOString(),
    }))
  })
}

/**
 * Deletes a data set with its sales, imports and models. Reports and valuations made from it stay: they have their own
 * figures. Safe to repeat.
 */
export async function deleteSaleSet(
  { workspaceId, userId }: WorkspaceContext,
  { id }: { id: string },
): Promise<void> {
  await inWorkspace(workspaceId, async (tx) => {
    const deleted = await tx
      .delete(saleSets)
      .where(and(eq(saleSets.workspaceId, workspaceId), eq(saleSets.id, id)))
      .returning({ name: saleSets.name })
    const [set] = deleted
    if (!set) return
    await tx.insert(auditEvents).values({
      workspaceId,
      actorId: userId,
      verb: 'sales.delete',
      detail: { id, name: set.name },
    })
  })
}
