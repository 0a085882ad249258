import { and, asc, eq, sql } from 'drizzle-orm'
import { system } from '@/db/client'
import { planMoves } from '@/db/schema'
import { getPlan, limitsOf } from '@/lib/billing/catalog/catalog'
import { movePlan, type PlanMoved } from '@/lib/billing/plan-changes/move-plan'
import { isRefusal } from '@/lib/core/errors'
import { log } from '@/lib/core/logging/log'
import { notify } from '@/lib/notifications/notify'

type Move = typeof planMoves.$inferSelect

const MOST_A_RUN = 500
/** A try a minute: Stripe is not away for longer without somebody knowing. */
const MOST_FAILURES = 30

/**
 * Tells Stripe of the moves that operators asked for, one workspace after the other, and the people whose plan it is. May
 * die at any point and be run again: a move is known at Stripe by its own id.
 */
export async function carryOutMoves(): Promise<number> {
  const asked = await system()
    .select()
    .from(planMoves)
    .where(eq(planMoves.status, 'asked'))
    .orderBy(asc(planMoves.requestedAt), asc(planMoves.workspaceId))
    .limit(MOST_A_RUN)
  for (const move of asked) await carryOut(move)
  return asked.length
}

async function carryOut(move: Move): Promise<void> {
  const { workspaceId, id, toPlanKey } = move
  try {
    const moved = await movePlan(workspaceId, toPlanKey, id)
    // Each person is told once; told first, nobody is left out by a process that dies here.
    await tellPeople(move, moved)
    await mark(move, { status: 'scheduled', effectiveAt: new Date(moved.effectiveAt) })
  } catch (error) {
    // Someone is changing the plan at this moment: the next run tries again.
    if (isRefusal(error, 'plan.busy')) return
    if (isRefusal(error)) {
      await mark(move, { status: 'refused', refusal: error.publicMessage })
      return
    }
    log.error({ err: error, workspaceId, move: id }, 'a subscriber could not be moved')
    const failures = move.failures + 1
    await mark(
      move,
      failures < MOST_FAILURES
        ? { failures }
        : { failures, status: 'refused', refusal: 'Stripe could not be told. The log says why.' },
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

/** Nobody finds another price on their card that they were not told of. */
async function tellPeople(
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
