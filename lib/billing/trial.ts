import { eq } from 'drizzle-orm'
import { system } from '@/db/client'
import { readMarketNow } from '@/db/product-time'
import { plans, subscriptions, workspaces } from '@/db/schema'
import { assert } from '@/lib/core/assert'
import { openCreditAccount } from '@/lib/credits/post'

const DAY_MS = 86_400_000
const TRIAL = 'trial'

/**
 * A new workspace's trial: credits mode, a trial allowance, no card (R4). Nothing can be spent after its end. Safe to
 * call again: a workspace has one trial.
 */
export async function startTrial(workspaceId: number, since?: Date): Promise<void> {
  const plan = await trialPlan()
  const startsAt = since ?? (await readMarketNow())
  const endsAt = new Date(startsAt.getTime() + plan.trialDays * DAY_MS)
  await begin(workspaceId, startsAt, endsAt, plan.allowanceCredits)
}

/** The same for whoever had a trial before: theirs is over as it begins, and there is nothing in it. */
export async function startWithoutTrial(workspaceId: number): Promise<void> {
  const now = await readMarketNow()
  await begin(workspaceId, now, now, 0)
}

async function trialPlan() {
  const [plan] = await system().select().from(plans).where(eq(plans.key, TRIAL))
  assert(plan?.trialDays, 'the catalogue has a trial')
  return { ...plan, trialDays: plan.trialDays }
}

async function begin(workspaceId: number, startsAt: Date, endsAt: Date, allowance: number): Promise<void> {
  const db = system()
  const [workspace] = await db.select().from(workspaces).where(eq(workspaces.id, workspaceId))
  assert(workspace, `workspace ${workspaceId} exists`)
  await db
    .insert(subscriptions)
    .values({ workspaceId, planKey: TRIAL, status: 'trialing', trialEndsAt: endsAt })
    .onConflictDoNothing()
  const terms = { allowance, fundedUntil: endsAt.getTime(), spendUntil: endsAt.getTime() }
  await openCreditAccount(workspaceId, startsAt.getTime(), terms, workspace.timeZone)
}
