import { and, eq, gt } from 'drizzle-orm'
import { inWorkspace, type Queryable } from '@/db/client'
import { marketNow } from '@/db/product-time'
import { planMoves } from '@/db/schema'
import type { BillingInterval } from '@/db/schema/billing/billing'
import type { WorkspaceContext } from '@/lib/core/context'
import { Refusal } from '@/lib/core/errors'
import { getPlan } from '../catalog/catalog.ts'
import { ensurePlanPrice } from '../stripe/stripe-prices.ts'
import {
  audit,
  type CurrentSubscription,
  getCurrentSubscription,
} from '../subscription/current-subscription.ts'
import { syncSubscription } from '../subscription/sync-subscription.ts'
import { withPlanLock } from './plan-lock.ts'
import { scheduleChange } from './schedule-change.ts'

export type PlanMoved = { effectiveAt: string; interval: BillingInterval }

/**
 * Moves a subscriber to newer terms of the same plan at the end of the paid period: no charge or proration before, and
 * the new allowance with the cycle that starts then. Safe to repeat, wherever a previous attempt stopped.
 * @throws Refusal `subscription.none`, `plan.same`, `plan.other`, `plan.pending`, `payment.overdue`, `plan.ending`
 */
export const movePlan = (workspaceId: number, planKey: string, moveId: string): Promise<PlanMoved> =>
  withPlanLock({ workspaceId }, () => moveLocked(workspaceId, planKey, moveId))

async function moveLocked(workspaceId: number, planKey: string, moveId: string): Promise<PlanMoved> {
  const ctx: WorkspaceContext = { workspaceId, userId: 0, role: 'admin' }
  const [current, plan] = await Promise.all([getCurrentSubscription(ctx), getPlan(planKey)])
  const { pending, item, customer, status, endsAt } = current
  const { interval, plan: from } = current.current
  const moved = { effectiveAt: new Date(item.current_period_end * 1000).toISOString(), interval }
  if (from.key === plan.key) throw new Refusal('plan.same', 'The workspace already has these terms.')
  if (from.family !== plan.family)
    throw new Refusal('plan.other', `The workspace has changed to ${from.name}, a different plan.`)
  if (endsAt !== null) throw new Refusal('plan.ending', 'The plan is about to end.')
  if (status === 'past_due') throw new Refusal('payment.overdue', 'A payment is past due.')
  if (pending && pending.plan.key !== plan.key)
    throw new Refusal('plan.pending', `The workspace has a pending change to ${pending.plan.name}.`)
  if (!pending) {
    const price = await ensurePlanPrice(plan, interval)
    await scheduleChange(current, { price, interval }, `move:${workspaceId}:${moveId}`)
    await audit(ctx, 'subscription.moved', { from: from.key, plan: plan.key, ...moved })
  }
  await syncSubscription(customer)
  return moved
}

/** Whether an operator scheduled the pending terms, which the workspace then cannot undo. */
export async function isMovedTo(tx: Queryable, workspaceId: number, planKey: string): Promise<boolean> {
  const [move] = await tx
    .select({ id: planMoves.id })
    .from(planMoves)
    .where(
      and(
        eq(planMoves.workspaceId, workspaceId),
        eq(planMoves.toPlanKey, planKey),
        eq(planMoves.status, 'scheduled'),
        gt(planMoves.effectiveAt, marketNow),
      ),
    )
    .limit(1)
  return move !== undefined
}

/** @throws Refusal `plan.moved` */
export async function assertNotMovedByOperator(
  ctx: WorkspaceContext,
  { pending }: CurrentSubscription,
): Promise<void> {
  if (!pending) return
  if (!(await inWorkspace(ctx.workspaceId, (tx) => isMovedTo(tx, ctx.workspaceId, pending.plan.key)))) return
  throw new Refusal(
    'plan.moved',
    `${pending.plan.name} is getting new terms, so you can’t keep the old ones. Choose another plan or cancel before they take effect.`,
  )
}
