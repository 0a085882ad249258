import { and, eq } from 'drizzle-orm'
import { system } from '@/db/client'
import { creditHolds } from '@/db/schema'
import { inUuidList } from '@/lib/core/uuid-list'

export type StoredHold = typeof creditHolds.$inferSelect

/** A hold as stored, or null. */
export async function findHold(workspaceId: number, id: string): Promise<StoredHold | null> {
  return (await findHolds(workspaceId, [id])).get(id) ?? null
}

/** The holds with these ids that exist, by id. */
export async function findHolds(
  workspaceId: number,
  ids: readonly string[],
): Promise<Map<string, StoredHold>> {
  if (ids.length === 0) return new Map()
  const rows = await system()
    .select()
    .from(creditHolds)
    .where(and(eq(creditHolds.workspaceId, workspaceId), inUuidList(creditHolds.id, ids)))
  return new Map(rows.map((hold) => [hold.id, hold]))
}
