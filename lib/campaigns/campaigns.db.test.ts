import { eq, sql } from 'drizzle-orm'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { system } from '@/db/client'
import { campaigns, limitCounters } from '@/db/schema'
import { setTestEnv } from '@/lib/billing/testing'
import { eraseContact } from '@/lib/contacts/delete-contact'
import type { WorkspaceContext } from '@/lib/core/context'
import { code } from '@/lib/core/testing'
import { saveSender } from '@/lib/templates/render/branding'
import { inboxForTests } from '@/local/mail/testing'
import { closeConnections } from '@/local/test/connections'
import { confirmCampaign } from './drafts/confirm-campaign'
import { deleteDraft, stopCampaign } from './drafts/stop-campaign'
import { getCampaign, getCampaignProgress, previewForRecipient } from './get-campaign'
import { listCampaigns } from './list-campaigns'
import { sendCampaign } from './sending/send-campaign'
import { startDueCampaigns } from './sending/sweeps/start-due'
import {
  addPerson,
  agency,
  balance,
  confirmation,
  confirmed,
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

describe('R6, R13: accepted emails are charged in blocks of ten', () => {
  test.each([
    [25, 5, 6],
    [95, 0, 30],
    [10, 0, 3],
    [11, 0, 6],
    [3, 3, 0],
  ])('%i people, %i of them rejected: %i credits', async (people, rejected, credits) => {
    const ctx = await agency('credits', 100)
    const job = await confirmed(ctx, people, rejected)
    const held = Math.max(3, Math.ceil(people / 10) * 3)
    expect(await balance(ctx)).toMatchObject({ left: 100 - held, held })
    await sendCampaign(job, { outbox })
    await sendCampaign(job, { outbox })
    expect(await balance(ctx)).toMatchObject({ left: 100 - credits, held: 0 })
    expect(await getCampaign(ctx, job.id)).toMatchObject({
      status: 'sent',
      progressPercent: 100,
      counts: { accepted: people - rejected, rejected },
      paid: credits ? { credits } : null,
    })
    expect(await inbox.mailsTo(tagOf(job.listId))).toHaveLength(people - rejected)
  })

  test('an empty list: nothing is sent, reserved or charged', async () => {
    const ctx = await agency()
    const before = await balance(ctx)
    const id = await draftTo(ctx, await listOf(ctx, 0))
    expect(await code(confirmCampaign(ctx, await confirmation(ctx, id, 1)))).toBe('campaign.empty')
    expect(await balance(ctx)).toEqual(before)
  })
})

test('R8, R11, R12: confirmCampaign refuses a changed price or insufficient credits; a second click changes nothing', async () => {
  const ctx = await agency('credits', 5)
  const id = await draftTo(ctx, await listOf(ctx, 15))
  const before = await balance(ctx)
  expect(await code(confirmCampaign(ctx, await confirmation(ctx, id, 15, { quotedCredits: 3 })))).toBe(
    'quote.changed',
  )
  expect(await code(confirmCampaign(ctx, await confirmation(ctx, id, 15)))).toBe('credits.insufficient')
  expect(await balance(ctx)).toEqual(before)
  expect((await getCampaign(ctx, id)).status).toBe('draft')

  const rich = await agency('credits', 100)
  const twice = await draftTo(rich, await listOf(rich, 15))
  const click = await confirmation(rich, twice, 15)
  const other = await confirmation(rich, twice, 15)
  await Promise.all([
    confirmCampaign(rich, click),
    confirmCampaign(rich, click),
    confirmCampaign(rich, other),
  ])
  expect(await balance(rich)).toMatchObject({ left: 94, held: 6 })
  await sendCampaign({ ...rich, id: twice }, { outbox })
  expect(await balance(rich)).toMatchObject({ left: 94, held: 0 })
})

describe('a scheduled campaign', () => {
  const due = (id: string) =>
    system().execute(sql`update campaigns set scheduled_at = now() - interval '1 minute' where id = ${id}`)

  test('R8: reserves nothing until its time, then starts automatically at the confirmed price', async () => {
    const ctx = await agency()
    const id = await draftTo(ctx, await listOf(ctx, 12))
    const tomorrow = new Date(Date.now() + 86_400_000).toISOString().slice(0, 16)
    expect(
      await code(confirmCampaign(ctx, await confirmation(ctx, id, 12, { sendAt: '2020-01-01T10:00' }))),
    ).toBe('time.past')
    await confirmCampaign(ctx, await confirmation(ctx, id, 12, { sendAt: tomorrow }))
    expect(await getCampaign(ctx, id)).toMatchObject({ status: 'scheduled', recipients: 12 })
    expect(await balance(ctx)).toMatchObject({ left: 100, held: 0 })
    await startDueCampaigns()
    expect((await getCampaign(ctx, id)).status).toBe('scheduled')
    await due(id)
    await Promise.all([startDueCampaigns(), startDueCampaigns()])
    expect(await balance(ctx)).toMatchObject({ left: 94, held: 6 })
    await sendCampaign({ ...ctx, id }, { outbox })
    expect(await balance(ctx)).toMatchObject({ left: 94, held: 0 })
  })

  test('R11: fails at its time without enough credits, says so, and can be confirmed again', async () => {
    const ctx = await agency('credits', 5)
    const id = await draftTo(ctx, await listOf(ctx, 12))
    const tomorrow = new Date(Date.now() + 86_400_000).toISOString().slice(0, 16)
    await confirmCampaign(ctx, await confirmation(ctx, id, 12, { sendAt: tomorrow }))
    await due(id)
    await startDueCampaigns()
    expect(await getCampaign(ctx, id)).toMatchObject({
      status: 'refused',
      failure: expect.stringContaining('costs 6 credits. You have 5 left'),
    })
    expect(await balance(ctx)).toMatchObject({ left: 5, held: 0 })
    await startDueCampaigns()
    expect(
      await system().execute(sql`select kind, in_app, by_mail, data->>'id' as id from notifications
        where workspace_id = ${ctx.workspaceId}`),
    ).toEqual([{ kind: 'campaign-refused', in_app: true, by_mail: true, id }])
    await stopCampaign(ctx, { id })
    expect((await getCampaign(ctx, id)).status).toBe('draft')
  })

  test('skips people who were erased in the meantime', async () => {
    const ctx = await agency()
    const listId = await listOf(ctx, 10)
    const ann = await addPerson(ctx, listId, 'ann@later.test')
    const id = await draftTo(ctx, listId)
    const tomorrow = new Date(Date.now() + 86_400_000).toISOString().slice(0, 16)
    await confirmCampaign(ctx, await confirmation(ctx, id, 11, { sendAt: tomorrow }))
    await eraseContact(ctx, { id: ann })
    await due(id)
    await startDueCampaigns()
    await sendCampaign({ ...ctx, id }, { outbox })
    expect(await inbox.mailsTo('ann@later.test')).toHaveLength(0)
    // Eleven were confirmed for 6 credits; ten were sent.
    expect(await balance(ctx)).toMatchObject({ left: 97, held: 0 })
  })
})

test('R3: in limits mode emails are counted, and a campaign above the limit is refused as a whole', async () => {
  const ctx = await agency('limits')
  const id = await draftTo(ctx, await listOf(ctx, 8, 2))
  await confirmCampaign(ctx, await confirmation(ctx, id, 8))
  await sendCampaign({ ...ctx, id }, { outbox })
  const [counter] = await system()
    .select()
    .from(limitCounters)
    .where(eq(limitCounters.workspaceId, ctx.workspaceId))
  expect(counter).toMatchObject({ metric: 'emails', used: 6, reserved: 0 })
  const more = await draftTo(ctx, await listOf(ctx, 5))
  expect(await code(confirmCampaign(ctx, await confirmation(ctx, more, 5)))).toBe('limit.reached')
})

test('R35: another workspace can’t read, send, stop or delete a campaign', async () => {
  const [ours, theirs] = [await agency(), await agency()]
  const id = await draftTo(ours, await listOf(ours, 2))
  const attempts = await Promise.all([
    code(getCampaign(theirs, id)),
    code(getCampaignProgress(theirs, id)),
    code(previewForRecipient(theirs, id, 0)),
    code(confirmCampaign(theirs, await confirmation(ours, id, 2))),
    code(stopCampaign(theirs, { id })),
  ])
  expect(attempts).toEqual(Array(5).fill('not-found'))
  await deleteDraft(theirs, { id })
  expect((await listCampaigns(theirs, { limit: 5 })).rows).toEqual([])
  // The positive control.
  expect((await listCampaigns(ours, { limit: 5 })).rows).toEqual([
    expect.objectContaining({ id, status: 'draft' }),
  ])
})

describe('R8: only the previewed version can be sent', () => {
  const drafts = async (ctx: WorkspaceContext) => {
    const listId = await listOf(ctx, 12)
    return { listId, id: await draftTo(ctx, listId) }
  }

  test('a campaign that changed since it was opened can’t be sent or scheduled, and nothing is charged', async () => {
    const ctx = await agency()
    const { id } = await drafts(ctx)
    const opened = await confirmation(ctx, id, 12)
    await system().update(campaigns).set({ subject: 'Another subject' }).where(eq(campaigns.id, id))
    expect(await code(confirmCampaign(ctx, opened))).toBe('campaign.changed')
    const later = { ...opened, sendAt: '2099-01-05T09:00' }
    expect(await code(confirmCampaign(ctx, later))).toBe('campaign.changed')
    expect(await balance(ctx)).toMatchObject({ left: 100, held: 0 })
    expect((await getCampaign(ctx, id)).status).toBe('draft')
    const { version } = await getCampaign(ctx, id)
    await confirmCampaign(ctx, { ...opened, version })
    await confirmCampaign(ctx, opened)
    expect((await getCampaign(ctx, id)).status).toBe('queued')
  })

  test('changed sender details count as a change', async () => {
    const ctx = await agency()
    const { id } = await drafts(ctx)
    const opened = await confirmation(ctx, id, 12)
    await saveSender(ctx, { replyTo: 'other@agency.test', phone: '', website: '', postalAddress: '1 Elm St' })
    expect(await code(confirmCampaign(ctx, opened))).toBe('campaign.changed')
  })

  test('a list that has grown since it was shown is refused, even at the same price', async () => {
    const ctx = await agency()
    const { id, listId } = await drafts(ctx)
    const opened = await confirmation(ctx, id, 12)
    await addPerson(ctx, listId, 'new@list.test')
    expect(await code(confirmCampaign(ctx, opened))).toBe('campaign.list-changed')
    expect(await balance(ctx)).toMatchObject({ left: 100, held: 0 })
  })

  test('R12: a request that was refused after its hold can be repeated, and is held and paid', async () => {
    const ctx = await agency()
    const { id, listId } = await drafts(ctx)
    const opened = await confirmation(ctx, id, 12)
    await addPerson(ctx, listId, 'new@list.test')
    for (const _ of [1, 2]) expect(await code(confirmCampaign(ctx, opened))).toBe('campaign.list-changed')
    await confirmCampaign(ctx, { ...opened, people: 13 })
    expect(await balance(ctx)).toMatchObject({ left: 94, held: 6 })
    await sendCampaign({ ...ctx, id }, { outbox })
    expect(await getCampaign(ctx, id)).toMatchObject({ status: 'sent', paid: { credits: 6 } })
  })
})
