import type { BillingInterval } from '@/db/schema/billing/billing'
import { stripe } from '../stripe/client.ts'
import { idOf } from '../stripe/responses.ts'
import { type CurrentSubscription, cancelUnpaidChange } from '../subscription/current-subscription.ts'

/**
 * Schedules another price from the end of the paid period, without a charge or proration before. `key` identifies the
 * request, so a repeated request creates one schedule.
 *
 * An existing schedule gets new phases and is never released for a new one: it may belong to this request, whose response
 * was lost, and its idempotency key would then return the released schedule.
 */
export async function scheduleChange(
  current: CurrentSubscription,
  next: { price: string; interval: BillingInterval },
  key: string,
): Promise<void> {
  const { subscription, item, quantity } = current
  let schedule = idOf(subscription.schedule)
  if (!schedule) {
    await cancelUnpaidChange(current)
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
