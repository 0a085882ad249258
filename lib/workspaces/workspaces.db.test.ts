import { randomUUID } from 'node:crypto'
import { postForm, startTestStripe, type TestStripe } from '@market-trak/stripe-emulator/testing'
import { eq } from 'drizzle-orm'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { disconnect, system } from '@/db/client'
import { creditAccounts, creditEntries, creditUsage, users, workspaces } from '@/db/schema'
import { returnFromCheckout } from '@/lib/billing/checkout/return-from-checkout'
import { subscribe } from '@/lib/billing/checkout/subscribe/subscribe'
import { getCreditsSummary } from '@/lib/billing/summary'
import { makeSubscriber, setTestEnv, subscriptionOf } from '@/lib/billing/testing'
import { closeLanes, post } from '@/lib/credits/post'
import { closeReader } from '@/lib/credits/read/read'
import { charge } from '@/lib/credits/testing'
import { verifyLedger } from '@/lib/credits/verify/verify'
import { stopJobQueue } from '@/lib/jobs/queue'
import { deleteWorkspace } from './deletion/delete-workspace'
import { invitationToken } from './invitations/invitation-token'
import { inviteMember } from './invitations/invite-member'
import { readInvitation } from './invitations/read-invitation'
import { transferOwnership } from './members/transfer-ownership'
import { openWorkspace } from './open-workspace'
import { listWorkspaces, switchWorkspace } from './own-workspaces'
import { currentMembership, join, makeTeam, refuses, roleOf, verbsOf } from './testing'
import { changeTimeZone } from './time-zone/change-time-zone'

let local: TestStripe
beforeAll(async () => {
  local = await startTestStripe()
  setTestEnv({ STRIPE_API_BASE: local.url, STRIPE_WEBHOOK_SECRET: local.secret })
})
afterAll(async () => {
  await Promise.all([stopJobQueue(), closeLanes(), closeReader(), disconnect()])
  await local.close()
})

describe('R34: transferOwnership', () => {
  it('makes the member an owner and the previous owner an admin, and only an owner can do it', async () => {
    const { owner, admin, member } = await makeTeam()
    const { workspaceId } = owner
    await refuses(transferOwnership(admin, { userId: admin.userId }), 'forbidden')
    await refuses(transferOwnership(owner, { userId: owner.userId }), 'members.self')
    await refuses(transferOwnership(owner, { userId: (await makeTeam()).member.userId }), 'not-found')
    await transferOwnership(owner, { userId: member.userId })
    expect(await roleOf(workspaceId, member.userId)).toBe('owner')
    expect(await roleOf(workspaceId, owner.userId)).toBe('admin')
    // The second click comes from someone who is no longer an owner.
    await refuses(transferOwnership(owner, { userId: member.userId }), 'forbidden')
    expect(await verbsOf(workspaceId)).toEqual(['ownership.transferred'])
  })
})

describe('R34: switchWorkspace', () => {
  it('only switches to a workspace the person belongs to', async () => {
    const [here, there] = [await makeTeam('Here'), await makeTeam('There')]
    const { userId } = here.owner
    const { workspaceId } = there.owner
    await refuses(switchWorkspace(userId, workspaceId), 'not-found')
    await system().execute(
      `insert into members (workspace_id, user_id, role) values (${workspaceId}, ${userId}, 'member')`,
    )
    expect((await listWorkspaces(userId)).map(({ name, role }) => [name, role])).toEqual([
      ['Here', 'owner'],
      ['There', 'member'],
    ])
    await switchWorkspace(userId, workspaceId)
    expect(await currentMembership(userId)).toMatchObject({ workspaceId, role: 'member' })
  })
})

describe('changeTimeZone', () => {
  it('moves usage to the days of the new zone, and the ledger still verifies', async () => {
    const ctx = await makeSubscriber('starter', 500)
    const { workspaceId } = ctx
    for (const credits of [20, 5]) await post(workspaceId, charge(credits))
    const daysIn = async () =>
      (await system().select().from(creditUsage).where(eq(creditUsage.workspaceId, workspaceId)))
        .map(({ day, credits, times }) => ({ day, credits, times }))
        .toSorted((a, b) => a.day.localeCompare(b.day))
    const zone = 'Pacific/Kiritimati'
    const [last] = await system()
      .select({ at: creditEntries.at })
      .from(creditEntries)
      .where(eq(creditEntries.workspaceId, workspaceId))
    await changeTimeZone(ctx, zone)
    await changeTimeZone(ctx, zone)
    const day = new Intl.DateTimeFormat('sv-SE', { timeZone: zone }).format(last!.at)
    expect(await daysIn()).toEqual([{ day, credits: 25, times: 2 }])
    expect(await verifyLedger({ only: [workspaceId] })).toMatchObject({ differences: [] })
    expect(await verbsOf(workspaceId)).toEqual(['workspace.time-zone-changed'])
    const [account] = await system()
      .select()
      .from(creditAccounts)
      .where(eq(creditAccounts.workspaceId, workspaceId))
    expect(account?.timeZone).toBe(zone)
  })

  it('refuses an unknown time zone', async () => {
    const ctx = await makeSubscriber('starter', 500)
    await refuses(changeTimeZone(ctx, 'Moon/Tranquility'), 'workspace.time-zone')
  })
})

describe('deleteWorkspace', () => {
  it('ends the plan and all access, and keeps the ledger', async () => {
    const owner = await makeSubscriber('starter', 500)
    const { workspaceId } = owner
    const member = await join(workspaceId, 'member')
    await post(workspaceId, charge(20))
    const { id } = await inviteMember(owner, { email: 'sam@agency.test', role: 'member' })
    await deleteWorkspace(owner, { name: ' Test agency ' })
    expect(await currentMembership(owner.userId)).toBeNull()
    expect(await currentMembership(member.userId)).toBeNull()
    expect(await readInvitation(invitationToken(workspaceId, id))).toBeNull()
    expect(await subscriptionOf(workspaceId)).toMatchObject({ status: 'canceled' })
    expect(await post(workspaceId, charge(1))).toMatchObject({ ok: false, code: 'stopped' })
    const entries = await system()
      .select()
      .from(creditEntries)
      .where(eq(creditEntries.workspaceId, workspaceId))
    expect(entries.map(({ amount }) => amount)).toEqual([500, -20])
    expect(await verifyLedger({ only: [workspaceId] })).toMatchObject({ differences: [] })
    expect(await verbsOf(workspaceId)).toContain('workspace.deleted')
    const [row] = await system().select().from(workspaces).where(eq(workspaces.id, workspaceId))
    expect(row?.deletedAt).toBeInstanceOf(Date)
    expect(await system().select().from(users).where(eq(users.id, owner.userId))).toHaveLength(1)
    await refuses(deleteWorkspace(owner, { name: 'Test agency' }), 'not-found')
  })

  it('R19: cancels the subscription at Stripe immediately, so that nothing renews', async () => {
    const owner = await makeSubscriber('trial', 100, { status: 'trialing' })
    const { url } = await subscribe(owner, {
      requestId: randomUUID(),
      planKey: 'starter',
      interval: 'month',
      quotedPriceCents: 4_900,
    })
    const paid = await postForm(url)
    const session = new URL(paid.headers.get('location') ?? '').searchParams.get('session_id') ?? ''
    await returnFromCheckout(owner, session)
    const { stripeSubscriptionId } = await subscriptionOf(owner.workspaceId)
    const atStripe = () => local.stripe.subscriptions.retrieve(stripeSubscriptionId ?? '')
    expect(await atStripe()).toMatchObject({ status: 'active' })
    await refuses(deleteWorkspace(owner, { name: 'Another agency' }), 'workspace.name')
    expect(await atStripe()).toMatchObject({ status: 'active' })
    await deleteWorkspace(owner, { name: 'Test agency' })
    expect(await atStripe()).toMatchObject({ status: 'canceled' })
    expect(await subscriptionOf(owner.workspaceId)).toMatchObject({ status: 'canceled' })
    expect(await verbsOf(owner.workspaceId)).toContain('subscription.end')
  })

  it('R4: doesn’t allow a second trial; the next workspace needs a plan', async () => {
    const userId = (await makeSubscriber('starter', 500)).userId
    const open = (name: string) => openWorkspace({ userId, name, timeZone: 'UTC' })
    const spend = (workspaceId: number) => post(workspaceId, charge(1))
    const first = await open('First agency')
    expect(await spend(first.workspaceId)).toMatchObject({ ok: true })
    await deleteWorkspace({ ...first, userId, role: 'owner' }, { name: 'First agency' })
    const second = await open('Second agency')
    expect(await spend(second.workspaceId)).toMatchObject({ ok: false, code: 'stopped' })
    const ctx = { ...second, userId, role: 'owner' as const }
    expect((await getCreditsSummary(ctx)).plan).toMatchObject({ key: 'trial', spending: 'trial-ended' })
    expect(await getCreditsSummary(ctx)).toMatchObject({ allowanceLeft: 0, extraLeft: 0 })
    expect(await open('Second agency')).toEqual(second)
    expect(await verifyLedger({ only: [second.workspaceId] })).toMatchObject({ differences: [] })
    const another = await join(second.workspaceId, 'member')
    const theirs = await openWorkspace({ userId: another.userId, name: 'Their own', timeZone: 'UTC' })
    expect(await spend(theirs.workspaceId)).toMatchObject({ ok: true })
  })

  it('needs an owner and the workspace’s name', async () => {
    const owner = await makeSubscriber('starter', 500)
    const admin = await join(owner.workspaceId, 'admin')
    await refuses(deleteWorkspace(admin, { name: 'Test agency' }), 'forbidden')
    await refuses(deleteWorkspace(owner, { name: 'Another agency' }), 'workspace.name')
    await refuses(deleteWorkspace((await makeTeam()).owner, { name: 'Test agency' }), 'workspace.name')
    expect(await subscriptionOf(owner.workspaceId)).toMatchObject({ status: 'active' })
    expect(await currentMembership(owner.userId)).not.toBeNull()
  })
})
