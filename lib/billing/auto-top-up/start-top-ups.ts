import { and, eq, sql } from 'drizzle-orm'
import { type Queryable, system } from '@/db/client'
import { marketNow } from '@/db/product-time'
import {
  auditEvents,
  autoTopUpAttempts,
  autoTopUpMonths,
  autoTopUps,
  creditAccounts,
  plans,
  purchases,
  subscriptions,
  workspaces,
} from '@/db/schema'
import type { AutoTopUpStop } from '@/db/schema/billing/auto-top-up'
import { assert } from '@/lib/core/assert'
import { isRefusal } from '@/lib/core/errors'
import { log } from '@/lib/core/logging/log'
import { env } from '@/lib/core/settings/env'
import { keyId } from '@/lib/credits/decide/keys'
import { creditsDueOnPayment } from '@/lib/credits/decide/roll-forward'
import { extraCreditsEndAt, readAccount } from '@/lib/credits/read/read'
import { getPack } from '../catalog/catalog.ts'
import { currentMonth, reserveMonth } from './month.ts'
import { type AutoTopUp, lockAutoTopUp } from './top-up.ts'

const MOST_AT_ONCE = 100

/** What the next one is expected to come to: with the tax of the last one. */
export const expectedCents = ({ priceCents, totalCents }: Pick<AutoTopUp, 'priceCents' | 'totalCents'>) =>
  Math.max(priceCents, totalCents ?? 0)

/**
 * Records a purchase for each workspace that has fallen below its threshold. Any number of processes may do so at once:
 * a crossing is one purchase. Paying for it is continue-top-up.ts. Answers how many began.
 */
export async function startDueTopUps(): Promise<number> {
  let started = 0
  for (const workspaceId of await dueWorkspaces()) {
    try {
      if (await startTopUp(workspaceId)) started += 1
    } catch (error) {
      log.error({ err: error, workspaceId }, 'an auto top-up could not be started')
    }
  }
  return started
}

/**
 * Those that look as if they were below their threshold, in any order, so that each has its turn. Where a cycle or a lot has
 * ended since anyone looked, the stored balance says nothing, so these are read again.
 */
async function dueWorkspaces(): Promise<number[]> {
  const expected = sql`greatest(${autoTopUps.priceCents}, ${autoTopUps.totalCents})`
  const rows = await system()
    .select({ workspaceId: autoTopUps.workspaceId })
    .from(autoTopUps)
    .innerJoin(workspaces, eq(workspaces.id, autoTopUps.workspaceId))
    .innerJoin(creditAccounts, eq(creditAccounts.workspaceId, autoTopUps.workspaceId))
    .innerJoin(subscriptions, eq(subscriptions.workspaceId, autoTopUps.workspaceId))
    .innerJoin(plans, eq(plans.key, subscriptions.planKey))
    .leftJoin(
      autoTopUpMonths,
      and(eq(autoTopUpMonths.workspaceId, autoTopUps.workspaceId), eq(autoTopUpMonths.month, currentMonth)),
    )
    .where(
      and(
        sql`${autoTopUps.enabled} and ${workspaces.deletedAt} is null`,
        sql`${subscriptions.status} = 'active' and ${plans.mode} = 'credits'`,
        sql`(${creditAccounts.allowanceLeft} + ${creditAccounts.extraLeft} < ${autoTopUps.thresholdCredits}
          or ${creditAccounts.cycleEnd} <= ${marketNow} or ${creditAccounts.nextLotExpiry} <= ${marketNow})`,
        // One that the maximum has refused is looked at again when there is room.
        sql`(${autoTopUpMonths.refusedAt} is null
          or ${autoTopUpMonths.reservedCents} + ${expected} <= ${autoTopUps.monthlyMaxCents})`,
        sql`not exists (${openPurchase(sql`${autoTopUps.workspaceId}`)})`,
      ),
    )
    .orderBy(sql`random()`)
    .limit(MOST_AT_ONCE)
  return rows.map(({ workspaceId }) => workspaceId)
}

const openPurchase = (workspaceId: ReturnType<typeof sql>) => sql`select from ${purchases}
  where ${purchases.workspaceId} = ${workspaceId} and ${purchases.origin} = 'auto-top-up'
    and ${purchases.status} in ('open', 'processing')`

/** Answers the id of the purchase that was recorded; null when there is nothing to buy. */
export async function startTopUp(workspaceId: number): Promise<string | null> {
  // Applies a reset or an expiry that is due, so that the balance below is the one of now.
  const account = await readAccount(workspaceId)
  // A cycle that is still being paid for gets its allowance within moments (R14).
  if (creditsDueOnPayment(account) > 0) return null
  if (account.spendUntil !== null && account.at >= account.spendUntil) return null
  const endAt = extraCreditsEndAt(account, env().EXTRA_CREDITS_EXPIRY)
  const offer = await offerOf(workspaceId)
  return system().transaction(async (tx) => {
    const row = await lockAutoTopUp(tx, workspaceId)
    const now = row && (await readNow(tx, workspaceId))
    if (!row?.enabled || !now?.isBuyer || now.isBuying || now.availableCredits >= row.thresholdCredits)
      return null
    if (!offer || offer.packKey !== row.packKey || offer.quantity !== row.quantity) return null
    const stop = reasonToStop(row, now.stripeCustomerId, offer)
    if (stop) {
      await stopAutoTopUp(tx, row, stop)
      return null
    }
    const cents = expectedCents(row)
    const { month } = now
    if (!(await reserveMonth(tx, { workspaceId, month, cents, maxCents: row.monthlyMaxCents }))) return null
    return record(tx, row, { month, cents, creditsEndAt: endAt === null ? null : new Date(endAt) })
  })
}

type Offer = { packKey: string; quantity: number; credits: number; priceCents: number } | null

/** What the chosen pack costs and gives now (R29): 0 when it is no longer on offer. */
async function offerOf(workspaceId: number): Promise<Offer> {
  const [row] = await system()
    .select({ packKey: autoTopUps.packKey, quantity: autoTopUps.quantity })
    .from(autoTopUps)
    .where(eq(autoTopUps.workspaceId, workspaceId))
  if (!row) return null
  try {
    const { credits, priceCents } = await getPack(row.packKey)
    return { ...row, credits: credits * row.quantity, priceCents: priceCents * row.quantity }
  } catch (error) {
    if (!isRefusal(error, 'pack.unknown')) throw error
    return { ...row, credits: 0, priceCents: 0 }
  }
}

async function readNow(tx: Queryable, workspaceId: number) {
  const [row] = await tx
    .select({
      availableCredits: sql<number>`${creditAccounts.allowanceLeft} + ${creditAccounts.extraLeft}`,
      isBuyer: sql<boolean>`${subscriptions.status} = 'active' and ${plans.mode} = 'credits'
        and ${workspaces.deletedAt} is null`,
      isBuying: sql<boolean>`exists (${openPurchase(sql`${workspaceId}::int`)})`,
      stripeCustomerId: subscriptions.stripeCustomerId,
      month: currentMonth,
    })
    .from(workspaces)
    .innerJoin(creditAccounts, eq(creditAccounts.workspaceId, workspaces.id))
    .innerJoin(subscriptions, eq(subscriptions.workspaceId, workspaces.id))
    .innerJoin(plans, eq(plans.key, subscriptions.planKey))
    .where(eq(workspaces.id, workspaceId))
  return row
}

function reasonToStop(
  row: AutoTopUp,
  stripeCustomerId: string | null,
  offer: NonNullable<Offer>,
): AutoTopUpStop | null {
  if (row.stripeCustomerId !== stripeCustomerId) return 'card-missing'
  const isAgreed =
    offer.credits === row.credits &&
    offer.priceCents === row.priceCents &&
    row.currency === env().CATALOG_CURRENCY
  return isAgreed ? null : 'price-changed'
}

/** Until someone turns it on again. */
export async function stopAutoTopUp(tx: Queryable, row: AutoTopUp, reason: AutoTopUpStop): Promise<void> {
  const { workspaceId, enabledBy } = row
  await tx
    .update(autoTopUps)
    .set({ enabled: false, stoppedReason: reason, stoppedAt: marketNow })
    .where(eq(autoTopUps.workspaceId, workspaceId))
  await tx
    .insert(auditEvents)
    .values({ workspaceId, actorId: enabledBy, verb: 'auto-top-up.stopped', detail: { reason } })
}

/** Money, purchase and count are written together, so one cannot be without the others. */
async function record(
  tx: Queryable,
  row: AutoTopUp,
  { month, cents, creditsEndAt }: { month: string; cents: number; creditsEndAt: Date | null },
): Promise<string> {
  const { workspaceId, packKey, quantity, credits, priceCents, currency, enabledBy } = row
  const { paymentMethodId, stripeCustomerId } = row
  assert(paymentMethodId && stripeCustomerId, `auto top-up of workspace ${workspaceId} has a card`)
  const number = row.attempts + 1
  const id = purchaseIdOf(`auto-top-up:${workspaceId}:${number}:${paymentMethodId}`)
  await tx.update(autoTopUps).set({ attempts: number }).where(eq(autoTopUps.workspaceId, workspaceId))
  await tx.insert(purchases).values({
    workspaceId,
    id,
    packKey,
    quantity,
    credits,
    priceCents,
    currency,
    creditsEndAt,
    boughtBy: enabledBy,
    origin: 'auto-top-up',
  })
  await tx.insert(autoTopUpAttempts).values({
    workspaceId,
    purchaseId: id,
    number,
    month,
    reservedCents: cents,
    paymentMethodId,
    stripeCustomerId,
  })
  const detail = { purchaseId: id, pack: packKey, quantity, priceCents }
  await tx
    .insert(auditEvents)
    .values({ workspaceId, actorId: enabledBy, verb: 'auto-top-up.started', detail })
  return id
}

/** A UUID that follows from what it is about, with the version and variant that Stripe's metadata is checked for. */
function purchaseIdOf(what: string): string {
  const id = keyId(what)
  return `${id.slice(0, 14)}4${id.slice(15, 19)}8${id.slice(20)}`
}
