import { eq, sql } from 'drizzle-orm'
import { z } from 'zod'
import { type Queryable, system } from '@/db/client'
import { planMoves, plans } from '@/db/schema'
import { Refusal } from '@/lib/core/errors'
import { rowNumber } from '@/lib/core/text/input'
import { enqueueIn, jobQueue } from '@/lib/jobs/queue'
import { refuseOwnWorkspaces } from '@/lib/operators/approvals/conflict-of-interest'
import { recordEvents } from '@/lib/operators/operations/record-event'
import type { Operator } from '@/lib/operators/operator'
import { markOf, newestTerms, readyFor, type Subscriber } from './subscribers-of-terms'

export const MoveSubscribersInput = z.object({
  /** Created with the form, so submitting it twice is one move (R12). */
  id: z.uuid(),
  planKey: z.string().min(1).max(100),
  /** One workspace, or null for all that the page showed. */
  workspaceId: rowNumber.nullable().default(null),
  /** The mark of the list the page showed, so only subscribers the operator saw are moved. */
  seen: z.string().min(1).max(64),
  reason: z.string().trim().min(3, 'Enter a reason.').max(500),
})
export type MoveSubscribersInput = z.output<typeof MoveSubscribersInput>

/**
 * Requests that subscribers move to newer terms of their plan at the end of their paid period. The request is recorded and
 * queued in one transaction; a job updates Stripe (carry-out-moves.ts).
 * @throws Refusal `not-found`, `plan.not-newest`, `move.changed`, `request.reused`, `operator.own-workspace`
 */
export async function moveSubscribers(
  operator: Operator,
  input: MoveSubscribersInput,
): Promise<{ workspaces: number }> {
  const { id, planKey, workspaceId, reason } = input
  await jobQueue()
  return system().transaction(async (tx) => {
    // Serializes concurrent moves of the same plan.
    await tx.execute(sql`select key from ${plans} where key = ${planKey} for update`)
    const before = await movesOfRequest(tx, id)
    if (before.length > 0) return resultOfRepeat(before, input)
    const target = await newestTerms(tx, planKey)
    const chosen = chosenOf(await readyFor(tx, target), input)
    await refuseOwnWorkspaces(
      tx,
      operator,
      chosen.map((one) => one.workspaceId),
    )
    await tx.insert(planMoves).values(
      chosen.map(({ workspaceId: of, fromPlanKey }) => ({
        workspaceId: of,
        id,
        fromPlanKey,
        toPlanKey: planKey,
        requestedBy: operator.userId,
      })),
    )
    await recordEvents(
      tx,
      operator,
      chosen.map((one) => ({
        verb: 'plan.moved' as const,
        workspaceId: one.workspaceId,
        reason,
        before: { plan: one.fromPlanKey },
        after: { plan: planKey, from: one.periodEndsAt ?? 'the next period', request: id },
      })),
    )
    await enqueueIn(tx, 'plan-moves', {})
    return { workspaces: workspaceId === null ? chosen.length : 1 }
  })
}

function chosenOf(ready: Subscriber[], { workspaceId, seen }: MoveSubscribersInput): Subscriber[] {
  const chosen = workspaceId === null ? ready : ready.filter((one) => one.workspaceId === workspaceId)
  const isAsSeen = workspaceId === null ? markOf(ready) === seen : markOf(chosen) === seen
  if (chosen.length > 0 && isAsSeen) return chosen
  throw new Refusal(
    'move.changed',
    'The list of affected subscribers changed. No one was moved. Review the list again.',
  )
}

const movesOfRequest = (tx: Queryable, id: string) => tx.select().from(planMoves).where(eq(planMoves.id, id))

/** A repeated request returns its first result. */
function resultOfRepeat(
  before: (typeof planMoves.$inferSelect)[],
  { planKey, workspaceId }: MoveSubscribersInput,
): { workspaces: number } {
  const same =
    before.every((move) => move.toPlanKey === planKey) &&
    (workspaceId === null || (before.length === 1 && before[0]?.workspaceId === workspaceId))
  if (same) return { workspaces: before.length }
  throw new Refusal(
    'request.reused',
    'This form was already used for another move. Reload the page and try again.',
  )
}
