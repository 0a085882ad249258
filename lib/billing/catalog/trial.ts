import { and, eq, gt, isNull } from 'drizzle-orm'
import { type Queryable, system } from '@/db/client'
import { marketNow, readMarketNow } from '@/db/product-time'
import { plans, subscriptions, users, workspaces } from '@/db/schema'
import { assert } from '@/lib/core/assert'
import { Refusal } from '@/lib/core/errors'
import { openCreditAccount } from '@/lib/credits/post'

const DAY_MS = 86_400_000
const TRIAL = 'trial'

/**
 * Uses a person's one trial for this workspace (R4). One conditional update decides, so of two requests at the same
 * moment only one gets the trial. Returns false if the person used their trial before.
 */
export async function claimTrial(tx: Queryable, userId: number, workspaceId: number): Promise<boolean> {
  const claimed = await tx
    .update(users)
    .set({ trialUsedAt: marketNow, trialWorkspaceId: workspaceId })
    .where(and(eq(users.id, userId), isNull(users.trialUsedAt)))
    .returning({ id: users.id })
  return claimed.length > 0
}

/**
 * A new owner of a workspace that is still in its trial takes over that trial as their own, so ownership cannot move a
 * second trial to anyone.
 * @throws Refusal `ownership.trial-used`: they used their trial in another workspace
 */
export async function transferTrial(tx: Queryable, userId: number, workspaceId: number): Promise<void> {
  if (!(await isInTrial(tx, workspaceId)) || (await claimTrial(tx, userId, workspaceId))) return
  const [person] = await tx.select().from(users).where(eq(users.id, userId))
  if (person?.trialWorkspaceId === workspaceId) return
  throw new Refusal(
    'ownership.trial-used',
    `${person?.name || person?.email || 'This member'} already used their free trial in another workspace. Subscribe first, then make them an owner.`,
  )
}

async function isInTrial(tx: Queryable, workspaceId: number): Promise<boolean> {
  const [trial] = await tx
    .select({ workspaceId: subscriptions.workspaceId })
    .from(subscriptions)
    .where(
      and(
        eq(subscriptions.workspaceId, workspaceId),
        eq(subscriptions.status, 'trialing'),
        gt(subscriptions.trialEndsAt, marketNow),
      ),
    )
  return trial !== undefined
}

/**
 * Starts a new workspace's trial: credits mode, a trial allowance, no card (R4). No credits can be spent after it ends.
 * Calling it again changes nothing.
 */
export async function startTrial(workspaceId: number, since?: Date, db: Queryable = system()): Promise<void> {
  const plan = await trialPlan(db)
  const startsAt = since ?? (await readMarketNow(db))
  const endsAt = new Date(startsAt.getTime() + plan.trialDays * DAY_MS)
  await begin(db, workspaceId, startsAt, endsAt, plan.allowanceCredits)
}

/** For a person who already used their trial: the new workspace starts with an ended trial and no credits. */
export async function startWithoutTrial(workspaceId: number, db: Queryable = system()): Promise<void> {
  const now = await readMarketNow(db)
  await begin(db, workspaceId, now, now, 0)
}

async function trialPlan(db: Queryable) {
  const [plan] = await db.select().from(plans).where(eq(plans.key, TRIAL))
  assert(plan?.trialDays, 'the catalog has a trial')
  return { ...plan, trialDays: plan.trialDays }
}

async function begin(
  db: Queryable,
  workspaceId: number,
  startsAt: Date,
  endsAt: Date,
  allowance: number,
): Promise<void> {
  const [workspace] = await db.select().from(workspaces).where(eq(workspaces.id, workspaceId))
  assert(workspace, `workspace ${workspaceId} exists`)
  await db
    .insert(subscriptions)
    .values({ workspaceId, planKey: TRIAL, status: 'trialing', trialEndsAt: endsAt })
    .onConflictDoNothing()
  const terms = { allowance, fundedUntil: endsAt.getTime(), spendUntil: endsAt.getTime() }
  await openCreditAccount(workspaceId, startsAt.getTime(), terms, workspace.timeZone, db)
}
