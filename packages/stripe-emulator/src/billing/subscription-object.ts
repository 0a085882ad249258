import type Stripe from 'stripe'
import { newId } from '../core/ids'
import { intervalOf } from '../core/intervals'
import { listOf } from '../http/lists'
import type { Period } from './invoices/invoice-lines'

/** The old name of a price inside subscription items: the same facts under other keys. */
export function planOf(price: Stripe.Price): Stripe.Plan {
  const { interval, interval_count } = intervalOf(price)
  return {
    id: price.id,
    object: 'plan',
    active: price.active,
    amount: price.unit_amount,
    amount_decimal: price.unit_amount_decimal,
    billing_scheme: 'per_unit',
    created: price.created,
    currency: price.currency,
    interval,
    interval_count,
    livemode: false,
    metadata: price.metadata,
    meter: null,
    nickname: price.nickname,
    product: price.product,
    tiers_mode: null,
    transform_usage: null,
    trial_period_days: null,
    usage_type: 'licensed',
  }
}

export interface ItemStart {
  price: Stripe.Price
  quantity: number
  metadata?: Stripe.Metadata
}

export function newItem(
  subscription: string,
  { price, quantity, metadata = {} }: ItemStart,
  period: Period,
  nowSeconds: number,
): Stripe.SubscriptionItem {
  return {
    id: newId('si_', 14),
    object: 'subscription_item',
    billing_thresholds: null,
    created: nowSeconds,
    current_period_end: period.end,
    current_period_start: period.start,
    current_trial: null,
    discounts: [],
    metadata,
    plan: planOf(price),
    price,
    quantity,
    subscription,
    tax_rates: [],
  }
}

export function withItems(
  subscription: Stripe.Subscription,
  items: Stripe.SubscriptionItem[],
): Stripe.Subscription {
  return { ...subscription, items: listOf(`/v1/subscription_items?subscription=${subscription.id}`, items) }
}

/** Every item of a subscription shares one period here. */
export function periodOf(subscription: Stripe.Subscription): Period {
  const [item] = subscription.items.data
  if (!item) throw new Error(`subscription ${subscription.id} has no items`)
  return { start: item.current_period_start, end: item.current_period_end }
}

export interface SubscriptionStart {
  customer: string
  currency: string
  createdSeconds: number
  anchorSeconds: number
  trialEnd: number | null
  metadata: Stripe.Metadata
  description: string | null
  defaultPaymentMethod: string | null
  testClock: string | null
  missingMethod?: 'cancel' | 'create_invoice' | 'pause'
  flexible?: boolean
}

export function newSubscription(start: SubscriptionStart): Stripe.Subscription {
  const id = newId('sub_1', 23)
  const { trialEnd, createdSeconds } = start
  return {
    id,
    object: 'subscription',
    application: null,
    application_fee_percent: null,
    automatic_tax: { disabled_reason: null, enabled: false, liability: null },
    billing_cycle_anchor: start.anchorSeconds,
    billing_cycle_anchor_config: null,
    billing_mode: start.flexible
      ? { flexible: { proration_discounts: 'included' }, type: 'flexible', updated_at: createdSeconds }
      : { flexible: null, type: 'classic' },
    billing_schedules: [],
    billing_thresholds: null,
    cancel_at: null,
    cancel_at_period_end: false,
    canceled_at: null,
    cancellation_details: { comment: null, feedback: null, feedback_option: null, reason: null },
    collection_method: 'charge_automatically',
    created: createdSeconds,
    currency: start.currency,
    customer: start.customer,
    customer_account: null,
    days_until_due: null,
    default_payment_method: start.defaultPaymentMethod,
    default_source: null,
    default_tax_rates: [],
    description: start.description,
    discounts: [],
    ended_at: null,
    invoice_settings: {
      account_tax_ids: null,
      custom_fields: null,
      description: null,
      footer: null,
      issuer: { type: 'self' },
    },
    items: listOf(`/v1/subscription_items?subscription=${id}`, []),
    latest_invoice: null,
    livemode: false,
    managed_payments: { enabled: false },
    metadata: start.metadata,
    next_pending_invoice_item_invoice: null,
    on_behalf_of: null,
    pause_collection: null,
    payment_settings: {
      payment_method_options: null,
      payment_method_types: null,
      save_default_payment_method: 'off',
    },
    pending_invoice_item_interval: null,
    pending_setup_intent: null,
    pending_update: null,
    schedule: null,
    start_date: createdSeconds,
    status: trialEnd ? 'trialing' : 'incomplete',
    test_clock: start.testClock,
    transfer_data: null,
    trial_end: trialEnd,
    trial_settings: {
      end_behavior: {
        billing_cycle_anchor: null,
        missing_payment_method: start.missingMethod ?? 'create_invoice',
      },
    },
    trial_start: trialEnd ? createdSeconds : null,
  }
}
