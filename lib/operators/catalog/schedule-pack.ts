import { desc, eq, sql } from 'drizzle-orm'
import { z } from 'zod'
import { type Queryable, system } from '@/db/client'
import { marketNow } from '@/db/product-time'
import { packs } from '@/db/schema'
import type { Pack } from '@/lib/billing/catalog/catalog'
import { notFound, Refusal } from '@/lib/core/errors'
import { instant } from '@/lib/core/text/input'
import { requestChange, type Scheduled } from '../approvals/request-change'
import { recordEvent } from '../operations/record-event'
import type { Operator } from '../operator'
import { reasonsForPack } from './approved-terms'
import { keyOfTerms, resolveEffectiveAt } from './effective-at'

export const SchedulePackInput = z.object({
  basedOn: z.string().min(1),
  effectiveAt: instant.nullable(),
  credits: z.coerce.number().int().min(1).max(1_000_000),
  priceCents: z.coerce.number().int().min(50).max(10_000_000),
})
export type SchedulePackInput = z.output<typeof SchedulePackInput>

/**
 * Schedules a pack's credits and price. An open checkout keeps what it showed. A large change needs approval from a second
 * operator (R36).
 * @throws Refusal `not-found`, `pack.changed`, `pack.same`, `effective.past`, `effective.far`, `change.waiting`
 */
export const schedulePack = (operator: Operator, input: SchedulePackInput): Promise<Scheduled> =>
  system().transaction((tx) => schedulePackIn(tx, operator, input))

/** @param approved a second operator approved exactly this input, so it is written whatever its size */
export async function schedulePackIn(
  tx: Queryable,
  operator: Operator,
  input: SchedulePackInput,
  approved = false,
): Promise<Scheduled> {
  const newest = await newestPack(tx, input.basedOn)
  const { credits, priceCents } = input
  if (credits === newest.credits && priceCents === newest.priceCents)
    throw new Refusal(
      'pack.same',
      'The pack already has these credits and this price. Change at least one of them.',
    )
  const at = await resolveEffectiveAt(tx, input.effectiveAt)
  if (at <= newest.effectiveAt) {
    throw new Refusal(
      'pack.changed',
      'A newer version is already scheduled. Withdraw it first, or choose a later time.',
    )
  }
  const { family, name, position } = newest
  const before = { credits: newest.credits, priceCents: newest.priceCents }
  const after = { credits, priceCents }
  if (!approved) {
    const reasons = await reasonsForPack(tx, family, after)
    if (reasons.length > 0)
      return requestChange(tx, operator, { kind: 'pack', subject: family, input, before, after, reasons })
  }
  const key = keyOfTerms(family, at)
  await tx.insert(packs).values({ key, family, name, position, effectiveAt: at, credits, priceCents })
  await recordEvent(tx, operator, {
    verb: 'pack.scheduled',
    before: { key: newest.key, ...before },
    after: { key, effectiveAt: at.toISOString(), ...after },
  })
  return { status: 'scheduled', result: key }
}

/**
 * Takes a pack off sale; a scheduled version is deleted.
 * @throws Refusal `not-found`, `pack.changed`
 */
export async function withdrawPack(operator: Operator, key: string): Promise<void> {
  await system().transaction(async (tx) => {
    const { credits, priceCents, withdrawnAt } = await newestPack(tx, key)
    if (withdrawnAt) return
    await recordEvent(tx, operator, { verb: 'pack.withdrawn', before: { key, credits, priceCents } })
    const deleted = await tx
      .delete(packs)
      .where(sql`${packs.key} = ${key} and ${packs.effectiveAt} > ${marketNow}`)
      .returning({ key: packs.key })
    if (deleted.length === 0) await tx.update(packs).set({ withdrawnAt: marketNow }).where(eq(packs.key, key))
  })
}

async function newestPack(tx: Queryable, key: string): Promise<Pack> {
  await tx.execute(sql`lock table packs in share row exclusive mode`)
  const [seen] = await tx.select().from(packs).where(eq(packs.key, key))
  if (!seen) throw notFound('pack')
  const [newest] = await tx
    .select()
    .from(packs)
    .where(eq(packs.family, seen.family))
    .orderBy(desc(packs.effectiveAt))
    .limit(1)
  if (newest?.key !== key) {
    throw new Refusal(
      'pack.changed',
      'This pack changed while the page was open. Reload, review the change and save again.',
    )
  }
  return newest
}
