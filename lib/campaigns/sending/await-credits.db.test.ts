import { randomUUID } from 'node:crypto'
import { sql } from 'drizzle-orm'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { system } from '@/db/client'
import { moveBack } from '@/db/testing'
import { setTestEnv } from '@/lib/billing/testing'
import type { WorkspaceContext } from '@/lib/core/context'
import { code } from '@/lib/core/testing'
import { release, reserve } from '@/lib/metering/metered'
import { inboxForTests } from '@/local/mail/testing'
import { closeConnections } from '@/local/test/connections'
import { confirmCampaign } from '../drafts/confirm-campaign'
import { sendLater } from '../drafts/send-later'
import { getCampaign } from '../get-campaign'
import { agency, balance, confirmation, draftTo, listOf, outbox, prepareCampaignPrices } from '../testing'
import { sendCampaign } from './send-campaign'
import { startDueCampaigns } from './sweeps/start-due'

const inbox = await inboxForTests()
setTestEnv({ SMTP_URL: inbox.smtpUrl })

beforeAll(prepareCampaignPrices)
afterAll(closeConnections)

const tomorrow = () => new Date(Date.now() + 24 * 3_600_000).toISOString().slice(0, 16)

/** A campaign to 100 people for 30 credits that is due now, in a workspace with 40 credits. */
async function dueCampaign(credits = 40) {
  const ctx = await agency('credits', credits)
  const id = await draftTo(ctx, await listOf(ctx, 100))
  await confirmCampaign(ctx, await confirmation(ctx, id, 100, { sendAt: tomorrow() }))
  await makeDue(id)
  return { ctx, id }
}

const makeDue = (id: string) =>
  system().execute(
    sql`update campaigns set scheduled_at = market_now() - interval '1 second' where id = ${id}`,
  )

/** Another campaign that has reserved `credits`. */
const holdCredits = (ctx: WorkspaceContext, credits: number) =>
  reserve(ctx, {
    action: 'campaign.send',
    units: (credits / 3) * 10,
    quotedCredits: credits,
    key: randomUUID(),
    subject: { kind: 'campaign', id: randomUUID() },
    leaseSeconds: 900,
  })

describe('R44: a scheduled campaign whose credits are reserved by other work', () => {
  test('waits for them and is sent when they are released', async () => {
    const { ctx, id } = await dueCampaign()
    const { holdId } = await holdCredits(ctx, 30)
    await startDueCampaigns()
    await startDueCampaigns()
    const waiting = await getCampaign(ctx, id)
    expect(waiting).toMatchObject({ status: 'scheduled', failure: null })
    const minutes = (Date.parse(waiting.awaitsCreditsUntil ?? '') - Date.now()) / 60_000
    expect(minutes).toBeGreaterThan(28)
    expect(minutes).toBeLessThanOrEqual(30.1)
    await release(ctx.workspaceId, holdId)
    await startDueCampaigns()
    expect(await getCampaign(ctx, id)).toMatchObject({ status: 'queued', awaitsCreditsUntil: null })
    await sendCampaign({ ...ctx, id }, { outbox })
    expect(await balance(ctx)).toMatchObject({ left: 10, held: 0 })
  })

  test('is refused after 30 minutes, and one click sends it in an hour', async () => {
    const { ctx, id } = await dueCampaign()
    const { holdId } = await holdCredits(ctx, 30)
    await startDueCampaigns()
    await moveBack('campaigns', ['awaits_credits_since', 'scheduled_at'], '31 minutes', sql`id = ${id}`)
    await startDueCampaigns()
    expect(await getCampaign(ctx, id)).toMatchObject({ status: 'refused', canSendLater: true })
    await release(ctx.workspaceId, holdId)
    await sendLater(ctx, { id })
    await sendLater(ctx, { id })
    const later = await getCampaign(ctx, id)
    expect(later).toMatchObject({
      status: 'scheduled',
      recipients: 100,
      failure: null,
      awaitsCreditsUntil: null,
    })
    const minutes = (Date.parse(later.scheduledAt ?? '') - Date.now()) / 60_000
    expect(Math.round(minutes)).toBe(60)
    await makeDue(id)
    await startDueCampaigns()
    await sendCampaign({ ...ctx, id }, { outbox })
    expect(await getCampaign(ctx, id)).toMatchObject({ status: 'sent', counts: { accepted: 100 } })
    expect(await balance(ctx)).toMatchObject({ left: 10, held: 0 })
  })

  test('is refused immediately if it lacks more than that', async () => {
    const { ctx, id } = await dueCampaign(20)
    await holdCredits(ctx, 9)
    await startDueCampaigns()
    expect((await getCampaign(ctx, id)).status).toBe('refused')
  })

  test('only a failed campaign can be sent later', async () => {
    const { ctx, id } = await dueCampaign()
    await startDueCampaigns()
    expect(await code(sendLater(ctx, { id }))).toBe('campaign.not-failed')
    expect(await code(sendLater(await agency(), { id }))).toBe('not-found')
  })
})
