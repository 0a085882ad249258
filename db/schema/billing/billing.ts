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
  uniqueIndex,
  uuid,
} from 'drizzle-orm/pg-core'
import { cents, credits, givenId, happenedAt, instant, knownValue, oneOf } from '../columns.ts'
import { workspaceRef } from '../people/people.ts'
import { packs, plans } from './catalog.ts'

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
export type SubscriptionStatus = (typeof subscriptionStatuses)[number]

export const billingIntervals = ['month', 'year'] as const
export type BillingInterval = (typeof billingIntervals)[number]

/** Which plan a workspace is on, as last read whole from Stripe (or the trial it began with). */
export const subscriptions = pgTable(
  'subscriptions',
  {
    workspaceId: workspaceRef().primaryKey(),
    planKey: text()
      .notNull()
      .references(() => plans.key),
    status: oneOf(subscriptionStatuses).notNull(),
    interval: oneOf(billingIntervals).notNull().default('month'),
    trialEndsAt: instant(),
    currentPeriodStart: instant(),
    currentPeriodEnd: instant(),
    cancelAtPeriodEnd: boolean().notNull().default(false),
    /** One Stripe customer per workspace. */
    stripeCustomerId: text(),
    /** What comes next: a plan and when it begins; `pendingFrom` null: as soon as its invoice is paid. */
    pendingPlanKey: text().references(() => plans.key),
    pendingInterval: oneOf(billingIntervals),
    pendingFrom: instant(),
    /** Until when Stripe has been paid; after it, and a grace, no cycle is funded (R19). */
    paidUntil: instant(),
    unfundedReason: oneOf(unfundedReasons),
    /** Plans in the subscription: an operator may set more than one in Stripe, for so many times the price. */
    quantity: integer().notNull().default(1),
    /** When everything ends: at the period's end, on a day set in Stripe, or already. Null: it goes on. */
    endsAt: instant(),
    /** Stripe's page where what is owed can be paid; null: nothing is. */
    openInvoiceUrl: text(),
    /** Counts the writes: one that read Stripe before another wrote must read again. */
    revision: integer().notNull().default(0),
    stripeSubscriptionId: text(),
    syncedAt: instant(),
    /** Which request is changing the plan at Stripe right now, and until when it may. Null: none. */
    changingBy: uuid(),
    changingUntil: instant(),
  },
  (t) => [
    uniqueIndex('subscriptions_customer').on(t.stripeCustomerId),
    // Small ones, for what people should hear about in time.
    index('subscriptions_trial_end').on(t.trialEndsAt).where(sql`status = 'trialing'`),
    index('subscriptions_overdue').on(t.workspaceId).where(sql`status = 'past_due'`),
    check('subscriptions_quantity', sql`${t.quantity} >= 0`),
    knownValue('subscriptions_unfunded_known', t.unfundedReason),
    knownValue('subscriptions_status_known', t.status),
    knownValue('subscriptions_interval_known', t.interval),
    knownValue('subscriptions_pending_interval_known', t.pendingInterval),
  ],
)

/**
 * Stripe customers that were a workspace's and that Stripe no longer knows. What still happens to one of them is ours, and
 * the next customer is created under an idempotency key that names the last of them.
 */
export const formerCustomers = pgTable(
  'former_customers',
  {
    workspaceId: workspaceRef(),
    stripeCustomerId: text().notNull(),
    /** `unknown`: Stripe has no such customer, for example because the id is from test mode. */
    reason: oneOf(['deleted', 'unknown']).notNull(),
    lostAt: happenedAt(),
  },
  (t) => [
    primaryKey({ columns: [t.workspaceId, t.stripeCustomerId] }),
    uniqueIndex('former_customers_customer').on(t.stripeCustomerId),
    knownValue('former_customers_reason_known', t.reason),
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
  workspaceId: workspaceRef().primaryKey(),
  /** Null: the name of the workspace, whatever it is renamed to. */
  name: text(),
  /** Null: the email of the owner, whoever that becomes. */
  email: text(),
  /** What Stripe was last told. Another value there was entered at Stripe, and is respected. */
  pushedName: text(),
  pushedEmail: text(),
  updatedAt: happenedAt(),
})

/** One kind of pack in an order; its price is that of all of them together. */
export type PackLine = { packKey: string; quantity: number; priceCents: number }

export const disputeStates = ['open', 'won', 'lost'] as const
export type DisputeState = (typeof disputeStates)[number]

/** Packs being bought or bought. Created before Stripe is asked, so a paid session always finds its workspace. */
export const purchases = pgTable(
  'purchases',
  {
    workspaceId: workspaceRef(),
    id: givenId(),
    packKey: text()
      .notNull()
      .references(() => packs.key),
    /** How many of `packKey`; credits and price below are those of the whole order. */
    quantity: integer().notNull().default(1),
    /** Other packs in the same order: most orders have none. */
    furtherPacks: jsonb().$type<PackLine[]>().notNull().default([]),
    credits: credits().notNull(),
    priceCents: cents().notNull(),
    /** `processing`: the checkout is complete and its payment, a bank transfer, is under way. */
    status: oneOf(['open', 'processing', 'fulfilled', 'expired', 'failed']).notNull().default('open'),
    /** As last read from Stripe: refunded so far, over all refunds, and where its disputes stand (R18). */
    refundedCents: cents().notNull().default(0),
    /** The currency of every amount here, as Stripe names it. */
    currency: text().notNull().default('usd'),
    /** What was paid: the price less discounts plus tax. Null until it is; 0 when a code took everything off. */
    paidCents: cents(),
    taxCents: cents().notNull().default(0),
    discountCents: cents().notNull().default(0),
    /** What the buyer was charged in their own currency, when Stripe converted the price for them. */
    presentmentCents: cents(),
    presentmentCurrency: text(),
    stripeInvoiceId: text(),
    /** `auto-top-up`: bought by the product, with the saved card and an invoice in place of a checkout (R48). */
    origin: oneOf(['checkout', 'auto-top-up']).notNull().default('checkout'),
    dispute: oneOf(disputeStates),
    /** Counts the writes: one that read Stripe before another wrote must read again. */
    revision: integer().notNull().default(0),
    /** What the buyer was told before paying: when the credits end; null: never (R16). */
    creditsEndAt: instant(),
    stripeSessionId: text(),
    stripePaymentIntentId: text(),
    boughtBy: integer().notNull(),
    createdAt: happenedAt(),
    fulfilledAt: instant(),
  },
  (t) => [
    primaryKey({ columns: [t.workspaceId, t.id] }),
    uniqueIndex('purchases_session').on(t.stripeSessionId),
    index('purchases_fulfilled').on(t.fulfilledAt),
    index('purchases_payment').on(t.stripePaymentIntentId).where(sql`stripe_payment_intent_id is not null`),
    // R48: auto top-up has one purchase under way at a time.
    uniqueIndex('purchases_auto_top_up_open')
      .on(t.workspaceId)
      .where(sql`origin = 'auto-top-up' and status in ('open', 'processing')`),
    uniqueIndex('purchases_auto_top_up_invoice').on(t.stripeInvoiceId).where(sql`origin = 'auto-top-up'`),
    knownValue('purchases_origin_known', t.origin),
    index('purchases_open').on(t.createdAt).where(sql`status in ('open', 'processing')`),
    knownValue('purchases_status_known', t.status),
    knownValue('purchases_dispute_known', t.dispute),
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
    id: text().primaryKey(),
    type: text().notNull(),
    payload: jsonb().notNull(),
    status: oneOf(['received', 'applied', 'ignored', 'failed', 'dead']).notNull().default('received'),
    attempts: integer().notNull().default(0),
    lastError: text(),
    /** Set while the status is `ignored`. */
    ignoredReason: oneOf(ignoredReasons),
    workspaceId: integer(),
    receivedAt: happenedAt(),
    appliedAt: instant(),
    nextAttemptAt: instant(),
  },
  (t) => [
    index('webhook_events_open').on(t.nextAttemptAt).where(sql`status in ('received', 'failed')`),
    knownValue('webhook_events_status_known', t.status),
    knownValue('webhook_events_ignored_known', t.ignoredReason),
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
    eventId: text()
      .notNull()
      .references(() => webhookEvents.id, { onDelete: 'cascade' }),
    id: bigint({ mode: 'number' }).notNull().generatedAlwaysAsIdentity(),
    at: happenedAt(),
    status: oneOf(['applied', 'ignored', 'failed', 'dead']).notNull(),
    error: text(),
  },
  (t) => [
    primaryKey({ columns: [t.eventId, t.id] }),
    knownValue('webhook_attempts_status_known', t.status),
    check('webhook_attempts_error', sql`(${t.status} in ('failed', 'dead')) = (${t.error} is not null)`),
  ],
)
