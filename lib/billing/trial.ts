import { eq } from 'drizzle-orm'
import { system } from '@/db/client'
import { readMarketNow } from '@/db/product-time'
import { plans, subscriptions, workspaces } from '@/db/schema'
import { assert } from '@/lib/core/assert'
import { openCreditAccount } from '@/lib/credits/post'

const DAY_MS = 86_400_000

/**
 * A new workspace's trial: credits mode, a trial allowance, no card (R4). Nothing can be spent after its end. Safe to
 * call again: a workspace has one trial.
 */
export async function startTrial(workspaceId: number, since?: Date): Promise<void> {
  const db = system()
  const [plan] = await db.select().from(plans).where(eq(plans.key, 'trial'))
  assert(plan?.trialDays, 'the catalogue has a trial')
  const [workspace] = await db.select().from(workspaces).where(eq(workspaces.id, workspaceId))
  assert(workspace, `workspace ${workspaceId} exists`)
  const startsAt = since ?? (await readMarketNow())
  const endsAt = new Date(startsAt.getTime() + plan.trialDays * DAY_MS)
  await db
    .insert(subscriptions)
    .values({ workspaceId, planKey: plan.key, status: 'trialing', trialEndsAt: endsAt })
    .onConflictDoNothing()
  const terms = {
    allowance: plan.allowanceCredits,
    fundedUntil: endsAt.getTime(),
    spendUntil: endsAt.getTime(),
  }
  await openCreditAccount(workspaceId, startsAt.getTime(), terms, workspace.timeZone)
}
