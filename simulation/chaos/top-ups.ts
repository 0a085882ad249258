import { and, eq } from 'drizzle-orm'
import { system } from '@/db/client'
import { autoTopUpAttempts, autoTopUpMonths, autoTopUps, purchases } from '@/db/schema'
import { topUpInvoices } from './faults'
import type { Snapshot } from './snapshot'
import type { StripeEmulator } from './stripe-emulator'

/** What became of auto top-up in a life: the same in both, but for ids that follow from the workspace. */
export async function withTopUpNames(workspaceId: number, picture: Snapshot): Promise<Snapshot> {
  const [[settings], months, attempts] = await Promise.all([
    system().select().from(autoTopUps).where(eq(autoTopUps.workspaceId, workspaceId)),
    monthsOf(workspaceId),
    attemptsOf(workspaceId),
  ])
  const named = {
    ...picture,
    autoTopUp: settings && {
      enabled: settings.enabled,
      stoppedReason: settings.stoppedReason,
      attempts: settings.attempts,
      totalCents: settings.totalCents,
      cardLast4: settings.cardLast4,
    },
    topUps: attempts.map(({ number, month, failure, reservedCents }) => [
      number,
      month,
      failure,
      reservedCents,
    ]),
    months: months.map(({ month, reservedCents, maxCents, refusedAt }) => [
      month,
      reservedCents,
      maxCents,
      refusedAt !== null,
    ]),
  }
  let text = JSON.stringify(named)
  for (const { purchaseId, number } of attempts) text = text.replaceAll(purchaseId, `top-up ${number}`)
  const read = JSON.parse(text) as Snapshot
  return { ...read, ...sorted(read, 'entries', 'lots', 'purchases') }
}

/** Lists that were in the order of their ids. */
const sorted = (picture: Snapshot, ...names: string[]): Snapshot =>
  Object.fromEntries(
    names.map((name) => [
      name,
      (picture[name] as unknown[]).toSorted((a, b) => JSON.stringify(a).localeCompare(JSON.stringify(b))),
    ]),
  )

const monthsOf = (workspaceId: number) =>
  system()
    .select()
    .from(autoTopUpMonths)
    .where(eq(autoTopUpMonths.workspaceId, workspaceId))
    .orderBy(autoTopUpMonths.month)

const attemptsOf = (workspaceId: number) =>
  system()
    .select()
    .from(autoTopUpAttempts)
    .where(eq(autoTopUpAttempts.workspaceId, workspaceId))
    .orderBy(autoTopUpAttempts.number)

/** R48: what Stripe took in a month, by a sum of its own, against what was reserved and the maximum. */
export async function topUpsAgainstMaximum(
  workspaceId: number,
  { world }: StripeEmulator,
): Promise<string[]> {
  const wrong: string[] = []
  const [months, attempts] = [await monthsOf(workspaceId), await attemptsOf(workspaceId)]
  const monthOf = new Map(attempts.map(({ purchaseId, month }) => [purchaseId, month]))
  const paidCents = new Map<string, number>()
  for (const { id, metadata, amount_paid, status } of topUpInvoices(world.store)) {
    const month = monthOf.get(metadata?.purchase_id ?? '')
    if (month === undefined) wrong.push(`invoice ${id} is for no top-up of ours`)
    else paidCents.set(month, (paidCents.get(month) ?? 0) + amount_paid)
    if (status !== 'paid' && status !== 'void') wrong.push(`the invoice of a top-up is left ${status}`)
  }
  for (const { month, reservedCents, maxCents } of months) {
    const paid = paidCents.get(month) ?? 0
    if (paid > reservedCents || reservedCents > maxCents)
      wrong.push(`${paid} cents paid in ${month}, ${reservedCents} reserved, at most ${maxCents}`)
    const reserved = attempts.filter((one) => one.month === month)
    if (reserved.reduce((sum, one) => sum + one.reservedCents, 0) !== reservedCents)
      wrong.push(`the top-ups of ${month} do not come to the ${reservedCents} cents that are reserved`)
  }
  const isTopUp = and(eq(purchases.workspaceId, workspaceId), eq(purchases.origin, 'auto-top-up'))
  for (const { id, status } of await system().select().from(purchases).where(isTopUp))
    if (status !== 'fulfilled' && status !== 'failed') wrong.push(`top-up ${id} is left ${status}`)
  return wrong
}
