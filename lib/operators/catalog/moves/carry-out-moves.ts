import { and, asc, eq, sql } from 'drizzle-orm'
import { system } from '@/db/client'
import { planMoves } from '@/db/schema'
import { getPlan, limitsOf } from '@/lib/billing/catalog/catalog'
import { movePlan, type PlanMoved } from '@/lib/billing/plan-changes/move-plan'
import { isRefusal } from '@/lib/core/errors'
import { log } from '@/lib/core/logging/log'
import { notify } from '@/lib/notifications/notify'

type Move = typeof planMoves.$inferSelect

const MAX_PER_RUN = 500
/** One attempt a minute; an outage of Stripe longer than this is noticed elsewhere. */
const MAX_FAILURES = 30

/**
 * Carries out requested moves one workspace at a time: updates Stripe and notifies the members. Safe to interrupt and run
 * again, because Stripe identifies each move by its id.
 */
export async function carryOutMoves(): Promise<number> {
  const requested = await system()
    .select()
    .from(planMoves)
    .where(eq(planMoves.status, 'asked'))
    .orderBy(asc(planMoves.requestedAt), asc(planMoves.workspaceId))
    .limit(MAX_PER_RUN)
  for (const move of requested) await carryOut(move)
  return requested.length
}

async function carryOut(move: Move): Promise<void> {
  const { workspaceId, id, toPlanKey } = move
  try {
    const moved = await movePlan(workspaceId, toPlanKey, id)
    // Members are notified once each, and before the move is marked, so a crash here leaves no one out.
    await notifyMembers(move, moved)
    await mark(move, { status: 'scheduled', effectiveAt: new Date(moved.effectiveAt) })
  } catch (error) {
    // Someone is changing the plan right now; the next run retries.
    if (isRefusal(error, 'plan.busy')) return
    if (isRefusal(error)) {
      await mark(move, { status: 'refused', refusal: error.publicMessage })
      return
    }
    log.error({ err: error, workspaceId, move: id }, 'could not move a subscriber')
    const failures = move.failures + 1
    await mark(
      move,
      failures < MAX_FAILURES
        ? { failures }
        : { failures, status: 'refused', refusal: 'Stripe couldn’t be updated. See the log for details.' },
    )
  }
}

async function mark({ workspaceId, id }: Move, change: Partial<Move>): Promise<void> {
  await system()
    .update(planMoves)
    .set(change)
    .where(
      and(eq(planMoves.workspaceId, workspaceId), eq(planMoves.id, id), sql`${planMoves.status} = 'asked'`),
    )
}

/** Members are told about a new price before it is charged. */
async function notifyMembers(
  { workspaceId, id, fromPlanKey, toPlanKey }: Move,
  moved: PlanMoved,
): Promise<void> {
  const { interval, effectiveAt: from } = moved
  const [former, plan] = await Promise.all([getPlan(fromPlanKey), getPlan(toPlanKey)])
  const priceOf = ({ monthlyPriceCents, annualPriceCents }: typeof plan) =>
    interval === 'year' ? annualPriceCents : monthlyPriceCents
  await notify(workspaceId, `plan move ${id}`, {
    kind: 'terms-change',
    data: {
      planName: plan.name,
      from,
      interval,
      priceCents: priceOf(plan),
      formerPriceCents: priceOf(former),
      allowanceCredits: plan.allowanceCredits,
      limits: limitsOf(plan),
    },
  })
}
