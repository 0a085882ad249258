import { and, desc, eq } from 'drizzle-orm'
import { z } from 'zod'
import { inWorkspace, readInWorkspace } from '@/db/client'
import { problemCases } from '@/db/schema'
import { problemReasons } from '@/db/schema/work/cases'
import type { WorkspaceContext } from '@/lib/core/context'
import { Refusal } from '@/lib/core/errors'
import { findHold } from '@/lib/credits/read/find-hold'
import type { PaidWork, WorkRequest, WorkRow } from './paid-work'
import { refundIfBroken } from './refund'
import { requireWork, writeAuditEvent } from './rows'
import type { WorkKind } from './tables'

export const ReportProblemInput = z.object({
  /** The work. */
  id: z.uuid(),
  /** Created with the form, so that a second click is the same case (R12). */
  caseId: z.uuid(),
  reason: z.enum(problemReasons, 'Choose what is wrong.'),
  words: z
    .string()
    .trim()
    .min(10, 'Describe the problem in a sentence, so that we can find it.')
    .max(1_000, 'Use up to 1,000 characters.'),
})
type ReportProblemInput = z.output<typeof ReportProblemInput>

export type ProblemOutcome = { refunded: { credits: number; fault: string } } | { caseId: string }

/** A member's own view of a case. Instants are ISO. */
export type CaseView = {
  id: string
  status: (typeof problemCases.$inferSelect)['status']
  reason: (typeof problemReasons)[number]
  words: string
  openedAt: string
  /** Null until it is answered. */
  answer: string | null
  decidedAt: string | null
}

/**
 * "Report a problem": checks the result and refunds its credits if it is broken (R13). If we find no fault, it opens a case for
 * the operators, one at a time for each work.
 * @throws Refusal `not-found`, `case.open`, `request.reused`
 */
export async function reportProblem<Row extends WorkRow, Request extends WorkRequest>(
  work: PaidWork<Row, Request>,
  ctx: WorkspaceContext,
  { id, caseId, reason, words }: ReportProblemInput,
): Promise<ProblemOutcome> {
  const refunded = await refundIfBroken(work, ctx, { id })
  if (refunded) return { refunded }
  const { workspaceId, userId } = ctx
  const { kind } = work
  const row = await requireWork(work, workspaceId, id)
  const costCredits = (await findHold(workspaceId, row.holdId))?.captured ?? 0
  const title = work.titleOf(row)
  await inWorkspace(workspaceId, async (tx) => {
    const opened = await tx
      .insert(problemCases)
      .values({
        ...{ workspaceId, id: caseId, workKind: kind, workId: id, holdId: row.holdId },
        ...{ title, reason, words, costCredits, openedBy: userId },
      })
      .onConflictDoNothing()
      .returning({ id: problemCases.id })
    if (opened.length > 0)
      return writeAuditEvent(tx, ctx, 'case.open', { id: caseId, kind, workId: id, reason })
    const [stored] = await tx
      .select()
      .from(problemCases)
      .where(and(eq(problemCases.workspaceId, workspaceId), eq(problemCases.id, caseId)))
    if (!stored) {
      throw new Refusal('case.open', `This ${kind} already has an open case. We’ll answer it first.`)
    }
    if (stored.workId !== id || stored.reason !== reason || stored.words !== words) {
      throw new Refusal('request.reused', 'This form was already sent. Reload the page and try again.')
    }
  })
  return { caseId }
}

/** The newest case of a piece of work; null if none was opened. */
export async function readCaseOfWork(
  { workspaceId }: Pick<WorkspaceContext, 'workspaceId'>,
  kind: WorkKind,
  workId: string,
): Promise<CaseView | null> {
  const [row] = await readInWorkspace(workspaceId, (tx) =>
    tx
      .select()
      .from(problemCases)
      .where(
        and(
          eq(problemCases.workspaceId, workspaceId),
          eq(problemCases.workKind, kind),
          eq(problemCases.workId, workId),
        ),
      )
      .orderBy(desc(problemCases.openedAt), desc(problemCases.id))
      .limit(1),
  )
  if (!row) return null
  const { id, status, reason, words, openedAt, decidedAt } = row
  return {
    id,
    status,
    reason,
    words,
    openedAt: openedAt.toISOString(),
    // An answer whose refund still needs a second operator is not final.
    answer: status === 'answered' ? row.answer : null,
    decidedAt: decidedAt?.toISOString() ?? null,
  }
}
