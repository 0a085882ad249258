import { asc, eq } from 'drizzle-orm'
import type { Queryable } from '@/db/client'
import { creditLots } from '@/db/schema'
import type { Lot } from '../model.ts'

/** All lots of a workspace, in spending order. */
export async function readLots(tx: Queryable, workspaceId: number): Promise<Lot[]> {
  const rows = await tx
    .select()
    .from(creditLots)
    .where(eq(creditLots.workspaceId, workspaceId))
    .orderBy(asc(creditLots.fromCredit), asc(creditLots.seq))
  return rows.map(({ workspaceId: _, expiresAt, grantedAt, ...lot }) => ({
    ...lot,
    expiresAt: expiresAt?.getTime() ?? null,
    grantedAt: grantedAt.getTime(),
  }))
}
