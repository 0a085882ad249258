import { expect, it } from 'vitest'
import { resourceOf } from './client'

it.each([
  ['/v1/customers', 'customers'],
  ['/v1/customers/cus_Q1w2E3', 'customers'],
  ['/v1/subscriptions/sub_1AbC?expand[0]=customer', 'subscriptions'],
  ['/v1/checkout/sessions/cs_test_a1b2/expire', 'checkout/sessions'],
  ['/v1/billing_portal/sessions', 'billing_portal/sessions'],
  ['/v1/payment_intents/pi_3abc/confirm', 'payment_intents'],
  ['/v1/subscription_schedules', 'subscription_schedules'],
  ['/v1/', 'other'],
  ['', 'other'],
  ['/v1/cus_123', 'other'],
])('R52: %s is about %s', (path, resource) => expect(resourceOf(path)).toBe(resource))
