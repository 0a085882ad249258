import { randomUUID } from 'node:crypto'
import { and, eq, sql } from 'drizzle-orm'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { disconnect, system } from '@/db/client'
import { seedCatalog } from '@/db/reference/catalog'
import {
  auditEvents,
  creditAccounts,
  type MemberRole,
  members,
  subscriptions,
  users,
  workspaces,
} from '@/db/schema/index'
import type { WorkspaceContext } from '@/lib/core/context'
import { isRefusal } from '@/lib/core/errors'
import { closeLanes } from '@/lib/credits/post'
import { closeReader } from '@/lib/credits/read/read'
import { changeRole } from './members/change-role'
import { removeMember } from './members/remove-member'
import { transferOwnership } from './members/transfer-ownership'
import { hasUsedTrial, openWorkspace } from './open-workspace'
import { renameWorkspace } from './rename-workspace'
import { currentMembership, refuses } from './testing'

beforeAll(() => seedCatalog(system()))
afterAll(() => Promise.all([closeLanes(), closeReader(), disconnect()]))

async function newcomer(): Promise<number> {
  const [user] = await system()
    .insert(users)
    .values({ email: `${randomUUID()}@agency.test` })
    .returning()
  return user!.id
}

const open = (userId: number, name = 'Sunny Lettings') =>
  openWorkspace({ userId, name, timeZone: 'Australia/Sydney' })

const subscribed = (workspaceId: number) =>
  system()
    .update(subscriptions)
    .set({ planKey: 'starter', status: 'active', trialEndsAt: null })
    .where(eq(subscriptions.workspaceId, workspaceId))

const auditOf = (workspaceId: number) =>
  system().select().from(auditEvents).where(eq(auditEvents.workspaceId, workspaceId)).orderBy(auditEvents.at)

describe('openWorkspace', () => {
  it('R4: makes the person the owner, starts a trial, and writes an audit event', async () => {
    const userId = await newcomer()
    expect(await currentMembership(userId)).toBeNull()
    const { workspaceId } = await open(userId)
    expect(await currentMembership(userId)).toEqual({
      workspaceId,
      userId,
      role: 'owner',
      workspaceName: 'Sunny Lettings',
      timeZone: 'Australia/Sydney',
    })
    const [trial] = await system()
      .select()
      .from(subscriptions)
      .where(eq(subscriptions.workspaceId, workspaceId))
    expect(trial).toMatchObject({ planKey: 'trial', status: 'trialing' })
    expect(await auditOf(workspaceId)).toMatchObject([{ verb: 'workspace.opened', actorId: userId }])
  })

  it('creates one workspace for five simultaneous clicks', async () => {
    const userId = await newcomer()
    const opened = await Promise.all(Array.from({ length: 5 }, () => open(userId)))
    expect(new Set(opened.map(({ workspaceId }) => workspaceId)).size).toBe(1)
    expect(await system().select().from(members).where(eq(members.userId, userId))).toHaveLength(1)
  })

  it('creates a separate workspace for another person with the same name', async () => {
    const [first, second] = await Promise.all([open(await newcomer()), open(await newcomer())])
    expect(first.workspaceId).not.toBe(second.workspaceId)
  })

  it('refuses an unknown time zone and creates nothing', async () => {
    const userId = await newcomer()
    const attempt = openWorkspace({ userId, name: 'Nowhere', timeZone: 'Mars/Olympus' })
    await expect(attempt).rejects.toSatisfy((error) => isRefusal(error, 'workspace.time-zone'))
    expect(await currentMembership(userId)).toBeNull()
  })
})

/** A person who owns a workspace in its trial. */
async function trialOwner(): Promise<WorkspaceContext> {
  const userId = await newcomer()
  return { workspaceId: (await open(userId)).workspaceId, userId, role: 'owner' }
}

async function joinAs(workspaceId: number, role: MemberRole): Promise<WorkspaceContext> {
  const userId = await newcomer()
  await system().insert(members).values({ workspaceId, userId, role })
  return { workspaceId, userId, role }
}

const trialsOf = async (userId: number) => {
  const rows = await system()
    .select({ endsAt: subscriptions.trialEndsAt, allowance: creditAccounts.allowance })
    .from(auditEvents)
    .innerJoin(subscriptions, eq(subscriptions.workspaceId, auditEvents.workspaceId))
    .innerJoin(creditAccounts, eq(creditAccounts.workspaceId, auditEvents.workspaceId))
    .where(and(eq(auditEvents.actorId, userId), eq(auditEvents.verb, 'workspace.opened')))
  return rows.filter(({ allowance }) => allowance > 0).length
}

describe('one trial per person', () => {
  it('R4: a second workspace waits until the first has a plan, and starts without a trial', async () => {
    const userId = await newcomer()
    const { workspaceId, trial } = await open(userId, 'First')
    expect(trial).toBe(true)
    await refuses(open(userId, 'Second'), 'workspace.trial-running')
    await subscribed(workspaceId)
    const second = await open(userId, 'Second')
    expect(second.workspaceId).not.toBe(workspaceId)
    expect(second.trial).toBe(false)
    expect(await trialsOf(userId)).toBe(1)
  })

  it('R4: of eight workspaces created at the same moment, one is created, with the only trial', async () => {
    const userId = await newcomer()
    const names = Array.from({ length: 8 }, (_, i) => `Agency ${i}`)
    const opened = await Promise.allSettled(names.map((name) => open(userId, name)))
    expect(opened.filter(({ status }) => status === 'fulfilled')).toHaveLength(1)
    expect(await system().select().from(members).where(eq(members.userId, userId))).toHaveLength(1)
    expect(await trialsOf(userId)).toBe(1)
  })

  it('R4: workspace, trial and account are created together or not at all', async () => {
    const userId = await newcomer()
    await system().execute(
      sql`alter table subscriptions add constraint no_trial check (plan_key <> 'trial') not valid`,
    )
    const failed = await open(userId).catch((error: unknown) => error)
    await system().execute(sql`alter table subscriptions drop constraint no_trial`)
    expect(failed).toBeInstanceOf(Error)
    expect(await currentMembership(userId)).toBeNull()
    expect(await hasUsedTrial(userId)).toBe(false)
    expect((await open(userId)).trial).toBe(true)
  })

  it('R4: a person who transfers their trial workspace gets no second trial, and the new owner has used theirs', async () => {
    const owner = await trialOwner()
    const newOwner = await joinAs(owner.workspaceId, 'admin')
    await transferOwnership(owner, { userId: newOwner.userId })
    await removeMember(owner, { userId: owner.userId })
    expect(await open(owner.userId, 'Next')).toMatchObject({ trial: false })
    expect(await hasUsedTrial(newOwner.userId)).toBe(true)
    await refuses(open(newOwner.userId, 'Own'), 'workspace.trial-running')
    await subscribed(owner.workspaceId)
    expect(await open(newOwner.userId, 'Own')).toMatchObject({ trial: false })
  })

  it('R4: no one can become the owner of a second trial, by transfer or by role', async () => {
    const [owner, other] = [await trialOwner(), await trialOwner()]
    await system()
      .insert(members)
      .values({ ...owner, userId: other.userId, role: 'admin' })
    await refuses(transferOwnership(owner, { userId: other.userId }), 'ownership.trial-used')
    await refuses(changeRole(owner, { userId: other.userId, role: 'owner' }), 'ownership.trial-used')
    await subscribed(owner.workspaceId)
    await transferOwnership(owner, { userId: other.userId })
    // Back again, in the workspace where the first owner used their own trial.
    await transferOwnership({ ...owner, userId: other.userId }, { userId: owner.userId })
  })

  it('R4: a trial workspace can be transferred back to the person who created it', async () => {
    const owner = await trialOwner()
    const newOwner = await joinAs(owner.workspaceId, 'member')
    await changeRole(owner, { userId: newOwner.userId, role: 'owner' })
    await changeRole(newOwner, { userId: owner.userId, role: 'admin' })
    await transferOwnership(newOwner, { userId: owner.userId })
    expect(await hasUsedTrial(newOwner.userId)).toBe(true)
  })

  it('R4: creating one workspace and receiving another at the same moment uses one trial', async () => {
    for (let round = 0; round < 5; round += 1) {
      const owner = await trialOwner()
      const newOwner = await joinAs(owner.workspaceId, 'admin')
      const [opened, given] = await Promise.allSettled([
        open(newOwner.userId, 'Own'),
        transferOwnership(owner, { userId: newOwner.userId }),
      ])
      const gotTrial = opened.status === 'fulfilled' && opened.value.trial
      expect([gotTrial, given.status === 'fulfilled'].filter(Boolean)).toHaveLength(1)
    }
  })

  it('R4: a member who never owned a workspace still has their trial after leaving', async () => {
    const owner = await trialOwner()
    const member = await joinAs(owner.workspaceId, 'member')
    await removeMember(member, { userId: member.userId })
    expect(await open(member.userId, 'Own')).toMatchObject({ trial: true })
  })
})

describe('currentMembership', () => {
  it('R35: excludes a workspace immediately after the person was removed from it', async () => {
    const userId = await newcomer()
    const { workspaceId: first } = await open(userId, 'First')
    await subscribed(first)
    const { workspaceId: second } = await open(userId, 'Second')
    expect((await currentMembership(userId))?.workspaceId).toBe(second)
    await system().delete(members).where(eq(members.workspaceId, second))
    expect((await currentMembership(userId))?.workspaceId).toBe(first)
    await system().delete(members).where(eq(members.workspaceId, first))
    expect(await currentMembership(userId)).toBeNull()
  })
})

describe('renameWorkspace', () => {
  it('renames only this workspace, and repeating it writes one audit event', async () => {
    const userId = await newcomer()
    const { workspaceId } = await open(userId)
    const other = await open(await newcomer())
    const ctx = { workspaceId, userId, role: 'owner' as const }
    await renameWorkspace(ctx, 'Sunnier Lettings')
    await renameWorkspace(ctx, 'Sunnier Lettings')
    expect((await currentMembership(userId))?.workspaceName).toBe('Sunnier Lettings')
    expect((await auditOf(workspaceId)).map(({ verb }) => verb)).toEqual([
      'workspace.opened',
      'workspace.renamed',
    ])
    const [untouched] = await system().select().from(workspaces).where(eq(workspaces.id, other.workspaceId))
    expect(untouched?.name).toBe('Sunny Lettings')
  })
})
