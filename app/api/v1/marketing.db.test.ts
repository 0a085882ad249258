import { randomUUID } from 'node:crypto'
import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { eq } from 'drizzle-orm'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { inWorkspace, system } from '@/db/client'
import { creditEntries } from '@/db/schema'
import { setTestEnv } from '@/lib/billing/testing'
import { sendCampaign } from '@/lib/campaigns/sending/send-campaign'
import { startDueCampaigns } from '@/lib/campaigns/sending/sweeps/start-due'
import { listOf, outbox } from '@/lib/campaigns/testing'
import { eraseContact } from '@/lib/contacts/delete-contact'
import { suppress } from '@/lib/contacts/suppress'
import type { WorkspaceContext } from '@/lib/core/context'
import { importFile } from '@/lib/feeds/ingest/import-file'
import { makePosts } from '@/lib/feeds/posts/make-posts'
import { feedOf, homes } from '@/lib/feeds/testing'
import { localDisk } from '@/lib/files/local-disk'
import { agency, balance, preparePrices } from '@/lib/metering/testing'
import { saveTemplate } from '@/lib/templates/templates'
import { inboxForTests } from '@/local/mail/testing'
import { closeConnections } from '@/local/test/connections'
import { clientOf, refusal } from './testing'

const inbox = await inboxForTests()
const folder = await mkdtemp(join(tmpdir(), 'api-'))

beforeAll(async () => {
  setTestEnv({ SMTP_URL: inbox.smtpUrl })
  Object.assign(globalThis, { marketTrakFiles: localDisk(folder) })
  await preparePrices({ 'feed.post': { credits: 5 }, 'campaign.send': { credits: 3, per: 10, minimum: 3 } })
})
afterAll(async () => {
  await closeConnections()
  await rm(folder, { recursive: true, force: true })
})

const actorsOf = async ({ workspaceId }: WorkspaceContext) =>
  (
    await system()
      .select({ amount: creditEntries.amount, actorId: creditEntries.actorId })
      .from(creditEntries)
      .where(eq(creditEntries.workspaceId, workspaceId))
  ).filter(({ amount }) => amount < 0)

describe('property feeds by API', () => {
  /** A file that was pushed and imported, with the posts that were created. */
  async function pushed(call: Awaited<ReturnType<typeof clientOf>>, ctx: WorkspaceContext, count: number) {
    const feedId = await feedOf(ctx)
    const file = await call('pushFeedFile', { id: feedId, bytes: homes(count) })
    await importFile({ workspaceId: ctx.workspaceId, id: file.body.id })
    await makePosts(ctx)
    return { feedId, file }
  }

  test('R12, R13: a pushed file becomes listings with a post each, charged once', async () => {
    const ctx = await agency()
    const call = await clientOf(ctx)
    const { feedId, file } = await pushed(call, ctx, 3)
    expect(file).toMatchObject({ status: 202, body: { feedId, status: 'queued' } })
    const done = (await call('getFeedFile', { id: file.body.id })).body
    expect(done).toMatchObject({ status: 'done', newCount: 3, postCount: 3, failure: null })
    expect((await call('listFeeds')).body.items).toMatchObject([{ id: feedId, spentCredits: 15 }])
    const listings = (await call('listListings')).body.items
    expect(listings).toHaveLength(3)
    expect((await call('getListing', { id: listings[0].id })).body).toMatchObject({ changes: [] })
    const posts = (await call('listPosts', { query: { filter: 'draft' } })).body.items
    expect(posts).toHaveLength(3)
    const post = (await call('getPost', { id: posts[0].id })).body
    expect(post).toMatchObject({ paid: { credits: 5 }, texts: { facebook: expect.any(String) } })
    expect(await actorsOf(ctx)).toEqual([1, 2, 3].map(() => ({ amount: -5, actorId: ctx.userId })))
    // The same file again is free.
    const again = await call('pushFeedFile', { id: feedId, bytes: homes(3) })
    await importFile({ workspaceId: ctx.workspaceId, id: again.body.id })
    await makePosts(ctx)
    expect(await balance(ctx)).toMatchObject({ left: 85, held: 0 })
  })

  test('R8, R12, R33: posts that need approval are created once, for the quoted total', async () => {
    const ctx = await agency('credits', 30)
    const call = await clientOf(ctx, { kind: 'service' })
    await pushed(call, ctx, 8)
    const waiting = (await call('waitingPosts')).body
    expect(waiting).toMatchObject({ posts: 8, affordablePosts: 6, reasons: { balance: 8 } })
    expect(waiting.totalCredits).toBe(waiting.posts * 5)
    const { left } = await balance(ctx)
    const most = Math.floor(left / 5)
    const count = Math.min(waiting.posts, most)
    const approve = (posts: number, quotedCredits: number, idempotencyKey?: string) =>
      call('approvePosts', { body: { posts, quotedCredits }, ...(idempotencyKey && { idempotencyKey }) })
    expect(refusal(await approve(count, count * 5 - 1))).toEqual([409, 'quote.changed'])
    const answers = await Promise.all([1, 2].map(() => approve(count, count * 5, 'approval 1')))
    for (const answer of answers) expect(answer.body).toEqual({ posts: count, quotedCredits: count * 5 })
    expect(refusal(await approve(count, 1, 'approval 1'))).toEqual([422, 'request.reused'])
    await makePosts(ctx)
    expect(await balance(ctx)).toMatchObject({ left: left - count * 5, held: 0 })
    expect((await approve(count, count * 5, 'approval 1')).body).toMatchObject({ posts: count })
    await makePosts(ctx)
    expect(await balance(ctx)).toMatchObject({ left: left - count * 5, held: 0 })
    // The service key pays for what it approved.
    expect((await actorsOf(ctx)).filter(({ actorId }) => (actorId ?? 0) < 0)).toHaveLength(count)
  })

  test('a post is discarded, and can be discarded again', async () => {
    const ctx = await agency()
    const call = await clientOf(ctx)
    await pushed(call, ctx, 1)
    const [{ id }] = (await call('listPosts')).body.items
    for (const _ of [1, 2])
      expect((await call('discardPost', { id })).body).toMatchObject({ id, status: 'dropped' })
    expect((await call('listPosts')).body.items).toEqual([])
    expect(await balance(ctx)).toMatchObject({ left: 95 })
  })

  test('R35, R42: a feed of another workspace is not found, and files have a limit', async () => {
    const ctx = await agency()
    const feedId = await feedOf(ctx)
    const elsewhere = await clientOf(await agency())
    expect(refusal(await elsewhere('pushFeedFile', { id: feedId, bytes: homes(1) }))).toEqual([
      404,
      'not-found',
    ])
    const call = await clientOf(ctx)
    expect((await call('pushFeedFile', { id: feedId, bytes: Buffer.alloc(26_000_000) })).status).toBe(413)
  })
})

describe('campaigns by API', () => {
  async function template(ctx: WorkspaceContext): Promise<string> {
    const id = randomUUID()
    const body = 'Hi {{ first_name | default: "there" }}, {{ area }}!'
    await saveTemplate(ctx, { id, kind: 'email', name: 'News', subject: 'News', body })
    return id
  }
  async function draft(ctx: WorkspaceContext, people: number, over: object = {}) {
    const [listId, templateId] = [await listOf(ctx, people), await template(ctx)]
    const subject = 'News for {{ first_name }}'
    return { name: 'Spring', listId, templateId, subject, fields: { area: 'Green Lake' }, ...over }
  }

  test('R6, R7, R13: is drafted, previewed with its total, sent, and charged for accepted emails', async () => {
    const ctx = await agency()
    const { workspaceId } = ctx
    const call = await clientOf(ctx)
    const created = await call('createCampaign', { body: await draft(ctx, 25) })
    expect(created).toMatchObject({
      status: 201,
      body: { status: 'draft', recipients: 25, missingFields: [] },
    })
    const { id } = created.body
    const preview = (await call('previewCampaign', { id, query: { index: '3' } })).body
    expect(preview).toMatchObject({
      recipients: 25,
      quotedCredits: 9,
      affordable: true,
      sample: { index: 3 },
    })
    expect(preview.sample.html).toContain('Green Lake!')
    const { version, recipients, quotedCredits } = preview
    const body = { version, recipients, quotedCredits }
    const send = (over: object = {}, idempotencyKey = 'send 1') =>
      call('sendCampaign', { id, body: { ...body, ...over }, idempotencyKey })
    expect(refusal(await send({ quotedCredits: 6 }))).toEqual([409, 'quote.changed'])
    expect(refusal(await send({ version: 'x' }))).toEqual([409, 'campaign.changed'])
    expect(refusal(await send({ recipients: 24 }))).toEqual([409, 'campaign.list-changed'])
    expect(await balance(ctx)).toMatchObject({ left: 100, held: 0 })
    for (const _ of [1, 2]) expect((await send()).body).toMatchObject({ id, status: 'queued' })
    expect(await balance(ctx)).toMatchObject({ left: 91, held: 9 })
    await sendCampaign({ workspaceId, id }, { outbox })
    expect((await call('getCampaign', { id })).body).toMatchObject({
      status: 'sent',
      counts: { accepted: 25 },
      paid: { credits: 9 },
      progressPercent: 100,
    })
    expect((await send()).body).toMatchObject({ status: 'sent' })
    expect(await balance(ctx)).toMatchObject({ left: 91, held: 0 })
    expect(await actorsOf(ctx)).toEqual([{ amount: -9, actorId: ctx.userId }])
    expect((await call('listCampaigns')).body.items).toMatchObject([{ id, accepted: 25 }])
    expect(refusal(await call('cancelCampaign', { id }))).toEqual([409, 'campaign.sent'])
  })

  test('R12: a draft is created once per Idempotency-Key, and a repeated request never overwrites it', async () => {
    const ctx = await agency()
    const call = await clientOf(ctx)
    const body = await draft(ctx, 2)
    const first = await call('createCampaign', { body, idempotencyKey: 'a' })
    expect((await call('createCampaign', { body, idempotencyKey: 'a' })).body).toEqual(first.body)
    const other = await call('createCampaign', { body: { ...body, name: 'Fall' }, idempotencyKey: 'a' })
    expect(refusal(other)).toEqual([422, 'request.reused'])
    expect((await call('listCampaigns')).body.items).toMatchObject([{ name: 'Spring' }])
    const { id } = first.body
    expect((await call('deleteCampaign', { id })).body).toEqual({ id, deleted: true })
    expect(refusal(await call('deleteCampaign', { id }))).toEqual([404, 'not-found'])
  })

  test('R10, R35: one scheduled by a service key is paid in the name of the key when it is due', async () => {
    const ctx = await agency()
    const call = await clientOf(ctx, { kind: 'service' })
    const { id } = (await call('createCampaign', { body: await draft(ctx, 3) })).body
    const { version } = (await call('previewCampaign', { id })).body
    const at = new Date(Math.ceil(Date.now() / 60_000) * 60_000 + 3_600_000)
    const body = { version, recipients: 3, quotedCredits: 3, sendAt: at.toISOString() }
    const scheduled = (await call('sendCampaign', { id, body })).body
    expect(scheduled).toMatchObject({ status: 'scheduled', scheduledAt: at.toISOString() })
    expect(await balance(ctx)).toMatchObject({ left: 100, held: 0 })
    const calendar = (await call('calendar', { query: { day: at.toISOString().slice(0, 10) } })).body
    expect(calendar).toMatchObject({ unit: 'credits', planned: { count: 1, amount: 3 }, left: 100 })
    expect(calendar.items).toMatchObject([{ kind: 'campaign', id, credits: 3, recipients: 3 }])
    await system().execute(`update campaigns set scheduled_at = market_now() - interval '1 minute'`)
    await startDueCampaigns()
    await sendCampaign({ ...ctx, id }, { outbox })
    const [entry] = await actorsOf(ctx)
    expect(entry).toMatchObject({ amount: -3 })
    expect(entry?.actorId).toBeLessThan(0)
  })

  test('one that is scheduled moves back to drafts; a time in the past or to the second is refused', async () => {
    const ctx = await agency()
    const call = await clientOf(ctx)
    const { id } = (await call('createCampaign', { body: await draft(ctx, 3) })).body
    const { version } = (await call('previewCampaign', { id })).body
    const body = { version, recipients: 3, quotedCredits: 3 }
    const past = await call('sendCampaign', { id, body: { ...body, sendAt: '2020-01-01T10:00:00Z' } })
    expect(refusal(past)).toEqual([409, 'time.past'])
    const exact = await call('sendCampaign', { id, body: { ...body, sendAt: '2030-01-01T10:00:01Z' } })
    expect(refusal(exact)).toEqual([409, 'time.inexact'])
    const at = new Date(Math.ceil(Date.now() / 60_000) * 60_000 + 3_600_000)
    await call('sendCampaign', { id, body: { ...body, sendAt: at.toISOString() } })
    for (const _ of [1, 2])
      expect((await call('cancelCampaign', { id })).body).toMatchObject({ status: 'draft' })
  })

  test('R3, R11: too few credits or a reached email limit is refused, and nothing is sent', async () => {
    const poor = await agency('credits', 2)
    const call = await clientOf(poor)
    const { id } = (await call('createCampaign', { body: await draft(poor, 2) })).body
    const { version, affordable } = (await call('previewCampaign', { id })).body
    expect(affordable).toBe(false)
    const answer = await call('sendCampaign', { id, body: { version, recipients: 2, quotedCredits: 3 } })
    expect(refusal(answer)).toEqual([402, 'credits.insufficient'])
    const limited = await agency('limits')
    const other = await clientOf(limited)
    const big = (await other('createCampaign', { body: await draft(limited, 11) })).body
    const preview = (await other('previewCampaign', { id: big.id })).body
    expect(preview).toMatchObject({ quotedCredits: 0, affordable: false })
    const body = { version: preview.version, recipients: 11, quotedCredits: 0 }
    expect(refusal(await other('sendCampaign', { id: big.id, body }))).toEqual([402, 'limit.reached'])
  })

  test.each([
    [{ name: '' }, 'name'],
    [{ subject: '' }, 'subject'],
    [{ fields: { gold: 'x' } }, 'fields'],
    [{ fields: { property_url: 'x' } }, 'fields.property_url'],
    [{ templateId: null }, 'templateId'],
  ])('refuses %j with an error at the field', async (over, field) => {
    const ctx = await agency()
    const answer = await (await clientOf(ctx))('createCampaign', { body: await draft(ctx, 1, over) })
    expect([answer.status, Object.keys(answer.body.errors)]).toEqual([400, [field]])
  })

  test('R35: a list or template of another workspace is not found', async () => {
    const [ours, theirs] = [await agency(), await agency()]
    const call = await clientOf(ours)
    const [mine, foreign] = [await draft(ours, 1), await draft(theirs, 1)]
    for (const over of [{ listId: foreign.listId }, { templateId: foreign.templateId }])
      expect(refusal(await call('createCampaign', { body: { ...mine, ...over } }))).toEqual([
        404,
        'not-found',
      ])
    expect((await call('listTemplates', { query: { kind: 'email' } })).body.items).toMatchObject([
      { id: mine.templateId },
    ])
    expect((await call('getTemplate', { id: mine.templateId })).body).toMatchObject({ name: 'News' })
  })
})

describe('contacts by API', () => {
  const ann = {
    email: 'Ann.Lee@Example.com',
    firstName: 'Ann',
    consentSource: 'Open house',
    consentAt: '2026-01-05',
  }

  test('a contact is created with its consent, then updated by its address', async () => {
    const ctx = await agency()
    const call = await clientOf(ctx)
    const noConsent = await call('saveContact', { body: { email: ann.email } })
    expect(refusal(noConsent)).toEqual([409, 'contact.no-consent'])
    const list = await call('createContactList', { body: { name: 'Visitors' }, idempotencyKey: 'list' })
    expect(list).toMatchObject({ status: 201, body: { name: 'Visitors', contacts: 0 } })
    expect(
      (await call('createContactList', { body: { name: 'Visitors' }, idempotencyKey: 'list' })).body,
    ).toEqual(list.body)
    const other = await call('createContactList', { body: { name: 'Sellers' }, idempotencyKey: 'list' })
    expect(refusal(other)).toEqual([422, 'request.reused'])
    const body = { ...ann, tags: ['Buyer', 'buyer'], listIds: [list.body.id] }
    const answers = await Promise.all([1, 2].map(() => call('saveContact', { body })))
    expect(new Set(answers.map((answer) => answer.body.id)).size).toBe(1)
    const { id } = answers[0]?.body ?? {}
    const changed = (await call('saveContact', { body: { email: 'ann.lee@example.com', lastName: 'Lee' } }))
      .body
    expect(changed).toMatchObject({
      id,
      email: 'ann.lee@example.com',
      name: 'Ann Lee',
      tags: ['buyer'],
      consentSource: 'Open house',
      consentAt: '2026-01-05',
      listIds: [list.body.id],
      suppressed: null,
    })
    expect((await call('listContactLists')).body.items).toMatchObject([{ contacts: 1, mailable: 1 }])
    expect((await call('listContacts', { query: { search: 'lee' } })).body.items).toMatchObject([{ id }])
    expect((await call('deleteContact', { id })).body).toEqual({ id, deleted: true })
    expect((await call('getContact', { id })).status).toBe(404)
  })

  test.each(['blocked', 'bounced', 'unsubscribed', 'complained'] as const)(
    'R43, R44: saving a contact who is %s, or removing and adding them again, never lifts it',
    async (reason) => {
      const ctx = await agency()
      const { workspaceId } = ctx
      const call = await clientOf(ctx)
      const { id } = (await call('saveContact', { body: ann })).body
      await inWorkspace(workspaceId, (tx) =>
        suppress(tx, { workspaceId, email: 'ann.lee@example.com', reason }),
      )
      const fresh = { ...ann, consentSource: 'Web form', consentAt: '2026-06-01' }
      expect((await call('saveContact', { body: fresh })).body).toMatchObject({ suppressed: reason })
      await call('deleteContact', { id })
      expect((await call('saveContact', { body: fresh })).body).toMatchObject({ suppressed: reason })
    },
  )

  test('R45: an erased person cannot be added again', async () => {
    const ctx = await agency()
    const call = await clientOf(ctx)
    const { id } = (await call('saveContact', { body: ann })).body
    await eraseContact(ctx, { id })
    expect(refusal(await call('saveContact', { body: ann }))).toEqual([409, 'contact.erased'])
  })

  test('R3, R35: the contact limit holds, and lists of another workspace are not found', async () => {
    const ctx = await agency('limits')
    const call = await clientOf(ctx)
    for (let i = 0; i < 10; i += 1)
      expect((await call('saveContact', { body: { ...ann, email: `p${i}@list.test` } })).status).toBe(200)
    expect(refusal(await call('saveContact', { body: ann }))).toEqual([402, 'limit.reached'])
    const listIds = [await listOf(await agency(), 1)]
    const answer = await call('saveContact', { body: { email: 'p1@list.test', listIds } })
    expect(refusal(answer)).toEqual([404, 'not-found'])
  })

  test.each([
    [{ email: 'x' }, 'email'],
    [{ consentAt: '2026-02-30' }, 'consentAt'],
    [{ listIds: ['x'] }, 'listIds.0'],
    [{ consentSource: '' }, 'consentSource'],
  ])('refuses %j with an error at the field', async (over, field) => {
    const answer = await (await clientOf(await agency()))('saveContact', { body: { ...ann, ...over } })
    expect([answer.status, Object.keys(answer.body.errors)]).toEqual([400, [field]])
  })
})
