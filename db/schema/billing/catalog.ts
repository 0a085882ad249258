import { sql } from 'drizzle-orm'
import { check, integer, pgTable, primaryKey, smallint, text } from 'drizzle-orm/pg-core'
import { cents, credits, happenedAt, instant, knownValue, oneOf } from '../columns.ts'

/** A version of the rate card. The current one is the newest whose `effectiveAt` has passed (R5). */
export const rateCards = pgTable('rate_cards', {
  version: integer().primaryKey(),
  effectiveAt: instant().notNull(),
  note: text().notNull().default(''),
  createdBy: integer(),
  createdAt: happenedAt(),
})

/** The cost of an action in one version: `credits` per started block of `per` units, at least `minimum` (R6). */
export const rateCardPrices = pgTable(
  'rate_card_prices',
  {
    version: integer()
      .notNull()
      .references(() => rateCards.version),
    action: text().notNull(),
    credits: credits().notNull(),
    per: integer().notNull(),
    minimum: integer().notNull(),
  },
  (t) => [
    primaryKey({ columns: [t.version, t.action] }),
    check('rate_card_prices_sane', sql`${t.credits} >= 0 and ${t.per} >= 1 and ${t.minimum} >= 0`),
  ],
)

export const planModes = ['credits', 'limits'] as const
export type PlanMode = (typeof planModes)[number]

/** A plan. Limits are null in credits mode, and the allowance is 0 in limits mode (R1). */
export const plans = pgTable(
  'plans',
  {
    /** Permanently identifies this version of the plan: subscribers keep it when the plan changes. */
    key: text().primaryKey(),
    /** The plan across all its versions. The newest version in effect is on sale. */
    family: text().notNull(),
    effectiveAt: instant().notNull().default(sql`'2026-01-01 00:00:00+00'`),
    /** When this plan stops being on sale; null: it is on sale. */
    withdrawnAt: instant(),
    name: text().notNull(),
    mode: oneOf(planModes).notNull(),
    description: text().notNull().default(''),
    monthlyPriceCents: cents().notNull(),
    annualPriceCents: cents().notNull(),
    allowanceCredits: credits().notNull().default(0),
    reportsLimit: integer(),
    emailsLimit: integer(),
    contactsLimit: integer(),
    /**
     * Fair-use limits per cycle for what a limits plan includes without listing it (R3). Every plan has them, so that
     * none is unlimited; in credits mode they are not used, because the balance is the limit.
     */
    imagesFairUse: integer().notNull().default(30),
    editsFairUse: integer().notNull().default(60),
    valuationsFairUse: integer().notNull().default(20),
    postsFairUse: integer().notNull().default(200),
    /** Length of the trial in days; null for paid plans. */
    trialDays: smallint(),
    position: smallint().notNull(),
  },
  (t) => [
    knownValue('plans_mode_known', t.mode),
    check(
      'plans_mode_fits',
      sql`(${t.mode} = 'credits') = (${t.reportsLimit} is null and ${t.emailsLimit} is null and ${t.contactsLimit} is null)`,
    ),
    check(
      'plans_fair_use_sane',
      sql`${t.imagesFairUse} >= 0 and ${t.editsFairUse} >= 0 and ${t.valuationsFairUse} >= 0 and ${t.postsFairUse} >= 0`,
    ),
    check(
      'plans_prices_sane',
      sql`${t.monthlyPriceCents} >= 0 and ${t.annualPriceCents} >= 0 and ${t.allowanceCredits} >= 0`,
    ),
  ],
)

/** Extra credits on sale. */
export const packs = pgTable(
  'packs',
  {
    key: text().primaryKey(),
    family: text().notNull(),
    effectiveAt: instant().notNull().default(sql`'2026-01-01 00:00:00+00'`),
    withdrawnAt: instant(),
    name: text().notNull(),
    credits: credits().notNull(),
    priceCents: cents().notNull(),
    position: smallint().notNull(),
  },
  (t) => [check('packs_sane', sql`${t.credits} > 0 and ${t.priceCents} > 0`)],
)
