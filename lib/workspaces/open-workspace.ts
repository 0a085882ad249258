import { and, eq, isNotNull } from 'drizzle-orm'
import { type Queryable, system } from '@/db/client'
import { auditEvents, members, subscriptions, users, workspaces } from '@/db/schema/index'
import { startTrial, startWithoutTrial } from '@/lib/billing/trial'
import { Refusal } from '@/lib/core/errors'
import type { Transaction } from './locked-members'
import { isTimeZone } from './time-zone'

type OpenWorkspace = {
  userId: number
  name: string
  /** IANA name, such as `America/Los_Angeles`. */
  timeZone: string
}

/**
 * A person's own workspace, with them as its owner and a trial begun (R4). Asking again for a workspace of the same
 * name gives the one that is there: a second click opens no second workspace. Who opened one that was deleted has had
 * their trial (docs/decisions/0019-one-trial.md): the new one is there, and nothing is spent in it before it has a plan.
 * @throws Refusal `workspace.time-zone`, `workspace.trial-running`
 */
export async function openWorkspace({
  userId,
  name,
  timeZone,
}: OpenWorkspace): Promise<{ workspaceId: number; trial: boolean }> {
  if (!isTimeZone(timeZone)) {
    throw new Refusal('workspace.time-zone', 'Choose a time zone from the list.', { timeZone })
  }
  const { workspaceId, used } = await system().transaction(async (tx) => {
    // Two clicks at once come one after the other.
    await tx.select({ id: users.id }).from(users).where(eq(users.id, userId)).for('update')
    const [mine] = await tx
      .select({ id: workspaces.id })
      .from(workspaces)
      .innerJoin(members, eq(members.workspaceId, workspaces.id))
      .where(and(eq(members.userId, userId), eq(members.role, 'owner'), eq(workspaces.name, name)))
      .limit(1)
    const usedTrial = await hadTrialBefore(tx, userId)
    if (mine) return { workspaceId: mine.id, used: usedTrial }
    await mustHaveNoTrial(tx, userId)

    const [opened] = await tx.insert(workspaces).values({ name, timeZone }).returning({ id: workspaces.id })
    const id = opened!.id
    await tx.insert(members).values({ workspaceId: id, userId, role: 'owner' })
    await tx.update(users).set({ currentWorkspaceId: id }).where(eq(users.id, userId))
    await tx.insert(auditEvents).values({
      workspaceId: id,
      actorId: userId,
      verb: 'workspace.opened',
      detail: { name, timeZone },
    })
    return { workspaceId: id, used: usedTrial }
  })
  // Idempotent by itself: if this fails, asking again finds the workspace and begins its trial.
  await (used ? startWithoutTrial : startTrial)(workspaceId)
  return { workspaceId, trial: !used }
}

/** Whether what this person opens next begins with its trial over, so that they are told before. */
export const hadTrial = (userId: number): Promise<boolean> => hadTrialBefore(system(), userId)

/** One trial at a time: a second workspace is for those who pay for their first. */
async function mustHaveNoTrial(tx: Transaction, userId: number): Promise<void> {
  const [trial] = await tx
    .select({ name: workspaces.name })
    .from(members)
    .innerJoin(workspaces, eq(workspaces.id, members.workspaceId))
    .innerJoin(subscriptions, eq(subscriptions.workspaceId, members.workspaceId))
    .where(and(eq(members.userId, userId), eq(members.role, 'owner'), eq(subscriptions.status, 'trialing')))
    .limit(1)
  if (!trial) return
  throw new Refusal(
    'workspace.trial-running',
    `You have a trial in ${trial.name}. Subscribe there before you open another workspace.`,
  )
}

/** Whoever deleted it: it was opened, with its trial, by this person. */
async function hadTrialBefore(db: Queryable, userId: number): Promise<boolean> {
  const [opened] = await db
    .select({ id: workspaces.id })
    .from(auditEvents)
    .innerJoin(workspaces, eq(workspaces.id, auditEvents.workspaceId))
    .where(
      and(
        eq(auditEvents.actorId, userId),
        eq(auditEvents.verb, 'workspace.opened'),
        isNotNull(workspaces.deletedAt),
      ),
    )
    .limit(1)
  return opened !== undefined
}
