import { and, eq } from 'drizzle-orm'
import { system } from '@/db/client'
import { creditHolds } from '@/db/schema'

export type StoredHold = typeof creditHolds.$inferSelect

/** A hold as it is stored, or null. */
export async function findHold(workspaceId: number, id: string): Promise<StoredHold | null> {
  const [hold] = await system()
    .select()
    .from(creditHolds)
    .where(and(eq(creditHolds.workspaceId, workspaceId), eq(creditHolds.id, id)))
  return hold ?? null
}
