import { and, asc, desc, eq, gt, lt, type SQL } from 'drizzle-orm'
import type { Queryable } from '@/db/client'
import { creditEntries, creditNotes } from '@/db/schema'

export type StatementQuery = {
  /** Entries older than this number. */
  before?: number
  /** Entries newer than this number: the page next to it. */
  after?: number
  limit: number
}

export type StatementEntry = Omit<typeof creditEntries.$inferSelect, 'inputHash' | 'key'> & {
  note: string | null
}

/** A page of entries, newest first, found by number and not by offset: any page costs the same at any length. */
export async function readEntries(
  db: Queryable,
  workspaceId: number,
  { before, after, limit }: StatementQuery,
): Promise<StatementEntry[]> {
  const conditions: SQL[] = [eq(creditEntries.workspaceId, workspaceId)]
  if (before !== undefined) conditions.push(lt(creditEntries.seq, before))
  if (after !== undefined) conditions.push(gt(creditEntries.seq, after))
  const rows = await db
    .select({ ...shown, note: creditNotes.reason })
    .from(creditEntries)
    .leftJoin(
      creditNotes,
      and(eq(creditNotes.workspaceId, creditEntries.workspaceId), eq(creditNotes.seq, creditEntries.seq)),
    )
    .where(and(...conditions))
    .orderBy(after === undefined ? desc(creditEntries.seq) : asc(creditEntries.seq))
    .limit(limit)
  return after === undefined ? rows : rows.reverse()
}

const shown = {
  at: creditEntries.at,
  subjectId: creditEntries.subjectId,
  workspaceId: creditEntries.workspaceId,
  seq: creditEntries.seq,
  amount: creditEntries.amount,
  balanceAfter: creditEntries.balanceAfter,
  extraAmount: creditEntries.extraAmount,
  actorId: creditEntries.actorId,
  rateVersion: creditEntries.rateVersion,
  units: creditEntries.units,
  kind: creditEntries.kind,
  action: creditEntries.action,
  subjectKind: creditEntries.subjectKind,
}
