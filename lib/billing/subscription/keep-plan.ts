import type { WorkspaceContext } from '@/lib/core/context'
import { discardUnpaidSubscription } from '../checkout/subscribe/discard-starting.ts'
import { assertNotMovedByOperator } from '../plan-changes/move-plan.ts'
import { withPlanLock } from '../plan-changes/plan-lock.ts'
import { stripe } from '../stripe/client.ts'
import {
  audit,
  cancelPendingChange,
  cancelUnpaidChange,
  getCurrentSubscription,
  readWorkspaceBilling,
} from './current-subscription.ts'
import { syncSubscription } from './sync-subscription.ts'

/**
 * Cancels a plan change that has not taken effect yet, or a plan whose first payment failed.
 * @throws Refusal `plan.moved`: an operator scheduled it; `payment.processing`, `plan.changed`
 */
export const keepPlan = (ctx: WorkspaceContext): Promise<void> => withPlanLock(ctx, () => keepLocked(ctx))

async function keepLocked(ctx: WorkspaceContext): Promise<void> {
  const billing = await readWorkspaceBilling(ctx)
  const isRunning = billing?.state && billing.state.status !== 'canceled'
  if (billing?.starting && !isRunning) {
    await discardUnpaidSubscription(billing.starting)
    await audit(ctx, 'subscription.discard', { plan: billing.starting.wanted.plan.key })
    await syncSubscription(billing.customer)
    return
  }
  const current = await getCurrentSubscription(ctx)
  await assertNotMovedByOperator(ctx, current)
  if (!(await cancelUnpaidChange(current))) return
  await audit(ctx, 'subscription.keep', { plan: current.current.plan.key })
  await syncSubscription(current.customer)
}

/** Cancels the plan at the end of the paid period. Until then it works as before and can be resumed. */
export const cancelPlan = (ctx: WorkspaceContext): Promise<{ endsAt: string }> =>
  withPlanLock(ctx, () => cancelLocked(ctx))

async function cancelLocked(ctx: WorkspaceContext): Promise<{ endsAt: string }> {
  const current = await getCurrentSubscription(ctx)
  const endsAt = new Date((current.endsAt ?? current.item.current_period_end) * 1000).toISOString()
  if (current.endsAt !== null) return { endsAt }
  // Stripe refuses to cancel a scheduled subscription, and the pending change is obsolete.
  await cancelPendingChange(current)
  await stripe().subscriptions.update(current.subscription.id, { cancel_at_period_end: true })
  await audit(ctx, 'subscription.cancel', { plan: current.current.plan.key, endsAt })
  await syncSubscription(current.customer)
  return { endsAt }
}

/**
 * Undoes a cancellation before the plan has ended.
 * @throws Refusal `subscription.none` when it has ended and needs a new subscription
 */
export const resumePlan = (ctx: WorkspaceContext): Promise<void> => withPlanLock(ctx, () => resumeLocked(ctx))

async function resumeLocked(ctx: WorkspaceContext): Promise<void> {
  const current = await getCurrentSubscription(ctx)
  if (current.endsAt === null) return
  const { id, cancel_at, cancel_at_period_end } = current.subscription
  // A schedule that cancels after its last phase ends it, not a date on the subscription.
  if (!cancel_at_period_end && cancel_at === null) await cancelPendingChange(current)
  else
    await stripe().subscriptions.update(
      id,
      cancel_at_period_end ? { cancel_at_period_end: false } : { cancel_at: '' },
    )
  await audit(ctx, 'subscription.resume', { plan: current.current.plan.key })
  await syncSubscription(current.customer)
}
