import { and, eq, inArray } from 'drizzle-orm'
import type { Queryable } from '@/db/client'
import { purchases } from '@/db/schema'
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
