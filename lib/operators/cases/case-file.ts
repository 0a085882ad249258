import { and, eq } from 'drizzle-orm'
import { system } from '@/db/client'
import { problemCases, users, workspaces } from '@/db/schema'
import { notFound } from '@/lib/core/errors'
import { findHold } from '@/lib/credits/read/find-hold'
import { findWork } from '@/lib/paid-work/rows'
import { paidWork } from '@/lib/paid-work-kinds/registry'
import { recordView } from '../operations/record-event'
import type { Operator } from '../operator'

export type CaseKey = { workspaceId: number; id: string }
export type StoredCase = typeof problemCases.$inferSelect

export type CaseFile = {
  found: StoredCase
  workspaceName: string
  openedBy: { name: string; email: string }
  /** The work as it is now; null if it was deleted. */
  work: {
    createdAt: string
    finishedAt: string | null
    /** The number of the ledger entry that charged it; null if nothing was charged. */
    entrySeq: number | null
    /** What our check finds now; null if it finds no fault. */
    fault: string | null
    givenBackFor: string | null
  } | null
  /** What a refund would add now; 0 if it was free or is already refunded. */
  refundableCredits: number
}

export const isCase = ({ workspaceId, id }: CaseKey) =>
  and(eq(problemCases.workspaceId, workspaceId), eq(problemCases.id, id))

/** What a refund of the work would add: what it cost, if that was not refunded yet. */
async function refundOf({ workspaceId, workKind, workId, holdId }: StoredCase) {
  const [row, hold] = await Promise.all([
    findWork(paidWork[workKind], workspaceId, workId),
    findHold(workspaceId, holdId),
  ])
  const credits = row?.givenBackFor ? 0 : (hold?.captured ?? 0)
  return { row, hold, credits }
}

/** Everything an operator needs to answer a case. @throws Refusal `not-found` */
export async function readCase(key: CaseKey): Promise<CaseFile> {
  const [row] = await system()
    .select({ found: problemCases, workspaceName: workspaces.name, name: users.name, email: users.email })
    .from(problemCases)
    .innerJoin(workspaces, eq(workspaces.id, problemCases.workspaceId))
    .innerJoin(users, eq(users.id, problemCases.openedBy))
    .where(isCase(key))
  if (!row) throw notFound('case')
  const { found, workspaceName, name, email } = row
  const { row: work, hold, credits } = await refundOf(found)
  return {
    found,
    workspaceName,
    openedBy: { name: name || email, email },
    work:
      work && !work.deletedAt
        ? {
            createdAt: work.createdAt.toISOString(),
            finishedAt: work.finishedAt?.toISOString() ?? null,
            entrySeq: hold && hold.entrySeq > 0 ? hold.entrySeq : null,
            fault: await paidWork[found.workKind].faultOf(work),
            givenBackFor: work.givenBackFor,
          }
        : null,
    refundableCredits: credits,
  }
}

/** For the console: also records in the audit log that this operator viewed the case. @throws Refusal `not-found` */
export async function viewCase(operator: Operator, key: CaseKey): Promise<CaseFile> {
  const file = await readCase(key)
  await recordView(operator, { verb: 'case.viewed', workspaceId: key.workspaceId, shown: { case: key.id } })
  return file
}
