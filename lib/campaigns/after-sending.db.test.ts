import { afterAll, beforeAll, expect, test } from 'vitest'
import { setTestEnv } from '@/lib/billing/testing'
import { listSuppressions } from '@/lib/contacts/suppress'
import { code } from '@/lib/core/testing'
import { inboxForTests } from '@/local/mail/testing'
import { closeConnections } from '@/local/test/connections'
import { takeMailEvents } from './delivery/delivery-events'
import { readReport } from './delivery/delivery-report'
import { confirmCampaign } from './drafts/confirm-campaign'
import { getCampaign, previewForPerson } from './get-campaign'
import { sendCampaign } from './sending/send-campaign'
import {
  addPerson,
  agency,
  balance,
  confirmation,
  confirmed,
  draftTo,
  listOf,
  outbox,
  prepareCatalogue,
  tagOf,
} from './testing'
import { unsubscribeFromMailings } from './unsubscribe/unsubscribe'

const mails = await inboxForTests()
setTestEnv({ SMTP_URL: mails.smtpUrl })

beforeAll(prepareCatalogue)
afterAll(closeConnections)

test('each mail is its person’s own, and one click ends them (RFC 8058)', async () => {
  const ctx = await agency()
  const listId = await listOf(ctx, 0)
  await addPerson(ctx, listId, 'ann@unsub.test')
  await addPerson(ctx, listId, 'bo@unsub.test')
  const id = await draftTo(ctx, listId)
  expect(await previewForPerson(ctx, id, 0)).toMatchObject({ of: 2, subject: 'News for Ann' })
  await confirmCampaign(ctx, await confirmation(ctx, id, 2))
  await sendCampaign({ ...ctx, id }, { outbox })
  const [message] = await mails.mailsTo('ann@unsub.test')
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
  expect((await listSuppressions(ctx, { limit: 5 })).rows).toEqual([
    expect.objectContaining({ email: 'ann@unsub.test', reason: 'unsubscribed' }),
  ])
  expect(await getCampaign(ctx, id)).toMatchObject({ unsubscribed: 1 })
  // The next one leaves them out, and costs so much less.
  const next = await draftTo(ctx, listId)
  expect(await getCampaign(ctx, next)).toMatchObject({ recipients: 1, leftOut: 1 })
  await confirmCampaign(ctx, await confirmation(ctx, next, 1))
  await sendCampaign({ ...ctx, id: next }, { outbox })
  expect(await mails.mailsTo('ann@unsub.test')).toHaveLength(1)
})

test('bounces and complaints are noted, end the mail to that address, and give no credits back', async () => {
  const ctx = await agency()
  const job = await confirmed(ctx, 3)
  await sendCampaign(job, { outbox })
  const paid = await balance(ctx)
  const messages = await mails.mailsTo(tagOf(job.listId))
  const [gone, angry, full] = messages.map(({ headers }) => headers['message-id'] ?? '')
  const events = [
    { type: 'bounce' as const, messageId: gone ?? '', ref: '', permanent: true, reason: '550 unknown' },
    { type: 'complaint' as const, messageId: angry ?? '', ref: '', permanent: true, reason: '' },
    { type: 'bounce' as const, messageId: full ?? '', ref: '', permanent: false, reason: 'mailbox full' },
    { type: 'bounce' as const, messageId: '<other@elsewhere.test>', ref: '', permanent: true, reason: '' },
  ]
  expect(await takeMailEvents({ events })).toEqual({ taken: 3 })
  await takeMailEvents({ events })
  expect((await getCampaign(ctx, job.id)).counts).toMatchObject({ accepted: 1, bounced: 1, complained: 1 })
  expect((await listSuppressions(ctx, { limit: 5 })).rows.map(({ reason }) => reason).toSorted()).toEqual([
    'bounced',
    'complained',
  ])
  expect(await balance(ctx)).toEqual(paid)
})

test('a bounce that comes as a mail is noted like any other, and the same mail again changes nothing', async () => {
  const ctx = await agency()
  const job = await confirmed(ctx, 2)
  await sendCampaign(job, { outbox })
  const [mailed] = await mails.mailsTo(tagOf(job.listId))
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
  expect((await listSuppressions(ctx, { limit: 5 })).rows).toMatchObject([{ reason: 'bounced' }])
})

test('R44: a report that guesses which email it is about suppresses nobody', async () => {
  const ctx = await agency()
  const job = await confirmed(ctx, 2)
  await sendCampaign(job, { outbox })
  const [mailed] = await mails.mailsTo(tagOf(job.listId))
  const real = mailed?.headers['message-id'] ?? ''
  const position = `${ctx.workspaceId}.${job.id}.1`
  const guesses = [
    `<c.${position}@localhost>`,
    `<c.${position}.${'0'.repeat(32)}@localhost>`,
    // The MAC of one email is not that of another.
    real.replace(/\.(\d+)\.([0-9a-f]{32})@/, (_, at: string, mac: string) => `.${3 - Number(at)}.${mac}@`),
  ]
  expect(guesses[2]).not.toBe(real)
  const events = guesses.flatMap((guess) => [
    { type: 'complaint' as const, messageId: guess, ref: '', permanent: true, reason: '' },
    { type: 'bounce' as const, messageId: '', ref: guess, permanent: true, reason: '' },
  ])
  expect(await takeMailEvents({ events })).toEqual({ taken: 0 })
  expect((await listSuppressions(ctx, { limit: 5 })).rows).toEqual([])
})

test('R44: the header of our own names an email whose Message-ID a service replaced', async () => {
  const ctx = await agency()
  const job = await confirmed(ctx, 1)
  await sendCampaign(job, { outbox })
  const [mailed] = await mails.mailsTo(tagOf(job.listId))
  const ref = mailed?.headers['x-market-trak-ref'] ?? ''
  const event = {
    type: 'complaint' as const,
    messageId: '<0100@service.test>',
    ref,
    permanent: true,
    reason: '',
  }
  expect(await takeMailEvents({ events: [event] })).toEqual({ taken: 1 })
  expect((await listSuppressions(ctx, { limit: 5 })).rows).toMatchObject([{ reason: 'complained' }])
})
