import { randomUUID } from 'node:crypto'
import { eq } from 'drizzle-orm'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { disconnect, system } from '@/db/client'
import { auditEvents, members, subscriptions, users, workspaces } from '@/db/schema/index'
import { seedCatalogue } from '@/db/seed-catalogue'
import { isRefusal } from '@/lib/core/errors'
import { closeLanes } from '@/lib/credits/post'
import { closeReader } from '@/lib/credits/read'
import { currentMembership } from './membership'
import { openWorkspace } from './open-workspace'
import { renameWorkspace } from './rename-workspace'

beforeAll(() => seedCatalogue(system()))
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

describe('opening a workspace', () => {
  it('R4: makes its opener the owner, begins a trial, and writes down who did it', async () => {
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

  it('clicked five times at once, it is one workspace', async () => {
    const userId = await newcomer()
    const opened = await Promise.all(Array.from({ length: 5 }, () => open(userId)))
    expect(new Set(opened.map(({ workspaceId }) => workspaceId)).size).toBe(1)
    expect(await system().select().from(members).where(eq(members.userId, userId))).toHaveLength(1)
  })

  it('another person with the same name for it gets one of their own', async () => {
    const [first, second] = await Promise.all([open(await newcomer()), open(await newcomer())])
    expect(first.workspaceId).not.toBe(second.workspaceId)
  })

  it('refuses a time zone that does not exist, and opens nothing', async () => {
    const userId = await newcomer()
    const attempt = openWorkspace({ userId, name: 'Nowhere', timeZone: 'Mars/Olympus' })
    await expect(attempt).rejects.toSatisfy((error) => isRefusal(error, 'workspace.time-zone'))
    expect(await currentMembership(userId)).toBeNull()
  })
})

describe('one trial at a time', () => {
  it('R4: a second workspace waits until the first has a plan', async () => {
    const userId = await newcomer()
    const { workspaceId } = await open(userId, 'First')
    await expect(open(userId, 'Second')).rejects.toSatisfy((error) =>
      isRefusal(error, 'workspace.trial-running'),
    )
    await subscribed(workspaceId)
    expect((await open(userId, 'Second')).workspaceId).not.toBe(workspaceId)
  })
})

describe('which workspace a person works in', () => {
  it('R35: one they were removed from is gone at once, chosen or not', async () => {
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

describe('renaming a workspace', () => {
  it('changes this one alone, and is written down once however often it is asked', async () => {
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
