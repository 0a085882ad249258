import { and, eq } from 'drizzle-orm'
import { type Queryable, system } from '@/db/client'
import { plans, subscriptions, watches } from '@/db/schema'
import { fairUseOf, limitsOf, type Plan, packOffers, planOffers } from '@/lib/billing/catalog/catalog'
import { owedOnPayment } from '@/lib/credits/decide/time'
import { type Account, availableOf } from '@/lib/credits/model'
import { readAccount } from '@/lib/credits/read/read'
import { allowanceOfCycle, isLow, unspentCredits } from '@/lib/credits/shared/usage'
import { limitUse } from '@/lib/limits/limits'
import { checkAlertLevels } from './alert-levels/check-alert-levels'
import type { Notice } from './notice'
import { type CreatedNotifications, createNotifications, deliver } from './notify'

type Watch = typeof watches.$inferSelect
type Seen = {
  about: Watch['about']
  low: boolean
  /** Whether a new cycle begins above the line: a limit starts at zero, an allowance is granted if it is paid. */
  refills: boolean
  /** What it would tell, with the numbers of now. */
  notice: () => Promise<Notice>
}

/**
 * Looks whether a workspace has crossed a line since it was last looked at, and notifies once per episode. Cheap when
 * nothing changed: some indexed rows and no lock. Any number of processes may look at once.
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
  const seen = await lookAt(account, plan)
  for (const one of seen) {
    const before = known.find(({ about }) => about === one.about)
    const newCycle = before !== undefined && before.cycleStart.getTime() !== account.cycleStart
    if (before && before.low === one.low && !newCycle) continue
    if (newCycle && one.about === 'credits' && isBeingPaid(account, plan.status)) continue
    if (!before && !one.low) {
      await begin(system(), account, one.about)
      continue
    }
    await deliverAll(await change(account, one))
  }
  if (plan.plan.mode === 'credits')
    await deliverAll(
      await checkAlertLevels(account, isBeingPaid(account, plan.status), () => creditsLeft(account, plan)),
    )
}

/** A renewal is charged within seconds of the reset: the notification with the cycle's credits waits for that, so it is sent once (R14). */
const RENEWAL_TAKES_MS = 10 * 60_000

const isBeingPaid = (account: Account & { at: number }, status: string) =>
  status === 'active' && owedOnPayment(account) > 0 && account.at - account.cycleStart < RENEWAL_TAKES_MS

async function lookAt(account: Account, { plan, status }: { plan: Plan; status: string }): Promise<Seen[]> {
  const resetsAt = new Date(account.cycleEnd).toISOString()
  const [listed, fairUse] = [limitsOf(plan), fairUseOf(plan)]
  if (!listed || !fairUse) {
    const allowanceCredits = allowanceOfCycle(account)
    // Work that may still be released lowers what is left, but is no reason to warn. A cycle that got nothing because it is
    // not paid has a notice of its own, with what to do about that.
    const isUnpaid = account.granted === 0 && owedOnPayment(account) > 0
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
  const use = await limitUse(system(), account.workspaceId, new Date(account.cycleStart))
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

/** What is left and what can be done about it, as warnings about credits say it. */
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

/** The smallest pack that brings the balance back above the line. */
async function smallestPack(account: Account) {
  const packs = await packOffers(account)
  const enough = packs.find(
    ({ credits }) => !isLow(unspentCredits(account) + credits, allowanceOfCycle(account)),
  )
  const pack = enough ?? packs.at(-1)
  return pack ? { name: pack.name, credits: pack.credits, priceCents: pack.priceCents } : null
}

/** The next larger plan of the same mode. */
async function nextPlan(plan: Plan) {
  const larger = (await planOffers())
    .filter(({ mode, monthlyPriceCents }) => mode === plan.mode && monthlyPriceCents > plan.monthlyPriceCents)
    .toSorted((a, b) => a.monthlyPriceCents - b.monthlyPriceCents)
  const [next] = larger
  if (!next) return null
  const { name, allowanceCredits, monthlyPriceCents } = next
  return { name, allowanceCredits, monthlyPriceCents }
}

async function begin(tx: Queryable, { workspaceId, cycleStart }: Account, about: Watch['about']) {
  await tx
    .insert(watches)
    .values({ workspaceId, about, low: false, episode: 0, cycleStart: new Date(cycleStart) })
    .onConflictDoNothing()
}

/** Under the row's lock one process decides, and its notifications are committed with the decision. */
async function change(account: Account, seen: Seen): Promise<CreatedNotifications[]> {
  const { workspaceId } = account
  const notice = seen.low ? await seen.notice() : null
  return system().transaction(async (tx) => {
    await begin(tx, account, seen.about)
    const isThis = and(eq(watches.workspaceId, workspaceId), eq(watches.about, seen.about))
    const [watch] = await tx.select().from(watches).where(isThis).for('update')
    if (!watch) return []
    const created: CreatedNotifications[] = []
    const newCycle = watch.cycleStart.getTime() < account.cycleStart
    // A reset brings it back above the line, also when nobody looked before it fell again.
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
    ...(owedOnPayment(account) > 0 && { creditsOnPayment: owedOnPayment(account) }),
    startedAt: new Date(account.cycleStart).toISOString(),
    resetsAt: new Date(account.cycleEnd).toISOString(),
  },
})

async function deliverAll(all: readonly CreatedNotifications[]): Promise<void> {
  for (const created of all) await deliver(created)
}
