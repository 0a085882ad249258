import { and, between, eq, inArray, sql } from 'drizzle-orm'
import type { Queryable } from '@/db/client'
import { creditEntries, purchases } from '@/db/schema'
import { entryKinds } from '@/lib/credits/model'
import { subjectOfId } from '@/lib/credits/shared/actions'

type Subject = { subjectKind: number; subjectId: string }

/** Which of these entries or lots are of purchases that auto top-up made (R48). */
export async function topUpPurchases(
  tx: Queryable,
  workspaceId: number,
  subjects: readonly Subject[],
): Promise<ReadonlySet<string>> {
  const ids = subjects
    .filter(({ subjectKind }) => subjectOfId(subjectKind) === 'purchase')
    .map(({ subjectId }) => subjectId)
  if (ids.length === 0) return new Set()
  const found = await tx
    .select({ id: purchases.id })
    .from(purchases)
    .where(
      and(
        eq(purchases.workspaceId, workspaceId),
        inArray(purchases.id, ids),
        eq(purchases.origin, 'auto-top-up'),
      ),
    )
  return new Set(found.map(({ id }) => id))
}

/** How many packs auto top-up bought between two entries, both included, and their credits. */
export async function sumTopUps(
  tx: Queryable,
  workspaceId: number,
  { firstSeq, lastSeq }: { firstSeq: number; lastSeq: number },
): Promise<{ credits: number; times: number }> {
  const [sum] = await tx
    .select({
      credits: sql<number>`coalesce(sum(${creditEntries.amount}), 0)::int`,
      times: sql<number>`count(*)::int`,
    })
    .from(creditEntries)
    .innerJoin(
      purchases,
      and(eq(purchases.workspaceId, creditEntries.workspaceId), eq(purchases.id, creditEntries.subjectId)),
    )
    .where(
      and(
        eq(creditEntries.workspaceId, workspaceId),
        between(creditEntries.seq, firstSeq, lastSeq),
        eq(creditEntries.kind, entryKinds.pack),
        eq(purchases.origin, 'auto-top-up'),
      ),
    )
  return sum ?? { credits: 0, times: 0 }
}
