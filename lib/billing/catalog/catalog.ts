import { and, desc, eq, isNull, lte } from 'drizzle-orm'
import { system } from '@/db/client'
import { preparedRead } from '@/db/connections/prepared-read'
import { marketNow } from '@/db/product-time'
import { packs, plans } from '@/db/schema'
import type { FairUseMetric } from '@/db/schema/billing/plan-limits'
import { Refusal } from '@/lib/core/errors'
import { env } from '@/lib/core/settings/env'
import { type AccountNow, extraCreditsEndAt, readAccount } from '@/lib/credits/read/read'
import type { PackOffer, PlanOffer } from '../views.ts'

export type Plan = typeof plans.$inferSelect
export type Pack = typeof packs.$inferSelect

/** The catalog: prices and credits come from here by key, never from a request (R29). */
export async function getPlan(key: string): Promise<Plan> {
  const [plan] = await system().select().from(plans).where(eq(plans.key, key))
  return plan ?? refuseUnknown('plan')
}

/** A plan that is available now: not the trial, and not terms that newer ones have replaced. */
export async function getOfferedPlan(key: string): Promise<Plan> {
  const plan = (await offeredPlans()).find((offered) => offered.key === key)
  return plan ?? refuseUnknown('plan')
}

export async function getPack(key: string): Promise<Pack> {
  const pack = (await offeredPacks()).find((offered) => offered.key === key)
  return pack ?? refuseUnknown('pack')
}

function refuseUnknown(what: 'plan' | 'pack'): never {
  throw new Refusal(`${what}.unknown`, `This ${what} isn’t available. Choose another ${what}.`)
}

/** The newest effective terms of each family, unless they were withdrawn. */
async function offeredPlans(): Promise<Plan[]> {
  const inForce = await system()
    .selectDistinctOn([plans.family])
    .from(plans)
    .where(and(isNull(plans.trialDays), lte(plans.effectiveAt, marketNow)))
    .orderBy(plans.family, desc(plans.effectiveAt))
  return onSale(inForce)
}

async function offeredPacks(): Promise<Pack[]> {
  return onSale(await readPacksInForce(system(), {}))
}

const readPacksInForce = preparedRead((db) =>
  db
    .selectDistinctOn([packs.family])
    .from(packs)
    .where(lte(packs.effectiveAt, marketNow))
    .orderBy(packs.family, desc(packs.effectiveAt)),
)

function onSale<Offer extends { withdrawnAt: Date | null; position: number }>(offers: Offer[]): Offer[] {
  return offers.filter((offer) => offer.withdrawnAt === null).sort((a, b) => a.position - b.position)
}

/** @param account if it is read anyway */
export async function listPackOffers(
  { workspaceId }: { workspaceId: number },
  account: AccountNow | Promise<AccountNow> = readAccount(workspaceId),
): Promise<PackOffer[]> {
  const [rows, found] = await Promise.all([offeredPacks(), account])
  const end = extraCreditsEndAt(found, env().EXTRA_CREDITS_EXPIRY)
  const endsAt = end === null ? null : new Date(end).toISOString()
  const currency = env().CATALOG_CURRENCY
  return rows.map(({ key, name, credits, priceCents }) => ({
    key,
    name,
    credits,
    priceCents,
    currency,
    endsAt,
  }))
}

/** The available plans, without the trial. */
export async function listPlanOffers(): Promise<PlanOffer[]> {
  return (await offeredPlans()).map((plan) => ({
    key: plan.key,
    name: plan.name,
    mode: plan.mode,
    description: plan.description,
    monthlyPriceCents: plan.monthlyPriceCents,
    annualPriceCents: plan.annualPriceCents,
    currency: env().CATALOG_CURRENCY,
    allowanceCredits: plan.allowanceCredits,
    limits: limitsOf(plan),
  }))
}

/** What a limits plan includes without listing it, within fair use per cycle (R3); null in credits mode. */
export function fairUseOf(plan: Plan): Record<FairUseMetric, number> | null {
  if (plan.mode !== 'limits') return null
  const {
    imagesFairUse: images,
    editsFairUse: edits,
    valuationsFairUse: valuations,
    postsFairUse: posts,
  } = plan
  return { images, edits, valuations, posts }
}

export function limitsOf(plan: Plan): { reports: number; emails: number; contacts: number } | null {
  if (plan.mode !== 'limits') return null
  return { reports: plan.reportsLimit ?? 0, emails: plan.emailsLimit ?? 0, contacts: plan.contactsLimit ?? 0 }
}
