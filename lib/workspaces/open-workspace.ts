import { and, eq } from 'drizzle-orm'
import { z } from 'zod'
import { type Queryable, system } from '@/db/client'
import { readShardsInTurn } from '@/db/distribute/sharding'
import { auditEvents, members, subscriptions, users, workspaces } from '@/db/schema/index'
import { claimTrial, startTrial, startWithoutTrial } from '@/lib/billing/catalog/trial'
import { Refusal } from '@/lib/core/errors'
import type { Transaction } from './members/locked-members'
import { isTimeZone } from './time-zone/change-time-zone'

export const WorkspaceName = z
  .string()
  .trim()
  .min(1, 'Enter a workspace name.')
  .max(80, 'Use at most 80 characters.')

type OpenWorkspace = {
  userId: number
  name: string
  /** IANA name, such as `America/Los_Angeles`. */
  timeZone: string
}

/**
 * Creates a workspace with this person as its owner. The first one starts a free trial. A person gets one trial, which is
 * used in the transaction that creates the workspace (R4, docs/decisions/0030-one-trial-per-person.md). Later ones start
 * without credits. Repeating it with the same name returns the existing workspace, so a second click creates nothing.
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
  return system().transaction(async (tx) => {
    await readShardsInTurn(tx)
    // Requests of one person run one after the other.
    const [person] = await tx.select().from(users).where(eq(users.id, userId)).for('update')
    const [mine] = await tx
      .select({ id: workspaces.id })
      .from(workspaces)
      .innerJoin(members, eq(members.workspaceId, workspaces.id))
      .where(and(eq(members.userId, userId), eq(members.role, 'owner'), eq(workspaces.name, name)))
      .limit(1)
    if (mine) return { workspaceId: mine.id, trial: person?.trialWorkspaceId === mine.id }
    await assertNoRunningTrial(tx, userId)

    const [opened] = await tx.insert(workspaces).values({ name, timeZone }).returning({ id: workspaces.id })
    const workspaceId = opened!.id
    const trial = await claimTrial(tx, userId, workspaceId)
    await (trial ? startTrial(workspaceId, undefined, tx) : startWithoutTrial(workspaceId, tx))
    await tx.insert(members).values({ workspaceId, userId, role: 'owner' })
    await tx.update(users).set({ currentWorkspaceId: workspaceId }).where(eq(users.id, userId))
    await tx.insert(auditEvents).values({
      workspaceId,
      actorId: userId,
      verb: 'workspace.opened',
      detail: { name, timeZone, trial },
    })
    return { workspaceId, trial }
  })
}

/** Whether this person has used their trial, so that a new workspace starts without credits. */
export async function hasUsedTrial(userId: number, db: Queryable = system()): Promise<boolean> {
  const [person] = await db.select({ trialUsedAt: users.trialUsedAt }).from(users).where(eq(users.id, userId))
  return person?.trialUsedAt != null
}

/** A person can't create another workspace while one of theirs is in its trial. */
async function assertNoRunningTrial(tx: Transaction, userId: number): Promise<void> {
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
    `${trial.name} is still in its trial. Choose a plan there before you create another workspace.`,
  )
}
