import { and, count, desc, eq, inArray, isNull, or, sql } from 'drizzle-orm'
import { inWorkspace } from '@/db/client'
import { users, valuations } from '@/db/schema'
import type { WorkspaceContext } from '@/lib/core/context'
import type { EarlierWork } from '@/lib/core/earlier-work'
import { findSalesSource, querySales } from '@/lib/sales/source'
import type { DescribedHome } from './home-input'

type HomeChoice = {
  home: DescribedHome
  valuedOn: string
  /** Null or missing: the bundled county. */
  saleSetId?: string | null
}

/**
 * The workspace's newest valuation of the same home and date whose result would be the same now: it is in progress, or
 * no earlier sales were recorded since. The home's name does not matter, because the estimate does not depend on it.
 * Null if there is none.
 */
export async function findEarlierValuation(
  { workspaceId, userId }: WorkspaceContext,
  { home, valuedOn, saleSetId = null }: HomeChoice,
): Promise<EarlierWork | null> {
  const rows = await inWorkspace(workspaceId, (tx) =>
    tx
      .select({ valuation: valuations, name: users.name, email: users.email })
      .from(valuations)
      .innerJoin(users, eq(users.id, valuations.createdBy))
      .where(
        and(
          eq(valuations.workspaceId, workspaceId),
          isNull(valuations.deletedAt),
          eq(valuations.zipCode, home.zipCode),
          saleSetId === null ? isNull(valuations.saleSetId) : eq(valuations.saleSetId, saleSetId),
          eq(valuations.valuedOn, valuedOn),
          sql`${valuations.home} = ${JSON.stringify(home)}::jsonb`,
          or(
            inArray(valuations.status, ['queued', 'running']),
            and(eq(valuations.status, 'ready'), isNull(valuations.givenBackFor)),
          ),
        ),
      )
      .orderBy(desc(valuations.createdAt), desc(valuations.id))
      .limit(1),
  )
  const [found] = rows
  if (!found) return null
  const { valuation, name, email } = found
  const ready = valuation.status === 'ready'
  if (ready && salesCountOf(valuation.grounds) !== (await salesBefore(valuedOn, workspaceId, saleSetId)))
    return null
  return {
    id: valuation.id,
    state: ready ? 'ready' : 'in-progress',
    at: ((ready && valuation.finishedAt) || valuation.createdAt).toISOString(),
    byYou: valuation.createdBy === userId,
    by: name || email,
  }
}

function salesCountOf(grounds: unknown): number | null {
  const counted = (grounds as { salesCount?: unknown } | null)?.salesCount
  return typeof counted === 'number' ? counted : null
}

async function salesBefore(day: string, workspaceId: number, saleSetId: string | null): Promise<number> {
  const source = await findSalesSource(workspaceId, saleSetId)
  const [row] = await querySales(source, (tx, columns) =>
    tx
      .select({ sales: count() })
      .from(columns.from)
      .where(and(columns.scope, columns.placed, sql`${columns.soldOn} < ${day}::date`)),
  )
  return row?.sales ?? 0
}
