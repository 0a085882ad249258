import { asc, eq, isNull } from 'drizzle-orm'
import { system } from '@/db/client'
import { packs, plans } from '@/db/schema'
import { env } from '@/lib/core/env'
import { Refusal } from '@/lib/core/errors'
import { extraCreditsEndAt, readAccount } from '@/lib/credits/read'
import type { PackOffer, PlanOffer } from './views.ts'

export type Plan = typeof plans.$inferSelect
export type Pack = typeof packs.$inferSelect

/** The central catalogue: prices and credits come from here by key, never from a request (R29). */
export async function planOf(key: string): Promise<Plan> {
  const [plan] = await system().select().from(plans).where(eq(plans.key, key))
  if (!plan)
    throw new Refusal('plan.unknown', 'This plan is not on offer. Choose one from the list of plans.')
  return plan
}

export async function packOf(key: string): Promise<Pack> {
  const [pack] = await system().select().from(packs).where(eq(packs.key, key))
  if (!pack)
    throw new Refusal('pack.unknown', 'This pack is not on offer. Choose one from the list of packs.')
  return pack
}

export async function packOffers(ctx: { workspaceId: number }): Promise<PackOffer[]> {
  const [rows, account] = await Promise.all([
    system().select().from(packs).orderBy(asc(packs.position)),
    readAccount(ctx.workspaceId),
  ])
  const end = extraCreditsEndAt(account, env().EXTRA_CREDITS_EXPIRY)
  const endsAt = end === null ? null : new Date(end).toISOString()
  return rows.map(({ key, name, credits, priceCents }) => ({ key, name, credits, priceCents, endsAt }))
}

/** Plans that can be subscribed to; the trial is not one of them. */
export async function planOffers(): Promise<PlanOffer[]> {
  const rows = await system().select().from(plans).where(isNull(plans.trialDays)).orderBy(asc(plans.position))
  return rows.map((plan) => ({
    key: plan.key,
    name: plan.name,
    mode: plan.mode,
    description: plan.description,
    monthlyPriceCents: plan.monthlyPriceCents,
    annualPriceCents: plan.annualPriceCents,
    allowanceCredits: plan.allowanceCredits,
    limits: limitsOf(plan),
  }))
}

export function limitsOf(plan: Plan): { reports: number; emails: number; contacts: number } | null {
  if (plan.mode !== 'limits') return null
  return { reports: plan.reportsLimit ?? 0, emails: plan.emailsLimit ?? 0, contacts: plan.contactsLimit ?? 0 }
}
