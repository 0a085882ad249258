import { and, eq, sql } from 'drizzle-orm'
import { z } from 'zod'
import { type Queryable, system } from '@/db/client'
import { marketNow } from '@/db/product-time'
import { auditEvents, autoTopUpMonths, autoTopUps, subscriptions, workspaces } from '@/db/schema'
import type { WorkspaceContext } from '@/lib/core/context'
import { Refusal } from '@/lib/core/errors'
import { env } from '@/lib/core/settings/env'
import { formatMoney } from '@/lib/core/text/format'
import { centsOf } from '@/lib/core/text/money'
import { getPack } from '../catalog/catalog.ts'
import { assertCanBuyPacks } from '../checkout/buy-pack.ts'
import { startCardSetup } from './card/save-card.ts'
import { currentMonth, setMonthMaximum } from './month.ts'
import { lockAutoTopUp } from './top-up.ts'

const MOST_THRESHOLD_CREDITS = 1_000_000
const MOST_A_MONTH_CENTS = 10_000_000

export const AutoTopUpInput = z.object({
  /** Minted with the form: a second click opens the same page at Stripe (R12). */
  requestId: z.uuid(),
  thresholdCredits: z.coerce
    .number('Enter a whole number of credits.')
    .int('Enter a whole number of credits.')
    .min(1, 'Enter at least 1 credit.')
    .max(MOST_THRESHOLD_CREDITS, 'Enter at most 1,000,000 credits.'),
  /** "medium*500*6000": the pack with the credits and the price that the form showed (R8). */
  pack: z
    .string()
    .regex(/^[\w-]{1,40}\*\d{1,9}\*\d{1,9}$/, 'Choose a pack.')
    .transform((text) => {
      const [packKey = '', credits, priceCents] = text.split('*')
      return { packKey, quotedCredits: Number(credits), quotedPriceCents: Number(priceCents) }
    }),
  /** As it was typed, in the currency of the catalog. */
  monthlyMax: z.string().max(20).regex(/\d/, 'Enter an amount, such as 240.'),
})

type Wanted = z.output<typeof AutoTopUpInput>

/** What became of it: on, or a page at Stripe where the card is saved first. */
export type AutoTopUpSaved = { kind: 'on' } | { kind: 'card-needed'; url: string }

/**
 * Turns auto top-up on, or changes it, with the pack at the price that was shown (R8, R48).
 * @throws Refusal `price.changed`, `auto-top-up.maximum`, and what a pack is refused for (R23)
 */
export async function saveAutoTopUp(ctx: WorkspaceContext, wanted: Wanted): Promise<AutoTopUpSaved> {
  await assertCanBuyPacks(ctx)
  const pack = await getPack(wanted.pack.packKey)
  if (pack.priceCents !== wanted.pack.quotedPriceCents || pack.credits !== wanted.pack.quotedCredits)
    throw new Refusal(
      'price.changed',
      'The price changed while this page was open. Check the new price and choose again.',
    )
  const settings = {
    thresholdCredits: wanted.thresholdCredits,
    packKey: pack.key,
    quantity: 1,
    credits: pack.credits,
    priceCents: pack.priceCents,
    currency: env().CATALOG_CURRENCY,
    monthlyMaxCents: maximumOf(wanted.monthlyMax, pack.priceCents),
  }
  const isOn = await system().transaction((tx) => write(tx, ctx, settings))
  return isOn ? { kind: 'on' } : { kind: 'card-needed', url: await startCardSetup(ctx, wanted.requestId) }
}

function maximumOf(typed: string, priceCents: number): number {
  const currency = env().CATALOG_CURRENCY
  const cents = centsOf(typed.replace(/^\D+/, ''), currency)
  if (cents === null)
    throw new Refusal('auto-top-up.maximum', 'Enter the monthly maximum as an amount, such as 240.')
  if (cents < priceCents || cents > MOST_A_MONTH_CENTS) {
    const [least, most] = [formatMoney(priceCents, currency), formatMoney(MOST_A_MONTH_CENTS, currency)]
    throw new Refusal(
      'auto-top-up.maximum',
      `Enter a monthly maximum from ${least}, the price of one pack, to ${most}.`,
    )
  }
  return cents
}

type Settings = Pick<
  typeof autoTopUps.$inferInsert,
  'thresholdCredits' | 'packKey' | 'quantity' | 'credits' | 'priceCents' | 'currency'
> & { monthlyMaxCents: number }

/** Answers whether it is on now; otherwise it has no card that can be charged. */
async function write(tx: Queryable, ctx: WorkspaceContext, settings: Settings): Promise<boolean> {
  const { workspaceId, userId } = ctx
  await tx
    .insert(autoTopUps)
    .values({ workspaceId, ...settings, enabledBy: userId })
    .onConflictDoNothing()
  const before = await lockAutoTopUp(tx, workspaceId)
  const [customer] = await tx
    .select({ id: subscriptions.stripeCustomerId })
    .from(subscriptions)
    .where(eq(subscriptions.workspaceId, workspaceId))
  const hasCard =
    before?.paymentMethodId != null &&
    before.stripeCustomerId === customer?.id &&
    before.stoppedReason !== 'card-missing'
  const isSamePack = before?.packKey === settings.packKey && before.priceCents === settings.priceCents
  await tx
    .update(autoTopUps)
    .set({
      ...settings,
      ...(!isSamePack && { totalCents: null }),
      enabled: hasCard,
      // Turned on again by a person. Without a card it stays as it was until one is saved.
      ...(hasCard && { stoppedReason: null, stoppedAt: null }),
      enabledBy: userId,
      updatedAt: marketNow,
    })
    .where(eq(autoTopUps.workspaceId, workspaceId))
  await raiseMonth(tx, workspaceId, settings.monthlyMaxCents)
  await tx.insert(auditEvents).values({
    workspaceId,
    actorId: userId,
    verb: hasCard ? 'auto-top-up.enabled' : 'auto-top-up.saved',
    detail: settings,
  })
  return hasCard
}

/** The new maximum holds in the running month as well; with room again, reaching it is noted again. */
async function raiseMonth(tx: Queryable, workspaceId: number, maxCents: number): Promise<void> {
  const [now] = await tx
    .select({ month: currentMonth })
    .from(workspaces)
    .where(eq(workspaces.id, workspaceId))
  if (!now) return
  await setMonthMaximum(tx, workspaceId, now.month, maxCents)
  await tx
    .update(autoTopUpMonths)
    .set({ refusedAt: null })
    .where(
      and(
        eq(autoTopUpMonths.workspaceId, workspaceId),
        eq(autoTopUpMonths.month, now.month),
        sql`${autoTopUpMonths.reservedCents} < ${autoTopUpMonths.maxCents}`,
      ),
    )
}

/** Turns it off. A top-up that is being paid ends as it ends; none follows it. */
export async function disableAutoTopUp({ workspaceId, userId }: WorkspaceContext): Promise<void> {
  await system().transaction(async (tx) => {
    const row = await lockAutoTopUp(tx, workspaceId)
    if (!row) return
    await tx
      .update(autoTopUps)
      .set({
        enabled: false,
        stoppedReason: null,
        stoppedAt: null,
        setupSessionId: null,
        updatedAt: marketNow,
      })
      .where(eq(autoTopUps.workspaceId, workspaceId))
    if (row.enabled || row.stoppedReason)
      await tx
        .insert(auditEvents)
        .values({ workspaceId, actorId: userId, verb: 'auto-top-up.disabled', detail: {} })
  })
}
