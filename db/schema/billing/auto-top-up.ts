import { sql } from 'drizzle-orm'
import {
  boolean,
  check,
  foreignKey,
  index,
  integer,
  pgTable,
  primaryKey,
  text,
  uniqueIndex,
} from 'drizzle-orm/pg-core'
import { cents, credits, givenId, happenedAt, instant, knownValue, oneOf } from '../columns.ts'
import { workspaceRef } from '../people/people.ts'
import { ownedObject, purchases } from './billing.ts'
import { packs } from './catalog.ts'

/** Why auto top-up stopped, until someone turns it on again. */
export const autoTopUpStops = [
  'declined',
  /** The bank wants the cardholder to confirm the payment, which nobody can do off session. */
  'authentication-required',
  /** The card or its customer is no longer at Stripe. */
  'card-missing',
  /** The pack costs or gives something else than what was agreed to, or is no longer on offer (R8). */
  'price-changed',
  /** Stripe refused the invoice, or someone voided it. */
  'invoice-failed',
] as const
export type AutoTopUpStop = (typeof autoTopUpStops)[number]

/** Why one top-up was not paid, where that does not stop those to come. */
const otherFailures = [
  /** With tax it would have exceeded the month's maximum. */
  'maximum',
  /** The plan ended, or the workspace was deleted, before it was paid. */
  'plan-ended',
] as const
export const topUpFailures = [...autoTopUpStops, ...otherFailures] as const
export type TopUpFailure = (typeof topUpFailures)[number]

/** What a workspace agreed to: below a number of credits, this pack is bought with this card (R48). */
export const autoTopUps = pgTable(
  'auto_top_ups',
  {
    workspaceId: workspaceRef().primaryKey(),
    enabled: boolean().notNull().default(false),
    thresholdCredits: credits().notNull(),
    packKey: text()
      .notNull()
      .references(() => packs.key),
    quantity: integer().notNull().default(1),
    /** What one top-up gives and costs before tax, as it was agreed to (R8). */
    credits: credits().notNull(),
    priceCents: cents().notNull(),
    currency: text().notNull().default('usd'),
    /** What the last one came to with tax; null: not known yet. */
    totalCents: cents(),
    monthlyMaxCents: cents().notNull(),
    paymentMethodId: text(),
    /** The customer that the card is attached to. */
    stripeCustomerId: text(),
    cardBrand: text(),
    cardLast4: text(),
    /** "12/2034" */
    cardExpires: text(),
    /** The checkout that is to save a card; a later one replaces it. Null: none is expected. */
    setupSessionId: text(),
    /** In whose name it buys. */
    enabledBy: integer().notNull(),
    /** Crossings of the threshold so far: the id of each purchase follows from it. */
    attempts: integer().notNull().default(0),
    stoppedReason: oneOf(autoTopUpStops),
    stoppedAt: instant(),
    updatedAt: happenedAt(),
  },
  (t) => [
    uniqueIndex('auto_top_ups_setup').on(t.setupSessionId),
    ownedObject('auto_top_ups_setup_owner', t.setupSessionId, t.workspaceId),
    index('auto_top_ups_enabled').on(t.workspaceId).where(sql`enabled`),
    index('auto_top_ups_stopped').on(t.stoppedAt),
    knownValue('auto_top_ups_stopped_known', t.stoppedReason),
    check(
      'auto_top_ups_sane',
      sql`${t.thresholdCredits} between 1 and 1000000 and ${t.quantity} between 1 and 10 and ${t.credits} > 0 and ${t.priceCents} > 0 and ${t.totalCents} >= 0 and ${t.attempts} >= 0`,
    ),
    check('auto_top_ups_maximum', sql`${t.monthlyMaxCents} between ${t.priceCents} and 10000000`),
    check(
      'auto_top_ups_stopped',
      sql`(${t.stoppedReason} is null) = (${t.stoppedAt} is null) and not (${t.enabled} and ${t.stoppedReason} is not null)`,
    ),
    check(
      'auto_top_ups_card',
      sql`not ${t.enabled} or (${t.paymentMethodId} is not null and ${t.stripeCustomerId} is not null)`,
    ),
  ],
)

/**
 * The money of a calendar month, in the workspace's time zone. It is reserved here before Stripe is asked, so no fault of
 * ours can spend more than the maximum: the database refuses it.
 */
export const autoTopUpMonths = pgTable(
  'auto_top_up_months',
  {
    workspaceId: workspaceRef(),
    /** "2026-11" */
    month: text().notNull(),
    /** Paid in this month, or about to be. */
    reservedCents: cents().notNull().default(0),
    maxCents: cents().notNull(),
    /** When a top-up was first refused because of the maximum; null: none was. */
    refusedAt: instant(),
  },
  (t) => [
    primaryKey({ columns: [t.workspaceId, t.month] }),
    index('auto_top_up_months_refused').on(t.refusedAt),
    check('auto_top_up_months_named', sql`${t.month} ~ '^[0-9]{4}-(0[1-9]|1[0-2])$'`),
    check('auto_top_up_months_maximum', sql`${t.reservedCents} >= 0 and ${t.reservedCents} <= ${t.maxCents}`),
  ],
)

/** One crossing of the threshold: the purchase it became, with which card, and what is reserved for it. */
export const autoTopUpAttempts = pgTable(
  'auto_top_up_attempts',
  {
    workspaceId: workspaceRef(),
    purchaseId: givenId(),
    number: integer().notNull(),
    month: text().notNull(),
    /** Counted in the month; 0 once it has failed. */
    reservedCents: cents().notNull(),
    paymentMethodId: text().notNull(),
    stripeCustomerId: text().notNull(),
    /** Set as soon as it is known that it will not be paid, before its invoice is voided. */
    failure: oneOf(topUpFailures),
    startedAt: happenedAt(),
  },
  (t) => [
    primaryKey({ columns: [t.workspaceId, t.purchaseId] }),
    uniqueIndex('auto_top_up_attempts_number').on(t.workspaceId, t.number),
    foreignKey({
      columns: [t.workspaceId, t.purchaseId],
      foreignColumns: [purchases.workspaceId, purchases.id],
      name: 'auto_top_up_attempts_purchase',
    }).onDelete('cascade'),
    foreignKey({
      columns: [t.workspaceId, t.month],
      foreignColumns: [autoTopUpMonths.workspaceId, autoTopUpMonths.month],
      name: 'auto_top_up_attempts_month',
    }),
    knownValue('auto_top_up_attempts_failure_known', t.failure),
    check('auto_top_up_attempts_sane', sql`${t.number} > 0 and ${t.reservedCents} >= 0`),
  ],
)
