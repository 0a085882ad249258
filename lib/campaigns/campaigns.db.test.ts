import { spawn } from 'node:child_process'
import { randomUUID } from 'node:crypto'
import { mkdtempSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { eq, sql } from 'drizzle-orm'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { disconnect, system } from '@/db/client'
import { campaignRecipients, limitCounters } from '@/db/schema'
import { setTestEnv } from '@/lib/billing/testing'
import { eraseContact } from '@/lib/contacts/delete-contact'
import { listSuppressions } from '@/lib/contacts/suppress'
import type { WorkspaceContext } from '@/lib/core/context'
import { isRefusal } from '@/lib/core/errors'
import { closeLanes } from '@/lib/credits/post'
import { closeReader } from '@/lib/credits/read'
import { stopJobQueue } from '@/lib/jobs/queue'
import { sweepHolds } from '@/lib/metering/sweep-holds'
import { startMail } from '@/local/mail'
import type { Message } from '@/local/mail/message'
import { findFreePort } from '@/local/ports'
import { confirmCampaign } from './confirm-campaign'
import { readReport } from './delivery-report'
import { campaignProgress, getCampaign, listRecipients, previewForPerson } from './get-campaign'
import { listCampaigns } from './list-campaigns'
import { takeMailEvents } from './mail-events'
import { sendCampaign } from './send-campaign'
import { startDueCampaigns } from './start-due'
import { deleteDraft, stopCampaign } from './stop-campaign'
import { sweepCampaigns } from './sweep-campaigns'
import { addPerson, agency, balance, confirmation, draftTo, listOf, prepareCatalogue } from './testing'
import { unsubscribeFromMailings } from './unsubscribe'

const [smtpPort, webPort] = [await findFreePort(), await findFreePort()]
setTestEnv({ SMTP_URL: `smtp://127.0.0.1:${smtpPort}` })
const mail = await startMail({ smtpPort, webPort, dir: mkdtempSync(join(tmpdir(), 'campaigns-')) })
/** The local inbox takes what it can. */
const outbox = { perSecond: 0 }

beforeAll(prepareCatalogue)
afterAll(async () => {
  await stopJobQueue()
  await mail.close()
  await Promise.all([closeLanes(), closeReader()])
  await disconnect()
})

const code = (promise: Promise<unknown>) =>
  promise.then(
    () => 'no refusal',
    (error) => (isRefusal(error) ? error.code : String(error)),
  )

async function inbox(part: string): Promise<Message[]> {
  return (await (
    await fetch(`${mail.webUrl}/api/messages?to=${encodeURIComponent(part)}`)
  ).json()) as Message[]
}

const tagOf = (listId: string) => listId.slice(0, 8)

async function confirmed(ctx: WorkspaceContext, people: number, rejected = 0) {
  const listId = await listOf(ctx, people, rejected)
  const id = await draftTo(ctx, listId)
  await confirmCampaign(ctx, await confirmation(ctx, id, people))
  return { id, listId, workspaceId: ctx.workspaceId }
}

describe('R6, R13: what the mail server took is paid, in started tens', () => {
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
    expect(await inbox(tagOf(job.listId))).toHaveLength(people - rejected)
  })

  test('nobody on the list: nothing is sent, held or paid', async () => {
    const ctx = await agency()
    const before = await balance(ctx)
    const id = await draftTo(ctx, await listOf(ctx, 0))
    expect(await code(confirmCampaign(ctx, await confirmation(ctx, id, 1)))).toBe('campaign.empty')
    expect(await balance(ctx)).toEqual(before)
  })
})

test('R8, R11, R12: another price or too few credits refuse; a second click changes nothing', async () => {
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

test('each mail is its person’s own, and one click ends them (RFC 8058)', async () => {
  const ctx = await agency()
  const listId = await listOf(ctx, 0)
  await addPerson(ctx, listId, 'ann@unsub.test')
  await addPerson(ctx, listId, 'bo@unsub.test')
  const id = await draftTo(ctx, listId)
  expect(await previewForPerson(ctx, id, 0)).toMatchObject({ of: 2, subject: 'News for Ann' })
  await confirmCampaign(ctx, await confirmation(ctx, id, 2))
  await sendCampaign({ ...ctx, id }, { outbox })
  const [message] = await inbox('ann@unsub.test')
  expect(message).toMatchObject({
    subject: 'News for Ann',
    text: expect.stringContaining('Hi Ann, Green Lake!'),
    headers: { 'list-unsubscribe-post': 'List-Unsubscribe=One-Click' },
  })
  const address = new URL(/<([^>]+)>/.exec(message?.headers['list-unsubscribe'] ?? '')?.[1] ?? '')
  const token = address.searchParams.get('token') ?? ''
  expect(await code(unsubscribeFromMailings(`${token}x`))).toBe('unsubscribe.invalid')
  await unsubscribeFromMailings(token)
  await unsubscribeFromMailings(token)
  expect(await listSuppressions(ctx)).toEqual([
    expect.objectContaining({ email: 'ann@unsub.test', reason: 'unsubscribed' }),
  ])
  expect(await getCampaign(ctx, id)).toMatchObject({ unsubscribed: 1 })
  // The next one leaves them out, and costs so much less.
  const next = await draftTo(ctx, listId)
  expect(await getCampaign(ctx, next)).toMatchObject({ recipients: 1, leftOut: 1 })
  await confirmCampaign(ctx, await confirmation(ctx, next, 1))
  await sendCampaign({ ...ctx, id: next }, { outbox })
  expect(await inbox('ann@unsub.test')).toHaveLength(1)
})

test('bounces and complaints are noted, end the mail to that address, and give no credits back', async () => {
  const ctx = await agency()
  const job = await confirmed(ctx, 3)
  await sendCampaign(job, { outbox })
  const paid = await balance(ctx)
  const messages = await inbox(tagOf(job.listId))
  const [gone, angry, full] = messages.map(({ headers }) => headers['message-id'] ?? '')
  const events = [
    { type: 'bounce' as const, messageId: gone ?? '', permanent: true, reason: '550 unknown' },
    { type: 'complaint' as const, messageId: angry ?? '', permanent: true, reason: '' },
    { type: 'bounce' as const, messageId: full ?? '', permanent: false, reason: 'mailbox full' },
    { type: 'bounce' as const, messageId: '<other@elsewhere.test>', permanent: true, reason: '' },
  ]
  expect(await takeMailEvents({ events })).toEqual({ taken: 3 })
  await takeMailEvents({ events })
  expect((await getCampaign(ctx, job.id)).counts).toMatchObject({ accepted: 1, bounced: 1, complained: 1 })
  expect((await listSuppressions(ctx)).map(({ reason }) => reason).toSorted()).toEqual([
    'bounced',
    'complained',
  ])
  expect(await balance(ctx)).toEqual(paid)
})

test('a bounce that comes as a mail is noted like any other, and the same mail again changes nothing', async () => {
  const ctx = await agency()
  const job = await confirmed(ctx, 2)
  await sendCampaign(job, { outbox })
  const [mailed] = await inbox(tagOf(job.listId))
  const report = new TextEncoder().encode(`From: MAILER-DAEMON@mx.test
MIME-Version: 1.0
Content-Type: multipart/report; report-type=delivery-status; boundary="b"

--b
Content-Type: message/delivery-status

Reporting-MTA: dns; mx.test

Final-Recipient: rfc822; ${mailed?.to[0]}
Action: failed
Status: 5.1.1
Diagnostic-Code: smtp; 550 unknown

--b
Content-Type: text/rfc822-headers

Message-ID: ${mailed?.headers['message-id']}
--b--
`)
  for (let times = 0; times < 2; times += 1)
    expect(await takeMailEvents({ events: await readReport(report) })).toEqual({ taken: 1 })
  expect((await getCampaign(ctx, job.id)).counts).toMatchObject({ accepted: 1, bounced: 1 })
  expect(await listSuppressions(ctx)).toMatchObject([{ reason: 'bounced' }])
})

describe('a campaign that waits for its time', () => {
  const due = (id: string) =>
    system().execute(sql`update campaigns set scheduled_at = now() - interval '1 minute' where id = ${id}`)

  test('R8: holds nothing meanwhile, then starts by itself at the price that was confirmed', async () => {
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

  test('R11: is refused when its time comes and the credits are gone, says so, and can be confirmed again', async () => {
    const ctx = await agency('credits', 5)
    const id = await draftTo(ctx, await listOf(ctx, 12))
    const tomorrow = new Date(Date.now() + 86_400_000).toISOString().slice(0, 16)
    await confirmCampaign(ctx, await confirmation(ctx, id, 12, { sendAt: tomorrow }))
    await due(id)
    await startDueCampaigns()
    expect(await getCampaign(ctx, id)).toMatchObject({
      status: 'refused',
      failure: expect.stringContaining('costs 6 credits and 5 are left'),
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

  test('leaves out who unsubscribed or was erased meanwhile', async () => {
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
    expect(await inbox('ann@later.test')).toHaveLength(0)
    // Eleven were confirmed for 6; ten were mailed.
    expect(await balance(ctx)).toMatchObject({ left: 97, held: 0 })
  })
})

describe('R13: what goes wrong on the way', () => {
  test('stopped before it began: free; stopped in the middle: what went out is paid', async () => {
    const ctx = await agency()
    const early = await confirmed(ctx, 30)
    await stopCampaign(ctx, early)
    await stopCampaign(ctx, early)
    await sendCampaign(early, { outbox })
    expect(await balance(ctx)).toMatchObject({ left: 100, held: 0 })
    const job = await confirmed(ctx, 60)
    const sending = sendCampaign(job, { outbox: { perSecond: 40 } })
    while ((await campaignProgress(ctx, job.id)).progressPercent < 20)
      await new Promise((done) => setTimeout(done, 20))
    await stopCampaign(ctx, job)
    await sending
    const { counts, status, paid } = await getCampaign(ctx, job.id)
    expect(status).toBe('stopped')
    expect(counts.accepted).toBeLessThan(60)
    expect(counts.accepted + counts.waiting).toBe(60)
    expect(paid?.credits).toBe(Math.ceil(counts.accepted / 10) * 3)
    expect(await balance(ctx)).toMatchObject({ left: 100 - (paid?.credits ?? 0), held: 0 })
  })

  test('a mail that may have gone out when its process died is not sent again, and not paid', async () => {
    const ctx = await agency()
    const job = await confirmed(ctx, 11)
    // As a process left it that was killed with one mail under way.
    await system().execute(
      sql`update campaigns set status = 'running', run_id = gen_random_uuid() where id = ${job.id}`,
    )
    await system().execute(sql`update campaign_recipients set status = 'sending', run_id = gen_random_uuid()
      where campaign_id = ${job.id} and position = 4`)
    await sendCampaign(job, { outbox })
    expect((await getCampaign(ctx, job.id)).counts).toMatchObject({ accepted: 10, unsure: 1 })
    expect(await inbox(tagOf(job.listId))).toHaveLength(10)
    expect(await balance(ctx)).toMatchObject({ left: 97, held: 0 })
  })

  test('kill -9 in the middle: finished afterwards, nobody mailed twice, every credit accounted for', {
    timeout: 60_000,
  }, async () => {
    const ctx = await agency()
    const job = await confirmed(ctx, 120)
    const script = join(import.meta.dirname, 'testing-worker.ts')
    const worker = spawn(process.execPath, ['--import', 'tsx', script, String(ctx.workspaceId), job.id], {
      stdio: 'ignore',
    })
    const ended = new Promise((done) => worker.once('exit', done))
    while ((await inbox(tagOf(job.listId))).length < 20) await new Promise((done) => setTimeout(done, 50))
    worker.kill('SIGKILL')
    await ended
    expect((await getCampaign(ctx, job.id)).status).toBe('running')
    await sendCampaign(job, { outbox })
    const to = (await inbox(tagOf(job.listId))).map((message) => message.to[0])
    const { counts, status, paid } = await getCampaign(ctx, job.id)
    expect(status).toBe('sent')
    expect(new Set(to).size).toBe(to.length)
    expect(counts.accepted + counts.unsure).toBe(120)
    expect(counts.unsure).toBeLessThanOrEqual(6)
    expect(to.length).toBeGreaterThanOrEqual(counts.accepted)
    expect(paid?.credits).toBe(Math.ceil(counts.accepted / 10) * 3)
    expect(await balance(ctx)).toMatchObject({ left: 100 - (paid?.credits ?? 0), held: 0 })
  })

  test('two workers at once mail nobody twice', async () => {
    const ctx = await agency()
    const job = await confirmed(ctx, 80)
    await Promise.all([sendCampaign(job, { outbox }), sendCampaign(job, { outbox })])
    await sendCampaign(job, { outbox })
    const to = (await inbox(tagOf(job.listId))).map((message) => message.to[0])
    expect(new Set(to).size).toBe(80)
    expect(to).toHaveLength(80)
    expect(await balance(ctx)).toMatchObject({ left: 76, held: 0 })
  })

  test('no mail server: nothing is lost, and the sweep goes on when it is back', async () => {
    const ctx = await agency()
    const job = await confirmed(ctx, 12)
    const away = { ...outbox, smtpUrl: `smtp://127.0.0.1:${await findFreePort()}` }
    await expect(sendCampaign(job, { outbox: away })).rejects.toThrow()
    expect((await getCampaign(ctx, job.id)).counts).toMatchObject({ waiting: 12 })
    await system().execute(
      sql`update credit_holds set lease_until = now() - interval '1 hour' where subject_id = ${job.id}`,
    )
    await sweepHolds()
    await sweepCampaigns()
    expect(await balance(ctx)).toMatchObject({ left: 94, held: 6 })
    await sendCampaign(job, { outbox })
    expect(await balance(ctx)).toMatchObject({ left: 94, held: 0 })
  })

  test('put off by the mail server: tried again later, then given up', async () => {
    const ctx = await agency()
    const listId = await listOf(ctx, 3)
    await addPerson(ctx, listId, 'slow@defer.test')
    const id = await draftTo(ctx, listId)
    await confirmCampaign(ctx, await confirmation(ctx, id, 4))
    for (let run = 1; run <= 3; run++) {
      await sendCampaign({ ...ctx, id }, { outbox })
      const { status, counts } = await getCampaign(ctx, id)
      expect([status, counts.waiting]).toEqual(run < 3 ? ['running', 1] : ['sent', 0])
      await system().execute(sql`update campaign_recipients set try_after = now() where campaign_id = ${id}`)
    }
    const last = (await listRecipients(ctx, id, { after: 3, limit: 5 }))[0]
    expect(last).toMatchObject({ status: 'rejected', answer: expect.stringContaining('Try again later') })
    expect(await balance(ctx)).toMatchObject({ left: 97, held: 0 })
  })
})

test('R3: in limits mode emails are counted, and a campaign beyond the limit is refused whole', async () => {
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

test('5,000 people, each once', { timeout: 90_000 }, async () => {
  const ctx = await agency('credits', 2_000)
  const job = await confirmed(ctx, 5_000, 40)
  await sendCampaign(job, { outbox })
  const rows = await system()
    .select()
    .from(campaignRecipients)
    .where(eq(campaignRecipients.campaignId, job.id))
  expect(rows.filter(({ status }) => status === 'accepted')).toHaveLength(4_960)
  const to = (await inbox(tagOf(job.listId))).map((message) => message.to[0])
  expect(to).toHaveLength(4_960)
  expect(new Set(to).size).toBe(4_960)
  expect(await balance(ctx)).toMatchObject({ left: 2_000 - 496 * 3, held: 0 })
})

test('R35: another workspace neither sees, sends, stops nor deletes it', async () => {
  const [ours, theirs] = [await agency(), await agency()]
  const id = await draftTo(ours, await listOf(ours, 2))
  const attempts = await Promise.all([
    code(getCampaign(theirs, id)),
    code(campaignProgress(theirs, id)),
    code(previewForPerson(theirs, id, 0)),
    code(confirmCampaign(theirs, { id, requestId: randomUUID(), quotedCredits: 3, sendAt: '' })),
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
