import { and, count, desc, eq, inArray, isNull, lt, or, sql } from 'drizzle-orm'
import { inWorkspace, system } from '@/db/client'
import { sales, users, valuations } from '@/db/schema'
import type { WorkspaceContext } from '@/lib/core/context'
import type { EarlierWork } from '@/lib/core/earlier-work'
import type { DescribedHome } from './home-input'

/**
 * The workspace's newest valuation of the same home and date whose result would be the same now: it is in progress, or
 * no earlier sales were recorded since. The home's name does not matter, because the estimate does not depend on it.
 * Null if there is none.
 */
export async function findEarlierValuation(
  { workspaceId, userId }: WorkspaceContext,
  { home, valuedOn }: { home: DescribedHome; valuedOn: string },
): Promise<EarlierWork | null> {
  const rows = await inWorkspace(workspaceId, (tx) =>
    tx
      .select({ valuation: valuations, name: users.name, email: users.email })
      .from(valuations)
      .innerJoin(users, eq(users.id, valuations.createdBy))
      .where(
        and(
          eq(valuations.workspaceId, workspaceId),
          eq(valuations.zipCode, home.zipCode),
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
  if (ready && salesCountOf(valuation.grounds) !== (await salesBefore(valuedOn))) return null
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

/** Recorded sales are the same for every workspace. */
async function salesBefore(day: string): Promise<number> {
  const [row] = await system().select({ sales: count() }).from(sales).where(lt(sales.soldOn, day))
  return row?.sales ?? 0
}
