import type { BillingInterval } from '@/db/schema/billing/billing'
import type { WorkspaceContext } from '@/lib/core/context'
import { Refusal } from '@/lib/core/errors'
import { env } from '@/lib/core/settings/env'
import type { Plan } from '../catalog/catalog.ts'
import { isProration } from '../payments/billed-lines.ts'
import { billingHref } from '../shared/billing-address.ts'
import { stripe } from '../stripe/client.ts'
import { idOf } from '../stripe/responses.ts'
import { ensurePlanPrice } from '../stripe/stripe-prices.ts'
import {
  audit,
  type CurrentSubscription,
  cancelUnpaidChange,
  getCurrentSubscription,
} from '../subscription/current-subscription.ts'
import { syncSubscription } from '../subscription/sync-subscription.ts'
import type { PlanChange } from '../views.ts'
import { assertNotMovedByOperator } from './move-plan.ts'
import { withPlanLock } from './plan-lock.ts'
import { assertCanChange, changeOf, isSame, planToChangeTo, type WantedPlan } from './preview-change.ts'
import { scheduleChange } from './schedule-change.ts'

export type ChangePlan = WantedPlan & {
  /** Created with the form, so a second click is the same change (R12). */
  requestId: string
  /** The amounts of the preview (R8). */
  quotedPriceCents: number
  quotedChargeCents: number
  prorationAt: number
  /** Prorated for the rest of the current cycle, or a new cycle from today at the full price (R17). */
  start?: CycleStart
}

export type CycleStart = 'prorated' | 'new-cycle'

export type PlanChanged =
  | { kind: 'changed' }
  | { kind: 'scheduled'; at: string }
  /** The bank needs confirmation or declined the card: nothing changes until this invoice is paid. */
  | { kind: 'payment-needed'; url: string }

/** A preview is valid for this long. */
const QUOTE_SECONDS = 30 * 60

/**
 * Changes the plan as previewed: an upgrade immediately and paid immediately, prorated or with a new cycle; a downgrade
 * at the end of the paid period (R17, R28). Safe to repeat.
 * @throws Refusal `price.changed` when the preview is no longer valid (nothing was charged); `plan.busy`, `plan.changed`
 */
export const changePlan = (ctx: WorkspaceContext, input: ChangePlan): Promise<PlanChanged> =>
  withPlanLock(ctx, () => changeLocked(ctx, input))

async function changeLocked(ctx: WorkspaceContext, input: ChangePlan): Promise<PlanChanged> {
  const current = await getCurrentSubscription(ctx)
  const plan = await planToChangeTo(current, input.planKey)
  if (isSame(current, plan, input.interval)) return keepCurrent(ctx, current)
  const { pending } = current
  if (pending?.plan.key === plan.key && pending.interval === input.interval && isPendingStart(current, input))
    return waitingFor(current, pending.from)
  assertCanChange(current, plan, input.interval)
  const price = await ensurePlanPrice(plan, input.interval)
  const change = await assertQuoteStillValid(ctx, input, current, plan)
  const { customer } = current
  if (change.when === 'now') {
    await cancelUnpaidChange(current)
    await changeNow(ctx, current, price, input)
  } else {
    const next = { price, interval: input.interval }
    await scheduleChange(current, next, `schedule:${ctx.workspaceId}:${input.requestId}`)
  }
  await audit(ctx, 'subscription.change', { plan: plan.key, interval: input.interval, when: change.when })
  await syncSubscription(customer)
  const after = await getCurrentSubscription(ctx)
  return after.pending ? waitingFor(after, after.pending.from) : { kind: 'changed' }
}

/** Keeps the current plan and cancels a pending change. */
async function keepCurrent(ctx: WorkspaceContext, current: CurrentSubscription): Promise<PlanChanged> {
  await assertNotMovedByOperator(ctx, current)
  if (await cancelUnpaidChange(current)) {
    await audit(ctx, 'subscription.keep', { plan: current.current.plan.key })
    await syncSubscription(current.customer)
  }
  return { kind: 'changed' }
}

function waitingFor({ openInvoiceUrl }: CurrentSubscription, from: number | null): PlanChanged {
  if (from !== null) return { kind: 'scheduled', at: new Date(from * 1000).toISOString() }
  // A draft invoice has no payment page yet.
  return { kind: 'payment-needed', url: openInvoiceUrl ?? `${env().APP_URL}${billingHref('plans')}` }
}

/** Throws unless the shown amounts still apply and the preview is recent. */
async function assertQuoteStillValid(
  ctx: WorkspaceContext,
  input: ChangePlan,
  current: CurrentSubscription,
  plan: Plan,
): Promise<PlanChange> {
  const fresh = await changeOf(ctx, current, plan, input.interval)
  if (fresh.priceCents !== input.quotedPriceCents) throw priceChanged()
  if (fresh.when === 'period-end') return fresh
  const age = fresh.prorationAt - input.prorationAt
  if (age < 0 || age > QUOTE_SECONDS) throw priceChanged()
  if (input.start === 'new-cycle') {
    if (fresh.newCycle?.chargeCents !== input.quotedChargeCents) throw priceChanged()
    return fresh
  }
  const shown = await changeOf(ctx, current, plan, input.interval, input.prorationAt)
  if (shown.chargeCents !== input.quotedChargeCents) throw priceChanged()
  return shown
}

const priceChanged = () =>
  new Refusal(
    'price.changed',
    'The price changed, and you weren’t charged. Check the new price and confirm again.',
  )

/** Nothing changes until the difference is paid; a payment that needs the buyer is completed on Stripe's page. */
async function changeNow(
  ctx: WorkspaceContext,
  { subscription, item }: CurrentSubscription,
  price: string,
  { requestId, prorationAt, start }: ChangePlan,
): Promise<void> {
  await stripe().subscriptions.update(
    subscription.id,
    {
      items: [{ id: item.id, price }],
      ...(start === 'new-cycle'
        ? { proration_behavior: 'none', billing_cycle_anchor: { type: 'now' } }
        : { proration_behavior: 'always_invoice', proration_date: prorationAt }),
      payment_behavior: 'pending_if_incomplete',
    },
    { idempotencyKey: `change:${ctx.workspaceId}:${requestId}` },
  )
}

type Pending = Pick<CurrentSubscription, 'subscription' | 'pending' | 'current' | 'invoices'>
type Wanted = { interval: BillingInterval; start?: 'prorated' | 'new-cycle' }

/** Whether the pending change starts as requested: at the end of the period, with its payment, or with a new cycle then. */
export function isPendingStart(
  { subscription, pending, current, invoices }: Pending,
  wanted: Wanted,
): boolean {
  if (pending?.from) return wanted.start !== 'new-cycle'
  const { pending_update, billing_cycle_anchor } = subscription
  const movesAnchor = (pending_update?.billing_cycle_anchor ?? billing_cycle_anchor) !== billing_cycle_anchor
  // In the second in which the current cycle started, both anchors are equal, and only a proration distinguishes them.
  const invoice = invoices.find(({ id }) => id === idOf(subscription.latest_invoice))
  const isWhole = invoice !== undefined && !invoice.lines.data.some(isProration)
  const isNewCycle = wanted.interval === current.interval && (movesAnchor || isWhole)
  return isNewCycle === (wanted.start === 'new-cycle')
}
