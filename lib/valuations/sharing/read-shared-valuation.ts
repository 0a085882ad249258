import { and, eq, isNull, sql } from 'drizzle-orm'
import { inWorkspace } from '@/db/client'
import { valuationShares, valuations, workspaces } from '@/db/schema'
import { isOpenedBy } from '@/lib/paid-work/sharing/share'
import { workspaceOfShareToken } from '@/lib/paid-work/sharing/share-token'
import { type ShownValuation, shownValuation } from '../get-valuation'
import type { ValuationResult } from '../views'
import { valuationSharing } from './share-valuation'

/** What anyone with the link sees: the valuation, without what it cost. */
export type SharedValuation = ShownValuation & {
  workspaceId: number
  timeZone: string
  /** ISO. */
  madeAt: string
  result: ValuationResult
}

/** Null if the link does not exist or has ended. We do not reveal which. */
export async function readSharedValuation(token: string): Promise<SharedValuation | null> {
  const workspaceId = workspaceOfShareToken(token)
  if (!workspaceId) return null
  const [found] = await inWorkspace(workspaceId, (tx) =>
    tx
      .select({
        row: valuations,
        madeAt: sql<Date>`coalesce(${valuations.finishedAt}, ${valuations.createdAt})`.mapWith(
          valuations.createdAt,
        ),
        timeZone: workspaces.timeZone,
      })
      .from(valuationShares)
      .innerJoin(
        valuations,
        and(
          eq(valuations.workspaceId, valuationShares.workspaceId),
          eq(valuations.id, valuationShares.valuationId),
        ),
      )
      .innerJoin(workspaces, eq(workspaces.id, valuationShares.workspaceId))
      .where(
        and(
          isOpenedBy(valuationSharing, workspaceId, token),
          isNull(workspaces.deletedAt),
          eq(valuations.status, 'ready'),
          isNull(valuations.deletedAt),
        ),
      ),
  )
  if (!found) return null
  const { result, ...shown } = shownValuation(found.row)
  if (!result) return null
  return {
    ...shown,
    result,
    workspaceId,
    timeZone: found.timeZone,
    madeAt: found.madeAt.toISOString(),
  }
}
