import { eq, sql } from 'drizzle-orm'
import { afterAll, describe, expect, it } from 'vitest'
import { system } from '@/db/client'
import { accountEmails, auditEvents, users, workspaces } from '@/db/schema'
import { movedBack } from '@/db/testing'
import { post } from '@/lib/credits/post'
import { charge } from '@/lib/credits/testing'
import { verifyLedger } from '@/lib/credits/verify/verify'
import { stopJobQueue } from '@/lib/jobs/queue'
import { deleteWorkspace } from '@/lib/workspaces/deletion/delete-workspace'
import { currentMembership, join, refuses, roleOf } from '@/lib/workspaces/testing'
import { ann, ctx, eventsOf, setUpOperators } from '../testing'
import { RestoreWorkspaceInput, restoreWorkspace } from './restore-workspace'
import { workspaceFile } from './workspace-file'

setUpOperators()
afterAll(() => stopJobQueue())

const reason = 'The owner called and confirmed an invoice number'
const remove = () => deleteWorkspace({ ...ctx, role: 'owner' }, { name: 'Test agency' })
const restore = () => restoreWorkspace(ann, { workspaceId: ctx.workspaceId, reason })
const age = (days: number) =>
  system()
    .update(workspaces)
    .set({ deletedAt: sql.raw(movedBack('deleted_at', `${days} days`)) })
    .where(eq(workspaces.id, ctx.workspaceId))
const deletionOf = async () => (await workspaceFile(ctx.workspaceId)).deletion

describe('R36, R45: restoreWorkspace', () => {
  it('gives every member their role back, emails them, and keeps the ledger', async () => {
    const { workspaceId, userId } = ctx
    const [admin, member] = [await join(workspaceId, 'admin'), await join(workspaceId, 'member')]
    await post(workspaceId, charge(20))
    await remove()
    expect(await deletionOf()).toMatchObject({ isRestorable: true })
    await age(29)
    expect(await restore()).toEqual({ name: 'Test agency', members: 3 })
    expect(await deletionOf()).toBeNull()
    expect(await roleOf(workspaceId, userId)).toBe('owner')
    expect(await roleOf(workspaceId, admin.userId)).toBe('admin')
    expect(await roleOf(workspaceId, member.userId)).toBe('member')
    expect(await currentMembership(member.userId)).toMatchObject({ workspaceId })
    for (const person of [userId, admin.userId, member.userId]) {
      const emails = await system().select().from(accountEmails).where(eq(accountEmails.userId, person))
      expect(emails.map(({ kind }) => kind).toSorted()).toEqual(['workspace-deleted', 'workspace-restored'])
    }
    expect(await eventsOf(workspaceId)).toMatchObject([
      { verb: 'workspace.restored', reason, operatorId: ann.userId },
    ])
    // Its plan has ended; nothing can be spent before an owner chooses one.
    expect(await post(workspaceId, charge(1))).toMatchObject({ ok: false, code: 'stopped' })
    expect(await verifyLedger({ only: [workspaceId] })).toMatchObject({ differences: [] })
  })

  it('happens once, however many operators click at the same time', async () => {
    await remove()
    const results = await Promise.allSettled([restore(), restore(), restore()])
    expect(results.filter(({ status }) => status === 'fulfilled')).toHaveLength(1)
    await refuses(restore(), 'workspace.not-deleted')
    expect(await eventsOf(ctx.workspaceId)).toHaveLength(1)
  })

  it('is refused when the 30 days are over, after the data was erased, and for unknown workspaces', async () => {
    await refuses(restore(), 'workspace.not-deleted')
    await remove()
    await age(30)
    expect(await deletionOf()).toMatchObject({ isRestorable: false })
    await refuses(restore(), 'workspace.erased')
    await age(-30)
    await system().update(workspaces).set({ erasedAt: sql`now()` }).where(eq(workspaces.id, ctx.workspaceId))
    expect(await deletionOf()).toMatchObject({ isRestorable: false })
    await refuses(restore(), 'workspace.erased')
    await refuses(restoreWorkspace(ann, { workspaceId: 2_000_000_000, reason }), 'not-found')
    expect(await roleOf(ctx.workspaceId, ctx.userId)).toBeUndefined()
  })

  it('leaves out people who erased their account, and is refused without an owner', async () => {
    const { workspaceId, userId } = ctx
    const member = await join(workspaceId, 'member')
    await remove()
    const erase = (id: number) => system().update(users).set({ erasedAt: sql`now()` }).where(eq(users.id, id))
    await erase(userId)
    await refuses(restore(), 'workspace.no-owner')
    await system().update(users).set({ erasedAt: null }).where(eq(users.id, userId))
    await erase(member.userId)
    expect(await restore()).toMatchObject({ members: 1 })
    expect(await roleOf(workspaceId, member.userId)).toBeUndefined()
  })

  it('makes the person who deleted it the owner, if its members were not recorded', async () => {
    const { workspaceId, userId } = ctx
    await join(workspaceId, 'admin')
    await remove()
    await system()
      .insert(auditEvents)
      .values({ workspaceId, actorId: userId, verb: 'workspace.deleted', detail: { name: 'Test agency' } })
    expect(await restore()).toMatchObject({ members: 1 })
    expect(await roleOf(workspaceId, userId)).toBe('owner')
  })

  it('is refused for an operator who was a member', async () => {
    const { workspaceId } = ctx
    await system().execute(
      sql`insert into members (workspace_id, user_id, role) values (${workspaceId}, ${ann.userId}, 'admin')`,
    )
    await remove()
    await refuses(restore(), 'operator.own-workspace')
    expect(await deletionOf()).not.toBeNull()
  })

  it('needs a reason', () => {
    expect(RestoreWorkspaceInput.safeParse({ workspaceId: '1', reason: ' ' }).success).toBe(false)
    expect(RestoreWorkspaceInput.parse({ workspaceId: '1', reason })).toEqual({ workspaceId: 1, reason })
  })
})
