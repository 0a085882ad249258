import { randomUUID } from 'node:crypto'
import { and, eq, sql } from 'drizzle-orm'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { disconnect, system } from '@/db/client'
import { marketNow } from '@/db/product-time'
import { apiKeys, campaigns, feeds, notifications, posts } from '@/db/schema'
import { authenticate } from '@/lib/api/keys/authenticate'
import { createKey } from '@/lib/api/keys/create-key'
import { setTestEnv } from '@/lib/billing/testing'
import { confirmCampaign } from '@/lib/campaigns/drafts/confirm-campaign'
import { getCampaign } from '@/lib/campaigns/get-campaign'
import { startDueCampaigns } from '@/lib/campaigns/sending/sweeps/start-due'
import { confirmation, draftTo, listOf, prepareCampaignPrices } from '@/lib/campaigns/testing'
import type { WorkspaceContext } from '@/lib/core/context'
import { closeLanes } from '@/lib/credits/post'
import { closeReader } from '@/lib/credits/read/read'
import { listFeeds } from '@/lib/feeds/connections/list-feeds'
import { rotateFeedUrl } from '@/lib/feeds/connections/save-feed'
import { feedOf } from '@/lib/feeds/testing'
import { stopJobQueue } from '@/lib/jobs/queue'
import { agency } from '@/lib/metering/testing'
import { scratchFolder } from '@/local/test/scratch-folder'
import { acceptInvitation } from '../invitations/accept-invitation'
import { invitationToken } from '../invitations/invitation-token'
import { inviteMember } from '../invitations/invite-member'
import { readInvitation } from '../invitations/read-invitation'
import { join, makePerson, refuses } from '../testing'
import { changeRole } from './change-role'
import { readLeftBehind } from './read-left-behind'
import { removeMember } from './remove-member'

setTestEnv({ FILES_DIR: scratchFolder('left-behind') })
beforeAll(() => prepareCampaignPrices())
afterAll(async () => {
  await stopJobQueue()
  await Promise.all([closeLanes(), closeReader(), disconnect()])
})

/** A workspace with credits, and an admin with one of everything that ends with a member. */
async function busyAdmin() {
  const owner = await agency()
  const admin = await join(owner.workspaceId, 'admin')
  const invited = await makePerson()
  const { id: invitation } = await inviteMember(admin, { email: invited.email, role: 'member' })
  const { key } = await createKey(admin, { name: 'CRM', scopes: ['credits.read'] })
  const campaign = await scheduledBy(admin, owner)
  const post = await scheduledPost(admin)
  const feed = await feedOf(admin)
  return { owner, admin, invited, invitation, key, campaign, post, feed }
}

/** A due campaign, written by one member and scheduled by another one for an hour ago. */
async function scheduledBy(ctx: WorkspaceContext, writer: WorkspaceContext): Promise<string> {
  const id = await draftTo(writer, await listOf(writer, 5))
  await confirmCampaign(ctx, await confirmation(ctx, id, 5, { sendAt: tomorrow() }))
  await system()
    .update(campaigns)
    .set({ scheduledAt: sql`${marketNow} - interval '1 hour'` })
    .where(eq(campaigns.id, id))
  return id
}

async function scheduledPost({ workspaceId, userId }: WorkspaceContext): Promise<string> {
  const id = randomUUID()
  await system()
    .insert(posts)
    .values({
      workspaceId,
      id,
      title: 'Open house',
      texts: { facebook: 'Come by on Sunday.' },
      status: 'scheduled',
      scheduledAt: sql`${marketNow} + interval '1 day'`,
      approvedBy: userId,
      approvedAt: marketNow,
    })
  return id
}

const tomorrow = () => new Date(Date.now() + 86_400_000).toISOString().slice(0, 16)
const postOf = async (id: string) => (await system().select().from(posts).where(eq(posts.id, id)))[0]
const campaignOf = async (id: string) =>
  (await system().select().from(campaigns).where(eq(campaigns.id, id)))[0]
const bearer = (key: string) => authenticate(`Bearer ${key}`)
const keysOf = ({ workspaceId, userId }: WorkspaceContext) =>
  system()
    .select()
    .from(apiKeys)
    .where(and(eq(apiKeys.workspaceId, workspaceId), eq(apiKeys.createdBy, userId)))

describe('R35: removing a member', () => {
  it('ends their invitations, keys, scheduled campaigns and posts, and transfers their feeds', async () => {
    const { owner, admin, invited, invitation, key, campaign, post, feed } = await busyAdmin()
    const left = (await readLeftBehind(owner)).get(admin.userId)
    expect(left).toEqual({ invitations: 1, keys: 1, campaigns: 1, posts: 1, seenFeeds: ['CRM'] })
    expect(await removeMember(owner, { userId: admin.userId })).toEqual({
      invitations: 1,
      keys: 1,
      campaigns: 1,
      posts: 1,
      feeds: 1,
    })
    const token = invitationToken(owner.workspaceId, invitation)
    expect(await readInvitation(token)).toMatchObject({ state: 'revoked' })
    await refuses(acceptInvitation(invited, token), 'invitations.gone')
    await refuses(bearer(key), 'key.invalid')
    expect(await keysOf(admin)).toMatchObject([{ revokedBy: owner.userId }])
    await startDueCampaigns()
    expect(await campaignOf(campaign)).toMatchObject({ status: 'refused', scheduledAt: null, holdId: null })
    expect((await getCampaign(owner, campaign)).failure).toContain('no longer in the workspace')
    expect(await postOf(post)).toMatchObject({ status: 'draft', scheduledAt: null, approvedBy: null })
    const [transferred] = await system().select().from(feeds).where(eq(feeds.id, feed))
    expect(transferred?.createdBy).toBe(owner.userId)
    const sent = await system()
      .select({ kind: notifications.kind, userId: notifications.userId })
      .from(notifications)
      .where(eq(notifications.workspaceId, owner.workspaceId))
    expect(sent).toContainEqual({ kind: 'campaign-refused', userId: owner.userId })
    expect(sent.map(({ userId }) => userId)).not.toContain(admin.userId)
    await refuses(removeMember(owner, { userId: admin.userId }), 'not-found')
  })

  it('leaving ends the same, and an owner takes over the feeds', async () => {
    const { owner, admin, key, campaign, post, feed } = await busyAdmin()
    expect(await removeMember(admin, { userId: admin.userId })).toMatchObject({ campaigns: 1, feeds: 1 })
    await refuses(bearer(key), 'key.invalid')
    expect(await campaignOf(campaign)).toMatchObject({ status: 'refused' })
    expect(await postOf(post)).toMatchObject({ status: 'draft' })
    const [transferred] = await system().select().from(feeds).where(eq(feeds.id, feed))
    expect(transferred?.createdBy).toBe(owner.userId)
  })

  it('doesn’t affect the work of other members or workspaces', async () => {
    const [here, there] = [await busyAdmin(), await busyAdmin()]
    const mine = await scheduledBy(here.owner, here.admin)
    const myPost = await scheduledPost(here.owner)
    await removeMember(here.owner, { userId: here.admin.userId })
    expect(await campaignOf(mine)).toMatchObject({ status: 'scheduled' })
    expect(await postOf(myPost)).toMatchObject({ status: 'scheduled' })
    expect(await campaignOf(there.campaign)).toMatchObject({ status: 'scheduled' })
    expect(await bearer(there.key)).toMatchObject({ ctx: { userId: there.admin.userId } })
    expect((await readLeftBehind(here.owner)).has(there.admin.userId)).toBe(false)
  })

  it('an invitation accepted while its sender is removed is either accepted or canceled', async () => {
    const { owner, admin, invited, invitation } = await busyAdmin()
    const token = invitationToken(owner.workspaceId, invitation)
    const [accepted] = await Promise.allSettled([
      acceptInvitation(invited, token),
      removeMember(owner, { userId: admin.userId }),
    ])
    const state = (await readInvitation(token))?.state
    expect(state).toBe(accepted.status === 'fulfilled' ? 'used' : 'revoked')
  })

  it('a feed URL known to a former member is marked until someone creates a new one', async () => {
    const { owner, admin, feed } = await busyAdmin()
    const marked = async () => (await listFeeds(owner)).map(({ seenByFormerMember }) => seenByFormerMember)
    expect(await marked()).toEqual([false])
    await removeMember(owner, { userId: admin.userId })
    expect(await marked()).toEqual([true])
    await rotateFeedUrl(owner, { id: feed, requestId: randomUUID() })
    expect(await marked()).toEqual([false])
  })
})

describe('R35: a lower role', () => {
  it('ends what the new role doesn’t allow, once, and keeps the rest', async () => {
    const { owner, admin, invitation, key, campaign, post } = await busyAdmin()
    const change = () => changeRole(owner, { userId: admin.userId, role: 'member' })
    expect(await change()).toEqual({ invitations: 1, keys: 1, campaigns: 0, posts: 1, feeds: 0 })
    expect(await change()).toBeNull()
    expect(await readInvitation(invitationToken(owner.workspaceId, invitation))).toMatchObject({
      state: 'revoked',
    })
    await refuses(bearer(key), 'key.invalid')
    expect(await postOf(post)).toMatchObject({ status: 'draft', approvedBy: null })
    expect(await campaignOf(campaign)).toMatchObject({ status: 'scheduled' })
  })

  it('an owner who becomes an admin keeps keys and invitations', async () => {
    const { owner, admin, invitation, key } = await busyAdmin()
    await changeRole(owner, { userId: admin.userId, role: 'owner' })
    await changeRole(owner, { userId: admin.userId, role: 'admin' })
    expect(await bearer(key)).toMatchObject({ ctx: { userId: admin.userId } })
    expect(await readInvitation(invitationToken(owner.workspaceId, invitation))).toMatchObject({
      state: 'open',
    })
  })

  it('is refused for members, and ends nothing', async () => {
    const { owner, admin, key } = await busyAdmin()
    const member = await join(owner.workspaceId, 'member')
    await refuses(changeRole(member, { userId: admin.userId, role: 'member' }), 'forbidden')
    await refuses(removeMember(member, { userId: admin.userId }), 'forbidden')
    expect(await bearer(key)).toMatchObject({ ctx: { userId: admin.userId } })
  })
})

describe('R33: a scheduled campaign', () => {
  it('is charged to the member who scheduled it, not to its author', async () => {
    const owner = await agency()
    const writer = await join(owner.workspaceId, 'member')
    const id = await scheduledBy(owner, writer)
    await startDueCampaigns()
    const [hold] = await system().execute<{ actor_id: number }>(
      sql`select actor_id from credit_holds where workspace_id = ${owner.workspaceId}`,
    )
    expect(hold?.actor_id).toBe(owner.userId)
    expect(await campaignOf(id)).toMatchObject({ status: 'queued', confirmedBy: owner.userId })
  })
})
