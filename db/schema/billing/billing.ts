import { sql } from 'drizzle-orm'
import {
  bigint,
  boolean,
  check,
  index,
  integer,
  jsonb,
  pgTable,
  primaryKey,
  text,
  timestamp,
  uniqueIndex,
  uuid,
} from 'drizzle-orm/pg-core'
import { workspaces } from '../people/people.ts'
import { productTime } from '../product-time.ts'
import { packs, plans } from './catalog.ts'

const instant = (name: string) => timestamp(name, { withTimezone: true, mode: 'date' })

/** Why a subscription funds less than its plan gives, beyond a payment that is past due (R19). */
export const unfundedReasons = [
  /** The first payment, a bank debit, is on its way: the plan starts when it arrives. */
  'first-payment-processing',
  'first-payment-failed',
  /** The renewal's invoice is not paid yet, and no attempt has failed. */
  'renewal-processing',
  /** `pause_collection` is set in Stripe: invoices are created and nobody pays them. */
  'collection-paused',
  /** The subscription itself is paused, and no invoices are created. */
  'paused',
  /** The running period's invoice was voided or marked uncollectible. */
  'written-off',
] as const

export const subscriptionStatuses = ['trialing', 'active', 'past_due', 'canceled'] as const

/** Which plan a workspace is on, as last read whole from Stripe (or the trial it began with). */
export const subscriptions = pgTable(
  'subscriptions',
  {
    workspaceId: integer('workspace_id')
      .primaryKey()
      .references(() => workspaces.id),
    planKey: text('plan_key')
      .notNull()
      .references(() => plans.key),
    status: text('status', { enum: subscriptionStatuses }).notNull(),
    interval: text('interval', { enum: ['month', 'year'] })
      .notNull()
      .default('month'),
    trialEndsAt: instant('trial_ends_at'),
    currentPeriodStart: instant('current_period_start'),
    currentPeriodEnd: instant('current_period_end'),
    cancelAtPeriodEnd: boolean('cancel_at_period_end').notNull().default(false),
    /** One Stripe customer per workspace. */
    stripeCustomerId: text('stripe_customer_id'),
    /** What comes next: a plan and when it begins; `pendingFrom` null: as soon as its invoice is paid. */
    pendingPlanKey: text('pending_plan_key').references(() => plans.key),
    pendingInterval: text('pending_interval', { enum: ['month', 'year'] }),
    pendingFrom: instant('pending_from'),
    /** Until when Stripe has been paid; after it, and a grace, no cycle is funded (R19). */
    paidUntil: instant('paid_until'),
    unfundedReason: text('unfunded_reason', { enum: unfundedReasons }),
    /** Plans in the subscription: an operator may set more than one in Stripe, for so many times the price. */
    quantity: integer('quantity').notNull().default(1),
    /** When everything ends: at the period's end, on a day set in Stripe, or already. Null: it goes on. */
    endsAt: instant('ends_at'),
    /** Stripe's page where what is owed can be paid; null: nothing is. */
    openInvoiceUrl: text('open_invoice_url'),
    /** Counts the writes: one that read Stripe before another wrote must read again. */
    revision: integer('revision').notNull().default(0),
    stripeSubscriptionId: text('stripe_subscription_id'),
    syncedAt: instant('synced_at'),
    /** Which request is changing the plan at Stripe right now, and until when it may. Null: none. */
    changingBy: uuid('changing_by'),
    changingUntil: instant('changing_until'),
  },
  (t) => [
    uniqueIndex('subscriptions_customer').on(t.stripeCustomerId),
    // Small ones, for what people should hear about in time.
    index('subscriptions_trial_end').on(t.trialEndsAt).where(sql`status = 'trialing'`),
    index('subscriptions_overdue').on(t.workspaceId).where(sql`status = 'past_due'`),
    check('subscriptions_quantity', sql`${t.quantity} >= 0`),
    check(
      'subscriptions_unfunded_known',
      sql`${t.unfundedReason} in ('first-payment-processing', 'first-payment-failed', 'renewal-processing', 'collection-paused', 'paused', 'written-off')`,
    ),
    check('subscriptions_status_known', sql`${t.status} in ('trialing', 'active', 'past_due', 'canceled')`),
  ],
)

/**
 * Stripe customers that were a workspace's and that Stripe no longer knows. What still happens to one of them is ours, and
 * the next customer is created under an idempotency key that names the last of them.
 */
export const formerCustomers = pgTable(
  'former_customers',
  {
    workspaceId: integer('workspace_id')
      .notNull()
      .references(() => workspaces.id),
    stripeCustomerId: text('stripe_customer_id').notNull(),
    /** `unknown`: Stripe has no such customer, for example because the id is from test mode. */
    reason: text('reason', { enum: ['deleted', 'unknown'] }).notNull(),
    lostAt: instant('lost_at').notNull().default(productTime),
  },
  (t) => [
    primaryKey({ columns: [t.workspaceId, t.stripeCustomerId] }),
    uniqueIndex('former_customers_customer').on(t.stripeCustomerId),
    check('former_customers_reason_known', sql`${t.reason} in ('deleted', 'unknown')`),
  ],
)

/** Why an event makes us do nothing. */
export const ignoredReasons = [
  'not-handled',
  'other-product',
  'connect',
  'thin-event',
  'malformed',
  'unknown-object',
  'other-mode',
] as const

/**
 * Who invoices are addressed to, where it differs from the workspace's name and its owner. Postal address and tax ID
 * are kept at Stripe alone.
 */
export const billingContacts = pgTable('billing_contacts', {
  workspaceId: integer('workspace_id')
    .primaryKey()
    .references(() => workspaces.id),
  /** Null: the name of the workspace, whatever it is renamed to. */
  name: text('name'),
  /** Null: the email of the owner, whoever that becomes. */
  email: text('email'),
  /** What Stripe was last told. Another value there was entered at Stripe, and is respected. */
  pushedName: text('pushed_name'),
  pushedEmail: text('pushed_email'),
  updatedAt: instant('updated_at').notNull().default(productTime),
})

/** One kind of pack in an order; its price is that of all of them together. */
export type PackLine = { packKey: string; quantity: number; priceCents: number }

/** Packs being bought or bought. Created before Stripe is asked, so a paid session always finds its workspace. */
export const purchases = pgTable(
  'purchases',
  {
    workspaceId: integer('workspace_id')
      .notNull()
      .references(() => workspaces.id),
    id: uuid('id').notNull(),
    packKey: text('pack_key')
      .notNull()
      .references(() => packs.key),
    /** How many of `packKey`; credits and price below are those of the whole order. */
    quantity: integer('quantity').notNull().default(1),
    /** Other packs in the same order: most orders have none. */
    furtherPacks: jsonb('further_packs').$type<PackLine[]>().notNull().default([]),
    credits: integer('credits').notNull(),
    priceCents: integer('price_cents').notNull(),
    /** `processing`: the checkout is complete and its payment, a bank transfer, is under way. */
    status: text('status', { enum: ['open', 'processing', 'fulfilled', 'expired', 'failed'] })
      .notNull()
      .default('open'),
    /** As last read from Stripe: refunded so far, over all refunds, and where its disputes stand (R18). */
    refundedCents: integer('refunded_cents').notNull().default(0),
    /** The currency of every amount here, as Stripe names it. */
    currency: text('currency').notNull().default('usd'),
    /** What was paid: the price less discounts plus tax. Null until it is; 0 when a code took everything off. */
    paidCents: integer('paid_cents'),
    taxCents: integer('tax_cents').notNull().default(0),
    discountCents: integer('discount_cents').notNull().default(0),
    /** What the buyer was charged in their own currency, when Stripe converted the price for them. */
    presentmentCents: integer('presentment_cents'),
    presentmentCurrency: text('presentment_currency'),
    stripeInvoiceId: text('stripe_invoice_id'),
    dispute: text('dispute', { enum: ['open', 'won', 'lost'] }),
    /** Counts the writes: one that read Stripe before another wrote must read again. */
    revision: integer('revision').notNull().default(0),
    /** What the buyer was told before paying: when the credits end; null: never (R16). */
    creditsEndAt: instant('credits_end_at'),
    stripeSessionId: text('stripe_session_id'),
    stripePaymentIntentId: text('stripe_payment_intent_id'),
    boughtBy: integer('bought_by').notNull(),
    createdAt: instant('created_at').notNull().default(productTime),
    fulfilledAt: instant('fulfilled_at'),
  },
  (t) => [
    primaryKey({ columns: [t.workspaceId, t.id] }),
    uniqueIndex('purchases_session').on(t.stripeSessionId),
    index('purchases_fulfilled').on(t.fulfilledAt),
    index('purchases_open').on(t.createdAt).where(sql`status in ('open', 'processing')`),
    check('purchases_sane', sql`${t.quantity} > 0 and ${t.credits} > 0 and ${t.priceCents} > 0`),
    check('purchases_further_packs', sql`jsonb_typeof(${t.furtherPacks}) = 'array'`),
    check(
      'purchases_refunded',
      sql`${t.refundedCents} between 0 and greatest(${t.priceCents}, ${t.paidCents})`,
    ),
    check('purchases_paid', sql`${t.paidCents} >= 0 and ${t.taxCents} >= 0 and ${t.discountCents} >= 0`),
    check('purchases_presented', sql`(${t.presentmentCents} is null) = (${t.presentmentCurrency} is null)`),
  ],
)

/**
 * Stripe's events as they arrived. Kept until applied; a failed one is retried and shown to operators (R30). A dead one
 * has failed too often to be tried by itself: an operator replays it.
 */
export const webhookEvents = pgTable(
  'webhook_events',
  {
    id: text('id').primaryKey(),
    type: text('type').notNull(),
    payload: jsonb('payload').notNull(),
    status: text('status', { enum: ['received', 'applied', 'ignored', 'failed', 'dead'] })
      .notNull()
      .default('received'),
    attempts: integer('attempts').notNull().default(0),
    lastError: text('last_error'),
    /** Set while the status is `ignored`. */
    ignoredReason: text('ignored_reason', { enum: ignoredReasons }),
    workspaceId: integer('workspace_id'),
    receivedAt: instant('received_at').notNull().default(productTime),
    appliedAt: instant('applied_at'),
    nextAttemptAt: instant('next_attempt_at'),
  },
  (t) => [
    index('webhook_events_open').on(t.nextAttemptAt).where(sql`status in ('received', 'failed')`),
    index('webhook_events_newest').on(t.receivedAt, t.id),
    index('webhook_events_unapplied')
      .on(t.receivedAt, t.id)
      .where(sql`status in ('received', 'failed', 'dead')`),
  ],
)

/**
 * Every try to apply an event and what became of it: the event itself says only the last. A replay that an operator asked
 * for is one more.
 */
export const webhookAttempts = pgTable(
  'webhook_attempts',
  {
    eventId: text('event_id')
      .notNull()
      .references(() => webhookEvents.id, { onDelete: 'cascade' }),
    id: bigint('id', { mode: 'number' }).notNull().generatedAlwaysAsIdentity(),
    at: instant('at').notNull().default(productTime),
    status: text('status', { enum: ['applied', 'ignored', 'failed', 'dead'] }).notNull(),
    error: text('error'),
  },
  (t) => [
    primaryKey({ columns: [t.eventId, t.id] }),
    check('webhook_attempts_status_known', sql`${t.status} in ('applied', 'ignored', 'failed', 'dead')`),
    check('webhook_attempts_error', sql`(${t.status} in ('failed', 'dead')) = (${t.error} is not null)`),
  ],
)
