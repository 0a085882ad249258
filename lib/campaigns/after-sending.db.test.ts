import { afterAll, beforeAll, expect, test } from 'vitest'
import { setTestEnv } from '@/lib/billing/testing'
import { listSuppressions } from '@/lib/contacts/suppress'
import { code } from '@/lib/core/testing'
import { inboxForTests } from '@/local/mail/testing'
import { closeConnections } from '@/local/test/connections'
import { applyDeliveryEvents } from './delivery/delivery-events'
import { parseDeliveryReport } from './delivery/delivery-report'
import { confirmCampaign } from './drafts/confirm-campaign'
import { getCampaign, previewForRecipient } from './get-campaign'
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
  prepareCampaignPrices,
  tagOf,
} from './testing'
import { unsubscribeFromMailings } from './unsubscribe/unsubscribe'

const inbox = await inboxForTests()
setTestEnv({ SMTP_URL: inbox.smtpUrl })

beforeAll(prepareCampaignPrices)
afterAll(closeConnections)

test('each email is personalized, and one click unsubscribes (RFC 8058)', async () => {
  const ctx = await agency()
  const listId = await listOf(ctx, 0)
  await addPerson(ctx, listId, 'ann@unsub.test')
  await addPerson(ctx, listId, 'bo@unsub.test')
  const id = await draftTo(ctx, listId)
  expect(await previewForRecipient(ctx, id, 0)).toMatchObject({ of: 2, subject: 'News for Ann' })
  await confirmCampaign(ctx, await confirmation(ctx, id, 2))
  await sendCampaign({ ...ctx, id }, { outbox })
  const [message] = await inbox.mailsTo('ann@unsub.test')
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
  // The next campaign skips them and costs less.
  const next = await draftTo(ctx, listId)
  expect(await getCampaign(ctx, next)).toMatchObject({ recipients: 1, leftOut: 1 })
  await confirmCampaign(ctx, await confirmation(ctx, next, 1))
  await sendCampaign({ ...ctx, id: next }, { outbox })
  expect(await inbox.mailsTo('ann@unsub.test')).toHaveLength(1)
})

test('bounces and complaints are recorded, suppress the address, and refund nothing', async () => {
  const ctx = await agency()
  const job = await confirmed(ctx, 3)
  await sendCampaign(job, { outbox })
  const paid = await balance(ctx)
  const messages = await inbox.mailsTo(tagOf(job.listId))
  const [bounced, complained, full] = messages.map(({ headers }) => headers['message-id'] ?? '')
  const events = [
    { type: 'bounce' as const, messageId: bounced ?? '', ref: '', permanent: true, reason: '550 unknown' },
    { type: 'complaint' as const, messageId: complained ?? '', ref: '', permanent: true, reason: '' },
    { type: 'bounce' as const, messageId: full ?? '', ref: '', permanent: false, reason: 'mailbox full' },
    { type: 'bounce' as const, messageId: '<other@elsewhere.test>', ref: '', permanent: true, reason: '' },
  ]
  expect(await applyDeliveryEvents({ events })).toEqual({ taken: 3 })
  await applyDeliveryEvents({ events })
  expect((await getCampaign(ctx, job.id)).counts).toMatchObject({ accepted: 1, bounced: 1, complained: 1 })
  expect((await listSuppressions(ctx, { limit: 5 })).rows.map(({ reason }) => reason).toSorted()).toEqual([
    'bounced',
    'complained',
  ])
  expect(await balance(ctx)).toEqual(paid)
})

test('a bounce that arrives by email is recorded like any other, and repeating it changes nothing', async () => {
  const ctx = await agency()
  const job = await confirmed(ctx, 2)
  await sendCampaign(job, { outbox })
  const [message] = await inbox.mailsTo(tagOf(job.listId))
  const report = new TextEncoder().encode(`From: MAILER-DAEMON@mx.test
MIME-Version: 1.0
Content-Type: multipart/report; report-type=delivery-status; boundary="b"

--b
Content-Type: message/delivery-status

Reporting-MTA: dns; mx.test

Final-Recipient: rfc822; ${message?.to[0]}
Action: failed
Status: 5.1.1
Diagnostic-Code: smtp; 550 unknown

--b
Content-Type: text/rfc822-headers

Message-ID: ${message?.headers['message-id']}
--b--
`)
  for (let time = 0; time < 2; time += 1)
    expect(await applyDeliveryEvents({ events: await parseDeliveryReport(report) })).toEqual({ taken: 1 })
  expect((await getCampaign(ctx, job.id)).counts).toMatchObject({ accepted: 1, bounced: 1 })
  expect((await listSuppressions(ctx, { limit: 5 })).rows).toMatchObject([{ reason: 'bounced' }])
})

test('R44: a report with a guessed reference suppresses no one', async () => {
  const ctx = await agency()
  const job = await confirmed(ctx, 2)
  await sendCampaign(job, { outbox })
  const [message] = await inbox.mailsTo(tagOf(job.listId))
  const real = message?.headers['message-id'] ?? ''
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
  expect(await applyDeliveryEvents({ events })).toEqual({ taken: 0 })
  expect((await listSuppressions(ctx, { limit: 5 })).rows).toEqual([])
})

test('R44: our own header identifies an email whose Message-ID a service replaced', async () => {
  const ctx = await agency()
  const job = await confirmed(ctx, 1)
  await sendCampaign(job, { outbox })
  const [message] = await inbox.mailsTo(tagOf(job.listId))
  const ref = message?.headers['x-market-trak-ref'] ?? ''
  const event = {
    type: 'complaint' as const,
    messageId: '<0100@service.test>',
    ref,
    permanent: true,
    reason: '',
  }
  expect(await applyDeliveryEvents({ events: [event] })).toEqual({ taken: 1 })
  expect((await listSuppressions(ctx, { limit: 5 })).rows).toMatchObject([{ reason: 'complained' }])
})
