import { sql } from 'drizzle-orm'
import { check, integer, pgTable, primaryKey, smallint, text } from 'drizzle-orm/pg-core'
import { cents, credits, happenedAt, instant, knownValue, oneOf } from '../columns.ts'

/** A version of the rate card; the one in force is the newest whose `effectiveAt` has passed (R5). */
export const rateCards = pgTable('rate_cards', {
  version: integer().primaryKey(),
  effectiveAt: instant().notNull(),
  note: text().notNull().default(''),
  createdBy: integer(),
  createdAt: happenedAt(),
})

/** What an action costs under one version: `credits` for every started block of `per` units, at least `minimum` (R6). */
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

/** What a workspace can subscribe to. Limits are null in credits mode and allowance is 0 in limits mode (R1). */
export const plans = pgTable(
  'plans',
  {
    /** Names these very terms for ever: subscribers keep them when the plan changes. */
    key: text().primaryKey(),
    /** The plan as people know it: of its versions the newest that has come into force is on offer. */
    family: text().notNull(),
    effectiveAt: instant().notNull().default(sql`'2026-01-01 00:00:00+00'`),
    /** From then on this plan is no longer on offer; null: it is. */
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
     * Fair use of what a limits plan includes without listing it (R3), per cycle. Every plan has these, so that none is
     * without bound; in credits mode the balance is the bound and these are not looked at.
     */
    imagesFairUse: integer().notNull().default(30),
    editsFairUse: integer().notNull().default(60),
    valuationsFairUse: integer().notNull().default(20),
    postsFairUse: integer().notNull().default(200),
    /** Days without a card; null for plans that are paid for. */
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
