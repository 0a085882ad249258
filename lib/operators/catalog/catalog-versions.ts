import { asc, desc, isNull, ne, sql } from 'drizzle-orm'
import { system } from '@/db/client'
import { marketNow } from '@/db/product-time'
import { packs, plans, subscriptions } from '@/db/schema'
import type { FairUseMetric } from '@/db/schema/billing/plan-limits'
import { fairUseOf, limitsOf, type Pack, type Plan } from '@/lib/billing/catalog/catalog'

export type TermsState = 'scheduled' | 'on-sale' | 'withdrawn' | 'replaced'

type Version<Terms> = Terms & {
  key: string
  effectiveAt: string
  state: TermsState
}
export type PlanVersion = Version<{
  description: string
  monthlyPriceCents: number
  annualPriceCents: number
  allowanceCredits: number
  limits: { reports: number; emails: number; contacts: number } | null
  fairUse: Record<FairUseMetric, number> | null
  /** Workspaces on exactly these terms. */
  subscribers: number
}>
export type PackVersion = Version<{ credits: number; priceCents: number }>
export type Family<Terms> = { family: string; name: string; mode: Plan['mode'] | null; versions: Terms[] }

/** Every plan ever offered, by family, newest terms first. */
export async function planVersions(): Promise<Family<PlanVersion>[]> {
  const [rows, counts] = await Promise.all([
    system()
      .select({ plan: plans, due: sql<boolean>`${plans.effectiveAt} <= ${marketNow}` })
      .from(plans)
      .where(isNull(plans.trialDays))
      .orderBy(asc(plans.position), desc(plans.effectiveAt)),
    countSubscribers(),
  ])
  return familiesOf(
    rows.map(({ plan, due }) => ({ offer: plan, due, subscribers: counts.get(plan.key) ?? 0 })),
    ({ offer, subscribers }) => ({
      description: offer.description,
      monthlyPriceCents: offer.monthlyPriceCents,
      annualPriceCents: offer.annualPriceCents,
      allowanceCredits: offer.allowanceCredits,
      limits: limitsOf(offer),
      fairUse: fairUseOf(offer),
      subscribers,
    }),
  )
}

/** By plan. Not a subquery of the plans, which every machine has (R53). */
async function countSubscribers(): Promise<Map<string, number>> {
  const rows = await system()
    .select({ planKey: subscriptions.planKey, subscribers: sql<number>`count(*)::int` })
    .from(subscriptions)
    .where(ne(subscriptions.status, 'canceled'))
    .groupBy(subscriptions.planKey)
  return new Map(rows.map(({ planKey, subscribers }) => [planKey, subscribers]))
}

export async function packVersions(): Promise<Family<PackVersion>[]> {
  const rows = await system()
    .select({ offer: packs, due: sql<boolean>`${packs.effectiveAt} <= ${marketNow}` })
    .from(packs)
    .orderBy(asc(packs.position), desc(packs.effectiveAt))
  return familiesOf(rows, ({ offer: { credits, priceCents } }) => ({ credits, priceCents }))
}

type Row<Offer> = { offer: Offer; due: boolean }

function familiesOf<Offer extends Plan | Pack, Kind extends Row<Offer>, Terms>(
  rows: readonly Kind[],
  termsOf: (row: Kind) => Terms,
): Family<Version<Terms>>[] {
  return [...Map.groupBy(rows, (row) => row.offer.family)].map(([family, own]) => {
    const inForce = own.find((row) => row.due)
    const first = own[0]?.offer
    return {
      family,
      name: first?.name ?? family,
      mode: first && 'mode' in first ? first.mode : null,
      versions: own.map((row) => ({
        key: row.offer.key,
        effectiveAt: row.offer.effectiveAt.toISOString(),
        state: stateOf(row, row === inForce),
        ...termsOf(row),
      })),
    }
  })
}

function stateOf({ offer, due }: Row<Plan | Pack>, inForce: boolean): TermsState {
  if (!due) return 'scheduled'
  if (!inForce) return 'replaced'
  return offer.withdrawnAt ? 'withdrawn' : 'on-sale'
}
