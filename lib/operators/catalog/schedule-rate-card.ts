import { eq, max, sql } from 'drizzle-orm'
import { z } from 'zod'
import { type Queryable, system } from '@/db/client'
import { marketNow } from '@/db/product-time'
import { rateCardPrices, rateCards } from '@/db/schema'
import { notFound, Refusal } from '@/lib/core/errors'
import { instant, wholeNumber } from '@/lib/core/text/input'
import { actionKeys } from '@/lib/credits/shared/actions'
import { requestChange, type Scheduled } from '../approvals/request-change'
import { recordEvent } from '../operations/record-event'
import type { Operator } from '../operator'
import { reasonsForRateCard } from './approved-terms'
import { resolveEffectiveAt } from './effective-at'

const Price = z.object({
  credits: z.coerce.number().int().min(0).max(100_000),
  per: z.coerce.number().int().min(1).max(1_000_000),
  minimum: z.coerce.number().int().min(0).max(100_000),
})

export const ScheduleRateCardInput = z.object({
  /** The newest version the operator saw, so nobody overwrites a change they haven't seen or saves twice. */
  basedOn: wholeNumber,
  /** Null: immediately. */
  effectiveAt: instant.nullable(),
  note: z.string().trim().min(1, 'Enter a reason.').max(500),
  prices: z.record(z.enum(actionKeys), Price),
})
export type ScheduleRateCardInput = z.output<typeof ScheduleRateCardInput>

/**
 * Schedules a new version of the rate card, with the price of every action (R5). Prices shown earlier must be confirmed
 * again (R8). A large change needs approval from a second operator (R36).
 * @throws Refusal `rate-card.changed`, `rate-card.same`, `effective.past`, `effective.far`, `change.waiting`
 */
export const scheduleRateCard = (operator: Operator, input: ScheduleRateCardInput): Promise<Scheduled> =>
  system().transaction((tx) => scheduleRateCardIn(tx, operator, input))

/** @param approved a second operator approved exactly this input, so it is written whatever its size */
export async function scheduleRateCardIn(
  tx: Queryable,
  operator: Operator,
  input: ScheduleRateCardInput,
  approved = false,
): Promise<Scheduled> {
  await tx.execute(sql`lock table rate_cards in share row exclusive mode`)
  const newest = await newestVersion(tx)
  if (newest !== input.basedOn) {
    throw new Refusal(
      'rate-card.changed',
      'The rate card changed while the page was open. Reload, review the change and save again.',
    )
  }
  const before = await pricesOf(tx, newest)
  if (actionKeys.every((action) => same(before[action], input.prices[action])))
    throw new Refusal(
      'rate-card.same',
      'The newest version already has these prices. Change at least one price.',
    )
  const at = await resolveEffectiveAt(tx, input.effectiveAt)
  if (!approved) {
    const reasons = await reasonsForRateCard(tx, input.prices)
    const change = {
      kind: 'rate-card',
      subject: 'rate-card',
      input,
      before,
      after: input.prices,
      reasons,
    } as const
    if (reasons.length > 0) return requestChange(tx, operator, change)
  }
  const version = newest + 1
  await tx
    .insert(rateCards)
    .values({ version, effectiveAt: at, note: input.note, createdBy: operator.userId })
  await tx
    .insert(rateCardPrices)
    .values(actionKeys.map((action) => ({ version, action, ...input.prices[action] })))
  await recordEvent(tx, operator, {
    verb: 'rate-card.scheduled',
    reason: input.note,
    before: { version: newest, prices: before },
    after: { version, effectiveAt: at.toISOString(), prices: input.prices },
  })
  return { status: 'scheduled', result: String(version) }
}

/**
 * Withdraws a scheduled version. A version that took effect is kept forever, because ledger entries refer to it.
 * @throws Refusal `not-found`, `rate-card.in-force`
 */
export async function withdrawRateCard(operator: Operator, version: number): Promise<void> {
  await system().transaction(async (tx) => {
    await tx.execute(sql`lock table rate_cards in share row exclusive mode`)
    const [card] = await tx
      .select({ at: rateCards.effectiveAt, inForce: sql<boolean>`${rateCards.effectiveAt} <= ${marketNow}` })
      .from(rateCards)
      .where(eq(rateCards.version, version))
    if (!card) throw notFound('rate card')
    if (card.inForce) {
      throw new Refusal(
        'rate-card.in-force',
        'This version is already active. Schedule a new version instead.',
      )
    }
    const before = { version, effectiveAt: card.at.toISOString(), prices: await pricesOf(tx, version) }
    await tx.delete(rateCardPrices).where(eq(rateCardPrices.version, version))
    await tx.delete(rateCards).where(eq(rateCards.version, version))
    await recordEvent(tx, operator, { verb: 'rate-card.withdrawn', before })
  })
}

type Prices = Record<string, { credits: number; per: number; minimum: number }>

async function newestVersion(tx: Queryable): Promise<number> {
  const [row] = await tx.select({ version: max(rateCards.version) }).from(rateCards)
  return row?.version ?? 0
}

async function pricesOf(tx: Queryable, version: number): Promise<Prices> {
  const rows = await tx.select().from(rateCardPrices).where(eq(rateCardPrices.version, version))
  return Object.fromEntries(
    rows.map(({ action, credits, per, minimum }) => [action, { credits, per, minimum }]),
  )
}

const same = (a: Prices[string] | undefined, b: Prices[string]) =>
  a?.credits === b.credits && a.per === b.per && a.minimum === b.minimum
