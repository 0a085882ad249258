import { and, eq } from 'drizzle-orm'
import { type Queryable, system } from '@/db/client'
import { plans, subscriptions, watches } from '@/db/schema'
import { fairUseOf, limitsOf, listPackOffers, listPlanOffers, type Plan } from '@/lib/billing/catalog/catalog'
import { creditsDueOnPayment } from '@/lib/credits/decide/roll-forward'
import { type Account, availableOf } from '@/lib/credits/model'
import { readAccount } from '@/lib/credits/read/read'
import { allowanceOfCycle, isLow, unspentCredits } from '@/lib/credits/shared/usage'
import { readLimitUse } from '@/lib/plan-limits/limits'
import { checkAlertLevels } from '../alert-levels/check-alert-levels'
import type { Notice } from '../notice'
import { type CreatedNotifications, createNotifications, deliver } from '../notify'

type Watch = typeof watches.$inferSelect
type Seen = {
  about: Watch['about']
  low: boolean
  /** Whether a new cycle starts above the threshold: limits start at zero, an allowance is granted if it is paid. */
  refills: boolean
  /** The notification with the current numbers. */
  notice: () => Promise<Notice>
}

/**
 * Checks whether a workspace has crossed a threshold since the last check, and notifies once per episode. Cheap if nothing
 * changed: a few indexed rows and no lock. Any number of processes can check at the same time.
 */
export async function checkBalance(workspaceId: number): Promise<void> {
  const account = await readAccount(workspaceId)
  const [[plan], known] = await Promise.all([
    system()
      .select({ plan: plans, status: subscriptions.status })
      .from(subscriptions)
      .innerJoin(plans, eq(plans.key, subscriptions.planKey))
      .where(eq(subscriptions.workspaceId, workspaceId)),
    system().select().from(watches).where(eq(watches.workspaceId, workspaceId)),
  ])
  if (!plan || (account.spendUntil !== null && account.at >= account.spendUntil)) return
  const seen = await readMetrics(account, plan)
  for (const one of seen) {
    const before = known.find(({ about }) => about === one.about)
    const newCycle = before !== undefined && before.cycleStart.getTime() !== account.cycleStart
    if (before && before.low === one.low && !newCycle) continue
    if (newCycle && one.about === 'credits' && isBeingPaid(account, plan.status)) continue
    if (!before && !one.low) {
      await startWatch(system(), account, one.about)
      continue
    }
    await deliverAll(await updateWatch(account, one))
  }
  if (plan.plan.mode === 'credits')
    await deliverAll(
      await checkAlertLevels(account, isBeingPaid(account, plan.status), () => creditsLeft(account, plan)),
    )
}

/** A renewal is charged within seconds of the reset: the notification with the cycle's credits waits for that, so it is sent once (R14). */
const RENEWAL_TAKES_MS = 10 * 60_000

const isBeingPaid = (account: Account & { at: number }, status: string) =>
  status === 'active' &&
  creditsDueOnPayment(account) > 0 &&
  account.at - account.cycleStart < RENEWAL_TAKES_MS

async function readMetrics(
  account: Account,
  { plan, status }: { plan: Plan; status: string },
): Promise<Seen[]> {
  const resetsAt = new Date(account.cycleEnd).toISOString()
  const [listed, fairUse] = [limitsOf(plan), fairUseOf(plan)]
  if (!listed || !fairUse) {
    const allowanceCredits = allowanceOfCycle(account)
    // Held credits lower the balance but may be released, so they don't trigger a warning. An unpaid cycle without credits
    // has its own notification.
    const isUnpaid = account.granted === 0 && creditsDueOnPayment(account) > 0
    const low = !isUnpaid && isLow(unspentCredits(account), allowanceCredits)
    return [
      {
        about: 'credits',
        low,
        refills: account.granted > 0,
        notice: async () => ({ kind: 'low-credits', data: await creditsLeft(account, { plan, status }) }),
      },
    ]
  }
  const use = await readLimitUse(system(), account.workspaceId, new Date(account.cycleStart))
  return use.map(({ metric, used, reserved }) => {
    const limit = { ...listed, ...fairUse }[metric]
    return {
      about: metric,
      low: isLow(limit - used, limit),
      refills: true,
      notice: async () => ({
        kind: 'low-limit',
        data: { metric, used, held: reserved, limit, resetsAt, upgrade: await nextPlan(plan) },
      }),
    }
  })
}

/** What is left and what can be done about it, for every warning about credits. */
async function creditsLeft(account: Account, { plan, status }: { plan: Plan; status: string }) {
  const isTrial = status === 'trialing'
  return {
    leftCredits: availableOf(account),
    heldCredits: account.held,
    allowanceCredits: allowanceOfCycle(account),
    resetsAt: new Date(account.cycleEnd).toISOString(),
    ...(isTrial && account.spendUntil !== null
      ? { trialEndsAt: new Date(account.spendUntil).toISOString() }
      : {}),
    pack: isTrial ? null : await smallestPack(account),
    upgrade: await nextPlan(plan),
  }
}

/** The smallest pack that brings the balance back above the threshold. */
async function smallestPack(account: Account) {
  const packs = await listPackOffers(account)
  const enough = packs.find(
    ({ credits }) => !isLow(unspentCredits(account) + credits, allowanceOfCycle(account)),
  )
  const pack = enough ?? packs.at(-1)
  return pack ? { name: pack.name, credits: pack.credits, priceCents: pack.priceCents } : null
}

/** The next larger plan with the same mode. */
async function nextPlan(plan: Plan) {
  const larger = (await listPlanOffers())
    .filter(({ mode, monthlyPriceCents }) => mode === plan.mode && monthlyPriceCents > plan.monthlyPriceCents)
    .toSorted((a, b) => a.monthlyPriceCents - b.monthlyPriceCents)
  const [next] = larger
  if (!next) return null
  const { name, allowanceCredits, monthlyPriceCents } = next
  return { name, allowanceCredits, monthlyPriceCents }
}

async function startWatch(tx: Queryable, { workspaceId, cycleStart }: Account, about: Watch['about']) {
  await tx
    .insert(watches)
    .values({ workspaceId, about, low: false, episode: 0, cycleStart: new Date(cycleStart) })
    .onConflictDoNothing()
}

/** Under the row's lock one process decides, and its notifications are committed with the decision. */
async function updateWatch(account: Account, seen: Seen): Promise<CreatedNotifications[]> {
  const { workspaceId } = account
  const notice = seen.low ? await seen.notice() : null
  return system().transaction(async (tx) => {
    await startWatch(tx, account, seen.about)
    const isThis = and(eq(watches.workspaceId, workspaceId), eq(watches.about, seen.about))
    const [watch] = await tx.select().from(watches).where(isThis).for('update')
    if (!watch) return []
    const created: CreatedNotifications[] = []
    const newCycle = watch.cycleStart.getTime() < account.cycleStart
    // A reset brings it back above the threshold, even if it fell again before the next check.
    const fires = seen.low && (!watch.low || (newCycle && seen.refills))
    const episode = watch.episode + (fires ? 1 : 0)
    if (fires && notice)
      created.push(await createNotifications(tx, workspaceId, `${seen.about}, episode ${episode}`, notice))
    if (newCycle && seen.about === 'credits' && account.granted > 0)
      created.push(
        await createNotifications(tx, workspaceId, `cycle ${account.cycleStart}`, resetNotice(account)),
      )
    await tx
      .update(watches)
      .set({ low: seen.low, episode, cycleStart: new Date(account.cycleStart) })
      .where(isThis)
    return created
  })
}

const resetNotice = (account: Account): Notice => ({
  kind: 'allowance-reset',
  data: {
    credits: account.granted,
    ...(creditsDueOnPayment(account) > 0 && { creditsOnPayment: creditsDueOnPayment(account) }),
    startedAt: new Date(account.cycleStart).toISOString(),
    resetsAt: new Date(account.cycleEnd).toISOString(),
  },
})

async function deliverAll(all: readonly CreatedNotifications[]): Promise<void> {
  for (const created of all) await deliver(created)
}
