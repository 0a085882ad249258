import { sql } from 'drizzle-orm'
import {
  type AnyPgColumn,
  bigint,
  boolean,
  check,
  foreignKey,
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

/** Why a subscription funds less than its plan includes, other than being past due (R19). */
export const unfundedReasons = [
  /** The first payment, a bank debit, is pending: the plan starts when it arrives. */
  'first-payment-processing',
  'first-payment-failed',
  /** The renewal's invoice is not paid yet, and no attempt has failed. */
  'renewal-processing',
  /** `pause_collection` is set in Stripe: invoices are created but not collected. */
  'collection-paused',
  /** The subscription itself is paused, and no invoices are created. */
  'paused',
  /** The current period's invoice was voided or marked uncollectible. */
  'written-off',
] as const

export const subscriptionStatuses = ['trialing', 'active', 'past_due', 'canceled'] as const
export type SubscriptionStatus = (typeof subscriptionStatuses)[number]

export const billingIntervals = ['month', 'year'] as const
export type BillingInterval = (typeof billingIntervals)[number]

/**
 * Which workspace a Stripe object belongs to: customers, checkouts and invoices. Events only name the object, and this is
 * how its workspace is found. Each object has one workspace, which unique keys of the other tables can't guarantee when
 * they are spread by workspace (R53). Record an object here before its id is stored elsewhere.
 */
export const stripeOwners = pgTable(
  'stripe_owners',
  { stripeId: text().primaryKey(), workspaceId: integer().notNull() },
  (t) => [
    uniqueIndex('stripe_owners_object').on(t.stripeId, t.workspaceId),
    index('stripe_owners_workspace').on(t.workspaceId),
  ],
)

/** The foreign key of a column with a Stripe object's id: the object belongs to the row's workspace. */
export const ownedObject = (name: string, stripeId: AnyPgColumn, workspaceId: AnyPgColumn) =>
  foreignKey({
    name,
    columns: [stripeId, workspaceId],
    foreignColumns: [stripeOwners.stripeId, stripeOwners.workspaceId],
  })

/** A workspace's plan as last read from Stripe (or the trial it began with). */
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
    /** The scheduled change: a plan and when it begins. `pendingFrom` null: as soon as its invoice is paid. */
    pendingPlanKey: text().references(() => plans.key),
    pendingInterval: oneOf(billingIntervals),
    pendingFrom: instant(),
    /** Until when Stripe has been paid. After that and a grace period, no cycle is funded (R19). */
    paidUntil: instant(),
    unfundedReason: oneOf(unfundedReasons),
    /** Quantity of the plan. An operator can set more than one in Stripe, at a multiple of the price. */
    quantity: integer().notNull().default(1),
    /** When the plan ends: at the end of the period, on a date set in Stripe, or already. Null: it renews. */
    endsAt: instant(),
    /** Stripe's page for paying the amount due; null if nothing is due. */
    openInvoiceUrl: text(),
    /** Incremented on each write. A process that read Stripe before another write must read again. */
    revision: integer().notNull().default(0),
    stripeSubscriptionId: text(),
    syncedAt: instant(),
    /** The request that is changing the plan at Stripe, and its deadline. Null: none. */
    changingBy: uuid(),
    changingUntil: instant(),
  },
  (t) => [
    uniqueIndex('subscriptions_customer').on(t.stripeCustomerId),
    ownedObject('subscriptions_customer_owner', t.stripeCustomerId, t.workspaceId),
    // Subscriptions that need a reminder in time, such as ending ones. A small index.
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
 * Former Stripe customers of a workspace that Stripe no longer knows. Later events about them are still ours, and the
 * next customer is created under an idempotency key that includes the latest of them.
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
    ownedObject('former_customers_owner', t.stripeCustomerId, t.workspaceId),
    knownValue('former_customers_reason_known', t.reason),
  ],
)

/** Why an event is ignored. */
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
 * The invoice recipient, if it differs from the workspace's name and owner. Postal address and tax ID are only stored
 * at Stripe.
 */
export const billingContacts = pgTable('billing_contacts', {
  workspaceId: workspaceRef().primaryKey(),
  /** Null: the current name of the workspace. */
  name: text(),
  /** Null: the email of the current owner. */
  email: text(),
  /** The values last sent to Stripe. Different values there were entered at Stripe and are not overwritten. */
  pushedName: text(),
  pushedEmail: text(),
  updatedAt: happenedAt(),
})

/** One kind of pack in an order; the price is for all of them together. */
export type PackLine = { packKey: string; quantity: number; priceCents: number }

export const disputeStates = ['open', 'won', 'lost'] as const
export type DisputeState = (typeof disputeStates)[number]

/** Purchases of packs. Created before Stripe is called, so that a paid session always finds its workspace. */
export const purchases = pgTable(
  'purchases',
  {
    workspaceId: workspaceRef(),
    id: givenId(),
    packKey: text()
      .notNull()
      .references(() => packs.key),
    /** How many of `packKey`. The credits and price below are for the whole order. */
    quantity: integer().notNull().default(1),
    /** Other packs in the same order; usually none. */
    furtherPacks: jsonb().$type<PackLine[]>().notNull().default([]),
    credits: credits().notNull(),
    priceCents: cents().notNull(),
    /** `processing`: the checkout is complete and its payment, a bank transfer, is pending. */
    status: oneOf(['open', 'processing', 'fulfilled', 'expired', 'failed']).notNull().default('open'),
    /** As last read from Stripe: the total refunded and the state of its disputes (R18). */
    refundedCents: cents().notNull().default(0),
    /** The currency of every amount here, as Stripe names it. */
    currency: text().notNull().default('usd'),
    /** The amount paid: the price less discounts plus tax. Null until paid; 0 if a code covered everything. */
    paidCents: cents(),
    taxCents: cents().notNull().default(0),
    discountCents: cents().notNull().default(0),
    /** What the buyer was charged in their own currency, if Stripe converted the price. */
    presentmentCents: cents(),
    presentmentCurrency: text(),
    stripeInvoiceId: text(),
    /** `auto-top-up`: bought by the product, with the saved card and an invoice in place of a checkout (R48). */
    origin: oneOf(['checkout', 'auto-top-up']).notNull().default('checkout'),
    dispute: oneOf(disputeStates),
    /** Incremented on each write. A process that read Stripe before another write must read again. */
    revision: integer().notNull().default(0),
    /** The expiry of the credits as shown before paying; null: never (R16). */
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
    ownedObject('purchases_session_owner', t.stripeSessionId, t.workspaceId),
    ownedObject('purchases_invoice_owner', t.stripeInvoiceId, t.workspaceId),
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
 * Stripe's events as received. Kept until applied; failed ones are retried and shown to operators (R30). Dead ones have
 * failed too often to be retried automatically: an operator can replay them.
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
    /** Set if the status is `ignored`. */
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
 * Every attempt to apply an event and its outcome; the event itself only has the last one. A replay by an operator is
 * another attempt.
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
