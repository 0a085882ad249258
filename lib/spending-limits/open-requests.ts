import { and, asc, eq, isNull, type SQL } from 'drizzle-orm'
import type { Queryable } from '@/db/client'
import { marketNow } from '@/db/product-time'
import { spendingLimitRequests } from '@/db/schema'
import type { SpendingLimitKind, SpendingLimitOutcome } from '@/db/schema/billing/spending-limits'

/** Audit verbs keep their original names: the log is history. */
export const LIMIT_SET = 'cap.set'
export const INCREASE_REQUESTED = 'cap.asked'

export type OpenRequest = {
  id: string
  kind: SpendingLimitKind
  subject: number
  userId: number
  /** The limit they asked for; null if they named no number. */
  requestedCredits: number | null
  reason: string | null
  at: Date
}
type Limit = Pick<OpenRequest, 'kind' | 'subject'>

/** Open requests, oldest first: all of a workspace, or those about one limit. */
export async function readOpenIncreaseRequests(
  db: Queryable,
  workspaceId: number,
  limit?: Limit,
): Promise<OpenRequest[]> {
  const { id, kind, subject, requestedBy, requestedCredits, reason, requestedAt } = spendingLimitRequests
  return db
    .select({ id, kind, subject, userId: requestedBy, requestedCredits, reason, at: requestedAt })
    .from(spendingLimitRequests)
    .where(and(isOpen(workspaceId), limit && isAbout(limit)))
    .orderBy(asc(requestedAt))
}

/**
 * Closes every open request about this limit, in the transaction that changes it. Returns the closed requests, oldest
 * first.
 */
export async function closeIncreaseRequests(
  tx: Queryable,
  workspaceId: number,
  limit: Limit,
  decision: { by: number; outcome: SpendingLimitOutcome },
): Promise<OpenRequest[]> {
  const open = await readOpenIncreaseRequests(tx, workspaceId, limit)
  if (open.length > 0) await close(tx, and(isOpen(workspaceId), isAbout(limit)), decision)
  return open
}

/** Closes the open requests of a member who is leaving the workspace. */
export async function closeIncreaseRequestsOfMember(
  tx: Queryable,
  workspaceId: number,
  { userId, by }: { userId: number; by: number },
): Promise<void> {
  const theirs = eq(spendingLimitRequests.requestedBy, userId)
  await close(tx, and(isOpen(workspaceId), theirs), { by, outcome: 'left' })
}

const close = (
  tx: Queryable,
  which: SQL | undefined,
  { by, outcome }: { by: number; outcome: SpendingLimitOutcome },
) => tx.update(spendingLimitRequests).set({ outcome, decidedBy: by, decidedAt: marketNow }).where(which)

const isOpen = (workspaceId: number) =>
  and(eq(spendingLimitRequests.workspaceId, workspaceId), isNull(spendingLimitRequests.outcome))

const isAbout = ({ kind, subject }: Limit) =>
  and(eq(spendingLimitRequests.kind, kind), eq(spendingLimitRequests.subject, subject))
