import type Stripe from 'stripe'
import { invalid } from '../core/errors'
import { boundaryAfter, intervalOf } from '../core/intervals'
import { shareOf } from '../core/money'
import type { World } from '../core/world'
import { type LineDraft, type Period, periodLines, productName, shortDate } from './invoices/invoice-lines'
import { checkItems } from './start'
import { newItem, periodOf, planOf } from './subscription-object'

export interface ItemChange {
  id?: string
  price?: Stripe.Price
  quantity?: number
  deleted?: boolean
  metadata?: Stripe.Metadata
}

export interface ChangeOptions {
  atSeconds: number
  prorate: boolean
  /** Starts a new period now even if the interval is unchanged. */
  restart: boolean
}

export interface ChangePlan {
  items: Stripe.SubscriptionItem[]
  anchorSeconds: number
  /** Credit for the rest of the old items and the charge for the rest of the new ones. */
  prorations: LineDraft[]
  /** The new period, billed in full; empty if the period continues. */
  fullPeriod: LineDraft[]
}

/** Calculates the effect and cost of changing items. Writes nothing, so previews use the same code. */
export function planChange(
  world: World,
  subscription: Stripe.Subscription,
  changes: readonly ItemChange[],
  { atSeconds, prorate, restart }: ChangeOptions,
): ChangePlan {
  const before = subscription.items.data
  const period = periodOf(subscription)
  const after = applied(subscription, changes, period, atSeconds)
  checkItems(after.map(({ price, quantity }) => ({ price, quantity: quantity ?? 1 })))
  const [oldFirst, newFirst] = [before[0]?.price, after[0]?.price]
  if (!oldFirst || !newFirst) throw invalid('A subscription must keep at least one item.', 'items')
  const oldInterval = intervalOf(oldFirst)
  const newInterval = intervalOf(newFirst)
  const otherInterval =
    oldInterval.interval !== newInterval.interval || oldInterval.interval_count !== newInterval.interval_count
  const onTrial = subscription.status === 'trialing'
  const restarts = !onTrial && (otherInterval || restart)

  const newPeriod = restarts
    ? { start: atSeconds, end: boundaryAfter(atSeconds, newInterval, atSeconds) }
    : period
  const items = after.map((item) => ({
    ...item,
    current_period_start: newPeriod.start,
    current_period_end: newPeriod.end,
  }))
  const differs = changedItems(before, after, restarts)
  const paid = prorate && !onTrial
  const credits = paid
    ? differs.before.map((item) => part(world, subscription, item, period, atSeconds, 'unused'))
    : []
  const charges =
    paid && !restarts
      ? differs.after.map((item) => part(world, subscription, item, period, atSeconds, 'remaining'))
      : []
  return {
    items,
    anchorSeconds: restarts ? atSeconds : subscription.billing_cycle_anchor,
    prorations: [...credits, ...charges].filter(({ amountCents }) => amountCents !== 0),
    fullPeriod: restarts ? periodLines(world, subscription, items) : [],
  }
}

function applied(
  subscription: Stripe.Subscription,
  changes: readonly ItemChange[],
  period: Period,
  atSeconds: number,
): Stripe.SubscriptionItem[] {
  let items = [...subscription.items.data]
  for (const { id, price, quantity, deleted, metadata } of changes) {
    if (!id) {
      if (!price) throw invalid('Missing required param: items[0][price].', 'items', 'parameter_missing')
      if (items.some((item) => item.price.id === price.id))
        throw invalid('A subscription cannot have two items with the same price.', 'items')
      items.push(newItem(subscription.id, { price, quantity: quantity ?? 1, metadata }, period, atSeconds))
      continue
    }
    if (!items.some((item) => item.id === id))
      throw invalid(`Invalid subscription item id: '${id}'`, 'items[0][id]', 'resource_missing')
    if (deleted) {
      items = items.filter((item) => item.id !== id)
      continue
    }
    items = items.map((item) => {
      if (item.id !== id) return item
      const next = price ?? item.price
      return {
        ...item,
        price: next,
        plan: planOf(next),
        quantity: quantity ?? item.quantity,
        metadata: metadata ?? item.metadata,
      }
    })
  }
  return items
}

/** Items whose price or quantity differ; all of them when a new period starts. */
function changedItems(
  before: readonly Stripe.SubscriptionItem[],
  after: readonly Stripe.SubscriptionItem[],
  all: boolean,
) {
  const same = (a: Stripe.SubscriptionItem, b: Stripe.SubscriptionItem) =>
    a.id === b.id && a.price.id === b.price.id && a.quantity === b.quantity
  return {
    before: before.filter((item) => all || !after.some((other) => same(item, other))),
    after: after.filter((item) => all || !before.some((other) => same(item, other))),
  }
}

/** Prorated by the second, like Stripe. */
function part(
  world: World,
  subscription: Stripe.Subscription,
  item: Stripe.SubscriptionItem,
  period: Period,
  atSeconds: number,
  kind: 'unused' | 'remaining',
): LineDraft {
  const quantity = item.quantity ?? 1
  const fullCents = (item.price.unit_amount ?? 0) * quantity
  const shareCents = shareOf(fullCents, Math.max(0, period.end - atSeconds), period.end - period.start)
  const name = productName(world, item.price)
  return {
    amountCents: kind === 'unused' ? -shareCents : shareCents,
    currency: item.price.currency,
    description: `${kind === 'unused' ? 'Unused' : 'Remaining'} time on ${quantity === 1 ? '' : `${quantity} × `}${name} after ${shortDate(atSeconds)}`,
    period: { start: atSeconds, end: period.end },
    quantity,
    price: item.price,
    subscription: subscription.id,
    subscriptionItem: item.id,
    proration: true,
    metadata: subscription.metadata,
  }
}
