import { and, eq, gt } from 'drizzle-orm'
import { inWorkspace, type Queryable } from '@/db/client'
import { marketNow } from '@/db/product-time'
import { planMoves } from '@/db/schema'
import type { BillingInterval } from '@/db/schema/billing/billing'
import type { WorkspaceContext } from '@/lib/core/context'
import { Refusal } from '@/lib/core/errors'
import { planOf } from '../catalog/catalog.ts'
import { planPriceId } from '../stripe/stripe-prices.ts'
import { audit, type CurrentSubscription, currentSubscription } from '../subscription/current-subscription.ts'
import { syncSubscription } from '../subscription/sync-subscription.ts'
import { withPlanLock } from './plan-lock.ts'
import { scheduleChange } from './schedule-change.ts'

export type PlanMoved = { effectiveAt: string; interval: BillingInterval }

/**
 * Moves a subscriber to newer terms of the same plan, from the end of what they have paid for: no charge and no
 * proration before, and a larger or smaller allowance with the cycle that begins then. The same move again changes
 * nothing more, at whatever point the one before it died.
 * @throws Refusal `subscription.none`, `plan.same`, `plan.other`, `plan.pending`, `payment.overdue`, `plan.ending`
 */
export const movePlan = (workspaceId: number, planKey: string, moveId: string): Promise<PlanMoved> =>
  withPlanLock({ workspaceId }, () => moveLocked(workspaceId, planKey, moveId))

async function moveLocked(workspaceId: number, planKey: string, moveId: string): Promise<PlanMoved> {
  const ctx: WorkspaceContext = { workspaceId, userId: 0, role: 'admin' }
  const [current, plan] = await Promise.all([currentSubscription(ctx), planOf(planKey)])
  const { pending, item, customer, status, endsAt } = current
  const { interval, plan: from } = current.current
  const moved = { effectiveAt: new Date(item.current_period_end * 1000).toISOString(), interval }
  if (from.key === plan.key) throw new Refusal('plan.same', 'It has these terms already.')
  if (from.family !== plan.family)
    throw new Refusal('plan.other', `It changed to ${from.name} meanwhile, which is another plan.`)
  if (endsAt !== null) throw new Refusal('plan.ending', 'Its plan is about to end.')
  if (status === 'past_due') throw new Refusal('payment.overdue', 'A payment of it is overdue.')
  if (pending && pending.plan.key !== plan.key)
    throw new Refusal('plan.pending', `It has chosen to change to ${pending.plan.name}, which waits.`)
  if (!pending) {
    const price = await planPriceId(plan, interval)
    await scheduleChange(current, { price, interval }, `move:${workspaceId}:${moveId}`)
    await audit(ctx, 'subscription.moved', { from: from.key, plan: plan.key, ...moved })
  }
  await syncSubscription(customer)
  return moved
}

/** Whether terms that are to come were set by an operator: those the workspace cannot take back. */
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
    `${pending.plan.name} has new terms from then on. You can choose another plan, or cancel this one before.`,
  )
}
