import { randomUUID } from 'node:crypto'
import { eq, sql } from 'drizzle-orm'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { disconnect, system } from '@/db/client'
import { marketNow } from '@/db/product-time'
import { campaigns, feedRuns, posts, reports, workspaces } from '@/db/schema'
import { setTestEnv } from '@/lib/billing/testing'
import { getCampaign, getCampaignProgress } from '@/lib/campaigns/get-campaign'
import { sendCampaign } from '@/lib/campaigns/sending/send-campaign'
import { sweepCampaigns } from '@/lib/campaigns/sending/sweeps/sweep-campaigns'
import { confirmed, prepareCampaignPrices } from '@/lib/campaigns/testing'
import type { WorkspaceContext } from '@/lib/core/context'
import { closeLanes } from '@/lib/credits/post'
import { closeReader } from '@/lib/credits/read/read'
import { feedAt } from '@/lib/feeds/connections/feed-address'
import { ConnectInput } from '@/lib/feeds/connections/feed-input'
import { connectFeed } from '@/lib/feeds/connections/save-feed'
import { importFile } from '@/lib/feeds/ingest/import-file'
import { receiveFile } from '@/lib/feeds/ingest/receive-file'
import { homes } from '@/lib/feeds/testing'
import { stopJobQueue } from '@/lib/jobs/queue'
import { agency, balance } from '@/lib/metering/testing'
import { fileOfLink, PictureInput, pictureLink } from '@/lib/posts/pictures/picture-link'
import { inboxForTests } from '@/local/mail/testing'
import { scratchFolder } from '@/local/test/scratch-folder'
import { isMember } from '../members/membership'
import { join, refuses } from '../testing'
import { deleteWorkspace } from './delete-workspace'

const inbox = await inboxForTests()
setTestEnv({ SMTP_URL: inbox.smtpUrl, FILES_DIR: scratchFolder('deleted') })
beforeAll(() => prepareCampaignPrices())
afterAll(async () => {
  await stopJobQueue()
  await Promise.all([closeLanes(), closeReader(), disconnect()])
})

async function deleted(owner: WorkspaceContext): Promise<void> {
  const [workspace] = await system().select().from(workspaces).where(eq(workspaces.id, owner.workspaceId))
  await deleteWorkspace(owner, { name: workspace?.name ?? '' })
}

describe('R35: a deleted workspace', () => {
  it('stops a campaign that is being sent at the next email, and charges for accepted emails', async () => {
    const owner = await agency()
    const job = await confirmed(owner, 60)
    const sending = sendCampaign(job, { outbox: { perSecond: 40 } })
    while ((await getCampaignProgress(owner, job.id)).progressPercent < 20)
      await new Promise((done) => setTimeout(done, 20))
    await deleted(owner)
    const atDeletion = (await getCampaign(owner, job.id)).counts
    await sending
    const { counts, status } = await getCampaign(owner, job.id)
    expect(status).toBe('stopped')
    // At most what was being sent at that moment.
    expect(counts.accepted - atDeletion.accepted).toBeLessThanOrEqual(6)
    expect(counts.waiting).toBeGreaterThan(0)
    await sweepCampaigns()
    expect((await getCampaign(owner, job.id)).counts).toEqual(counts)
    expect((await balance(owner)).held).toBe(0)
  })

  it('starts no scheduled campaign and no report, and sends no scheduled post', async () => {
    const owner = await agency()
    const { id } = await confirmed(owner, 5)
    await system()
      .update(campaigns)
      .set({ status: 'scheduled', scheduledAt: sql`${marketNow} - interval '1 minute'` })
      .where(eq(campaigns.id, id))
    const post = randomUUID()
    const { workspaceId, userId } = owner
    await system()
      .insert(posts)
      .values({
        workspaceId,
        id: post,
        title: 'Open house',
        texts: { facebook: 'Come by.' },
        imageFile: 'open.png',
        status: 'scheduled',
        scheduledAt: marketNow,
        approvedBy: userId,
      })
    const link = new URL(pictureLink({ workspaceId, id: post }, new Date()))
    const request = PictureInput.parse(Object.fromEntries(link.searchParams))
    expect(await fileOfLink(request, new Date())).toMatchObject({ fileName: 'open.png' })
    await deleted(owner)
    await sweepCampaigns()
    expect((await getCampaign(owner, id)).status).toBe('stopped')
    const [stored] = await system().select().from(posts).where(eq(posts.id, post))
    expect(stored?.status).toBe('draft')
    await refuses(fileOfLink(request, new Date()), 'not-found')
    expect(await system().$count(reports, eq(reports.workspaceId, workspaceId))).toBe(0)
  })

  it('accepts no more files from a CRM, and processes none that were queued', async () => {
    const owner = await agency()
    const input = ConnectInput.parse({ id: randomUUID(), requestId: randomUUID(), name: 'CRM' })
    const { address } = await connectFeed(owner, input)
    const { workspaceId } = owner
    const file = { workspaceId, feedId: input.id, source: 'push' as const }
    const { runId } = await receiveFile({ ...file, bytes: homes(3) })
    await deleted(owner)
    await refuses(feedAt(address.split('/').at(-1) ?? ''), 'not-found')
    await refuses(receiveFile({ ...file, bytes: homes(4) }), 'feed.disconnected')
    await importFile({ workspaceId, id: runId })
    const [run] = await system().select().from(feedRuns).where(eq(feedRuns.id, runId))
    expect(run?.status).toBe('failed')
    expect(await system().$count(posts, eq(posts.workspaceId, workspaceId))).toBe(0)
  })

  it('has no members, so that open streams end at their next heartbeat', async () => {
    const owner = await agency()
    const member = await join(owner.workspaceId, 'member')
    expect(await isMember(member)).toBe(true)
    await deleted(owner)
    expect(await isMember(member)).toBe(false)
  })
})
