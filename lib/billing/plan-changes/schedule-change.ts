import type { BillingInterval } from '@/db/schema/billing/billing'
import { stripe } from '../stripe/client.ts'
import { idOf } from '../stripe/stripe-id.ts'
import { type CurrentSubscription, dropUnpaid } from '../subscription/current-subscription.ts'

/**
 * Another price from the end of what is paid for: nothing is charged before, and nothing prorated. `key` names the
 * request, so that sent twice it is one schedule.
 *
 * A schedule that is there is given other phases, never released for a new one: it may be this very request's, whose
 * answer was lost, and then the key of its creation would bring the released one back.
 */
export async function scheduleChange(
  current: CurrentSubscription,
  next: { price: string; interval: BillingInterval },
  key: string,
): Promise<void> {
  const { subscription, item, quantity } = current
  let schedule = idOf(subscription.schedule)
  if (!schedule) {
    await dropUnpaid(current)
    const made = await stripe().subscriptionSchedules.create(
      { from_subscription: subscription.id },
      { idempotencyKey: key },
    )
    schedule = made.id
  }
  await stripe().subscriptionSchedules.update(
    schedule,
    {
      end_behavior: 'release',
      phases: [
        {
          items: [{ price: idOf(item.price) ?? '', quantity }],
          start_date: item.current_period_start,
          end_date: item.current_period_end,
          proration_behavior: 'none',
        },
        {
          items: [{ price: next.price, quantity }],
          duration: { interval: next.interval, interval_count: 1 },
          proration_behavior: 'none',
        },
      ],
    },
    { idempotencyKey: `${key}:phases:${schedule}` },
  )
}
