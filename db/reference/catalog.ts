import { sql } from 'drizzle-orm'
import type { Queryable } from '../client.ts'
import { packs, plans, rateCardPrices, rateCards } from '../schema/index.ts'

/**
 * The catalog of a new installation. After that, operators change it in the database; existing rows are never
 * overwritten.
 */
export async function seedCatalog(db: Queryable): Promise<void> {
  await db
    .insert(plans)
    .values(PLANS.map((plan) => ({ ...plan, family: plan.key })))
    .onConflictDoNothing()
  await db
    .insert(packs)
    .values(PACKS.map((pack) => ({ ...pack, family: pack.key })))
    .onConflictDoNothing()
  const effectiveAt = sql<Date>`timestamptz '2026-01-01 00:00:00+00'`
  await db
    .insert(rateCards)
    .values({ version: 1, effectiveAt, note: 'First rate card' })
    .onConflictDoNothing()
  await db.insert(rateCardPrices).values(PRICES).onConflictDoNothing()
}

const limits = (reportsLimit: number, emailsLimit: number, contactsLimit: number) => ({
  mode: 'limits' as const,
  reportsLimit,
  emailsLimit,
  contactsLimit,
})
const fairUse = (
  imagesFairUse: number,
  editsFairUse: number,
  valuationsFairUse: number,
  postsFairUse: number,
) => ({
  imagesFairUse,
  editsFairUse,
  valuationsFairUse,
  postsFairUse,
})
const credits = (allowanceCredits: number) => ({ mode: 'credits' as const, allowanceCredits })
/** Annual billing costs ten months. */
const priced = (monthlyPriceCents: number) => ({
  monthlyPriceCents,
  annualPriceCents: monthlyPriceCents * 10,
})

const PLANS: Omit<typeof plans.$inferInsert, 'family'>[] = [
  {
    key: 'trial',
    name: 'Trial',
    ...credits(100),
    ...priced(0),
    trialDays: 14,
    position: 0,
    description: 'Try everything. No card required.',
  },
  {
    key: 'starter',
    name: 'Starter',
    ...credits(500),
    ...priced(4_900),
    position: 1,
    description: 'For a single agent',
  },
  {
    key: 'growth',
    name: 'Growth',
    ...credits(2_000),
    ...priced(14_900),
    position: 2,
    description: 'For a growing agency',
  },
  {
    key: 'scale',
    name: 'Scale',
    ...credits(6_000),
    ...priced(39_900),
    position: 3,
    description: 'For agencies with several offices',
  },
  {
    key: 'essentials',
    name: 'Essentials',
    ...limits(10, 500, 250),
    ...fairUse(30, 60, 20, 200),
    ...priced(2_900),
    position: 4,
    description: 'Fixed monthly limits instead of credits',
  },
  {
    key: 'agency',
    name: 'Agency',
    ...limits(40, 5_000, 2_500),
    ...fairUse(150, 300, 100, 1_000),
    ...priced(9_900),
    position: 5,
    description: 'Higher monthly limits for the whole agency',
  },
]

const PACKS: Omit<typeof packs.$inferInsert, 'family'>[] = [
  { key: 'small', name: 'Small pack', credits: 100, priceCents: 1_500, position: 1 },
  { key: 'medium', name: 'Medium pack', credits: 500, priceCents: 6_000, position: 2 },
  { key: 'large', name: 'Large pack', credits: 2_000, priceCents: 20_000, position: 3 },
]

const each = (action: string, amount: number) => ({ version: 1, action, credits: amount, per: 1, minimum: 0 })

const PRICES: (typeof rateCardPrices.$inferInsert)[] = [
  each('report.generate', 20),
  each('image.generate', 20),
  each('image.regenerate', 10),
  each('image.edit', 5),
  each('feed.post', 5),
  each('valuation.instant', 20),
  { version: 1, action: 'campaign.send', credits: 3, per: 10, minimum: 3 },
]
