import { eq, sql } from 'drizzle-orm'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { system } from '@/db/client'
import { marketNow } from '@/db/product-time'
import { campaigns } from '@/db/schema'
import { moveBack } from '@/db/testing'
import { setTestEnv } from '@/lib/billing/testing'
import type { WorkspaceContext } from '@/lib/core/context'
import { code } from '@/lib/core/testing'
import { inboxForTests } from '@/local/mail/testing'
import { closeConnections } from '@/local/test/connections'
import { confirmCampaign } from './drafts/confirm-campaign'
import { stopCampaign } from './drafts/stop-campaign'
import { getCampaign } from './get-campaign'
import { listPlannedAndRefused } from './planned-campaigns'
import { sendCampaign } from './sending/send-campaign'
import { startDueCampaigns } from './sending/sweeps/start-due'
import { sweepCampaigns } from './sending/sweeps/sweep-campaigns'
import {
  agency,
  balance,
  confirmation,
  draftTo,
  listOf,
  outbox,
  prepareCampaignPrices,
  tagOf,
} from './testing'

const inbox = await inboxForTests()
setTestEnv({ SMTP_URL: inbox.smtpUrl })

beforeAll(prepareCampaignPrices)
afterAll(closeConnections)

const inHours = (hours: number) => new Date(Date.now() + hours * 3_600_000).toISOString().slice(0, 16)

async function scheduled(over: Record<string, unknown> = {}) {
  const ctx = await agency()
  const listId = await listOf(ctx, 3)
  const id = await draftTo(ctx, listId)
  await confirmCampaign(ctx, await confirmation(ctx, id, 3, { sendAt: inHours(24), ...over }))
  return { ctx, id, listId }
}

const overdue = (id: string, hours: number) =>
  system()
    .update(campaigns)
    .set({ scheduledAt: new Date(Date.now() - hours * 3_600_000) })
    .where(eq(campaigns.id, id))

const notices = async ({ workspaceId }: WorkspaceContext) => {
  const rows = await system().execute<{ kind: string }>(sql`
    select kind from notifications where workspace_id = ${workspaceId}`)
  return rows.map(({ kind }) => kind)
}

describe('R13: a scheduled campaign that is too late is put on hold', () => {
  test('nine days late: nothing is sent or reserved, and the members who can decide are notified once', async () => {
    const { ctx, id, listId } = await scheduled()
    await overdue(id, 9 * 24)
    await Promise.all([startDueCampaigns(), startDueCampaigns()])
    await startDueCampaigns()
    expect(await getCampaign(ctx, id)).toMatchObject({ status: 'held', recipients: 3 })
    expect(await balance(ctx)).toMatchObject({ left: 100, held: 0 })
    expect(await notices(ctx)).toEqual(['campaign-held'])
    expect(await listPlannedAndRefused(ctx)).toMatchObject({ planned: [], refused: [{ id, status: 'held' }] })
    expect(await inbox.mailsTo(tagOf(listId))).toEqual([])
  })

  test('within six hours it is sent automatically; each campaign can have a different limit', async () => {
    const usual = await scheduled()
    const patient = await scheduled({ lateAfterHours: '72' })
    const strict = await scheduled({ lateAfterHours: '1' })
    await overdue(usual.id, 5)
    await overdue(patient.id, 71)
    await overdue(strict.id, 2)
    await startDueCampaigns()
    const statuses = await Promise.all(
      [usual, patient, strict].map(async ({ ctx, id }) => (await getCampaign(ctx, id)).status),
    )
    expect(statuses).toEqual(['queued', 'queued', 'held'])
  })

  test('a campaign on hold can be sent now, rescheduled or moved to drafts', async () => {
    const [now, later, never] = [await scheduled(), await scheduled(), await scheduled()]
    for (const { id } of [now, later, never]) await overdue(id, 9 * 24)
    await startDueCampaigns()
    await confirmCampaign(now.ctx, await confirmation(now.ctx, now.id, 3))
    await sendCampaign({ ...now.ctx, id: now.id }, { outbox })
    expect(await getCampaign(now.ctx, now.id)).toMatchObject({ status: 'sent', counts: { accepted: 3 } })
    await confirmCampaign(later.ctx, await confirmation(later.ctx, later.id, 3, { sendAt: inHours(48) }))
    expect((await getCampaign(later.ctx, later.id)).status).toBe('scheduled')
    await stopCampaign(never.ctx, { id: never.id })
    expect(await getCampaign(never.ctx, never.id)).toMatchObject({ status: 'draft', scheduledAt: null })
    expect(await balance(never.ctx)).toMatchObject({ left: 100, held: 0 })
  })

  test('a campaign that was queued in time but reaches its worker too late is put on hold, and its credits are released', async () => {
    const { ctx, id, listId } = await scheduled()
    await overdue(id, 1)
    await startDueCampaigns()
    expect(await balance(ctx)).toMatchObject({ held: 3 })
    await overdue(id, 9 * 24)
    await sendCampaign({ ...ctx, id }, { outbox })
    expect((await getCampaign(ctx, id)).status).toBe('held')
    expect(await balance(ctx)).toMatchObject({ left: 100, held: 0 })
    expect(await inbox.mailsTo(tagOf(listId))).toEqual([])
    const other = await scheduled()
    await overdue(other.id, 1)
    await startDueCampaigns()
    await overdue(other.id, 9 * 24)
    await moveBack('campaigns', ['created_at'], '1 minute', sql`id = ${other.id}`)
    await sweepCampaigns()
    expect((await getCampaign(other.ctx, other.id)).status).toBe('held')
  })

  test('a campaign whose email server was unreachable is put on hold, unless some emails were sent in time', async () => {
    const [none, some] = [await scheduled(), await scheduled()]
    for (const { id } of [none, some]) await overdue(id, 1)
    await startDueCampaigns()
    const away = { ...outbox, smtpUrl: 'smtp://127.0.0.1:1' }
    await expect(sendCampaign({ ...none.ctx, id: none.id }, { outbox: away })).rejects.toThrow()
    await expect(sendCampaign({ ...some.ctx, id: some.id }, { outbox: away })).rejects.toThrow()
    await system().execute(sql`update campaign_recipients set status = 'accepted', settled_at = ${marketNow}
      where campaign_id = ${some.id} and position = 1`)
    for (const { id } of [none, some]) await overdue(id, 20)
    await sendCampaign({ ...none.ctx, id: none.id }, { outbox })
    await sendCampaign({ ...some.ctx, id: some.id }, { outbox })
    expect(await getCampaign(none.ctx, none.id)).toMatchObject({ status: 'held', counts: { waiting: 3 } })
    expect(await balance(none.ctx)).toMatchObject({ left: 100, held: 0 })
    expect(await getCampaign(some.ctx, some.id)).toMatchObject({ status: 'sent', counts: { accepted: 3 } })
  })

  test('R35: another workspace can’t send or stop a campaign on hold', async () => {
    const { ctx, id } = await scheduled()
    const click = await confirmation(ctx, id, 3)
    await overdue(id, 9 * 24)
    await startDueCampaigns()
    const stranger = await agency()
    expect(await code(confirmCampaign(stranger, click))).toBe('not-found')
    expect(await code(stopCampaign(stranger, { id }))).toBe('not-found')
    expect((await getCampaign(ctx, id)).status).toBe('held')
  })
})
