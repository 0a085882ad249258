import type { SubscriptionStatus } from '@/db/schema/billing/billing'

export const subscriptionLabels: Record<SubscriptionStatus, string> = {
  trialing: 'Trial',
  active: 'Active',
  past_due: 'Past due',
  canceled: 'Canceled',
}
