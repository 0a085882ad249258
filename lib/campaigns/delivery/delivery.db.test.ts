import { and, eq, sql } from 'drizzle-orm'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { system } from '@/db/client'
import {
  auditEvents,
  campaignRecipients,
  campaigns,
  emailFindings,
  notifications,
  operatorEvents,
} from '@/db/schema'
import { setTestEnv } from '@/lib/billing/testing'
import { eraseContact } from '@/lib/contacts/delete-contact'
import { listSuppressions, unblockAddress } from '@/lib/contacts/suppress'
import type { WorkspaceContext } from '@/lib/core/context'
import { code } from '@/lib/core/testing'
import { decideEmailFinding, listEmailFindings } from '@/lib/operators/operations/email-findings'
import { inboxForTests } from '@/local/mail/testing'
import { closeConnections } from '@/local/test/connections'
import { stopCampaign } from '../drafts/stop-campaign'
import { getCampaign } from '../get-campaign'
import { resumeCampaign } from '../sending/resume-campaign'
import { sendCampaign } from '../sending/send-campaign'
import { sweepPausedCampaigns } from '../sending/sweeps/sweep-paused'
import { agency, balance, confirmed, outbox, prepareCampaignPrices, tagOf } from '../testing'
import { applyDeliveryEvents } from './delivery-events'
import { parseDeliveryReport } from './delivery-report'
import { deleteOldFindings } from './email-findings'
import { createMessageRef, returnPathOf, unsubscribeAddressOf } from './message-ref'

const inbox = await inboxForTests()
setTestEnv({ SMTP_URL: inbox.smtpUrl, MAIL_RETURN_DOMAIN: 'bounces.agency.test' })

beforeAll(prepareCampaignPrices)
afterAll(closeConnections)

type Job = { workspaceId: number; id: string; listId: string }
const emailId = ({ workspaceId, id }: Job, position = 1) => ({ workspaceId, campaignId: id, position })
const reasons = async (ctx: WorkspaceContext) =>
  (await listSuppressions(ctx, { limit: 50 })).rows.map(({ reason }) => reason)
const findingsOf = async ({ workspaceId }: { workspaceId: number }) =>
  system().select().from(emailFindings).where(eq(emailFindings.workspaceId, workspaceId))
const deliver = async (email: string) =>
  applyDeliveryEvents({ events: await parseDeliveryReport(new TextEncoder().encode(email)) })
const operator = async () => {
  const { userId } = await agency()
  return { userId, email: `operator${userId}@markettrak.test` }
}
const bounceTo = (address: string, said: string) =>
  `From: MAILER-DAEMON@mx.test\nTo: <${address}>\nSubject: failure notice\n\n<someone@list.test>:\n${said}\n`
const blockedBy = (job: Job, position: number) => ({
  type: 'bounce' as const,
  messageId: '',
  ref: createMessageRef(emailId(job, position)),
  permanent: true,
  reason: '554 5.1.1 Client host [192.0.2.1] blocked using zen.spamhaus.org',
})

async function sentTo(people: number, rejected = 0) {
  const ctx = await agency()
  const job = await confirmed(ctx, people, rejected)
  await sendCampaign(job, { outbox })
  return { ctx, job }
}

/** A campaign of which `sent` emails went out and the rest still waits. */
async function halfSent(people: number, sent: number) {
  const ctx = await agency()
  const job = await confirmed(ctx, people)
  await system()
    .update(campaignRecipients)
    .set({ status: 'accepted' })
    .where(and(eq(campaignRecipients.campaignId, job.id), sql`${campaignRecipients.position} <= ${sent}`))
  return { ctx, job }
}

test('R44: a mailbox that doesn’t exist suppresses its recipient when the server refuses it', async () => {
  const { ctx, job } = await sentTo(3, 1)
  expect((await getCampaign(ctx, job.id)).counts).toMatchObject({ accepted: 2, rejected: 1 })
  const { rows } = await listSuppressions(ctx, { limit: 5 })
  expect(rows).toMatchObject([{ email: `p3.${tagOf(job.listId)}@reject.test`, reason: 'bounced' }])
  expect(await code(unblockAddress(ctx, { emailHash: rows[0]?.emailHash ?? '' }))).toBe('no refusal')
})

test('R44: emails have a return path of their own, and an address to unsubscribe', async () => {
  const { ctx, job } = await sentTo(1)
  const [message] = await inbox.mailsTo(tagOf(job.listId))
  expect(message?.headers['list-unsubscribe']).toMatch(
    /^<https?:[^<>]+>,\s*<mailto:unsub\+[a-z2-7.]+@bounces\.agency\.test\?subject=unsubscribe>$/,
  )
  const address = unsubscribeAddressOf(emailId(job)) ?? ''
  expect(message?.headers['list-unsubscribe']).toContain(address)
  const request = (to: string) => `From: a@b.test\nTo: ${to}\nSubject: unsubscribe\n\n`
  expect(await deliver(request(address.replace(/(.)@/, (_, last) => (last === 'x' ? 'y@' : 'x@'))))).toEqual({
    taken: 0,
  })
  expect(await reasons(ctx)).toEqual([])
  expect(await deliver(request(address))).toEqual({ taken: 1 })
  expect(await deliver(request(address))).toEqual({ taken: 1 })
  expect(await reasons(ctx)).toEqual(['unsubscribed'])
  expect(await getCampaign(ctx, job.id)).toMatchObject({ unsubscribed: 1 })
})

test('R44: a bounce that returns nothing of the email is found by the return path, and a forged one suppresses no one', async () => {
  const { ctx, job } = await sentTo(2)
  const path = returnPathOf(emailId(job, 2)) ?? ''
  const forged = path.replace(/\.[a-z2-7]{16}@/, `.${'a'.repeat(16)}@`)
  expect(await deliver(bounceTo(forged, '550 5.1.1 User unknown'))).toEqual({ taken: 0 })
  expect(await reasons(ctx)).toEqual([])
  expect(await deliver(bounceTo(path, '550 5.1.1 User unknown'))).toEqual({ taken: 1 })
  expect(await reasons(ctx)).toEqual(['bounced'])
  expect((await getCampaign(ctx, job.id)).counts).toMatchObject({ accepted: 1, bounced: 1 })
})

test('R44: a report about another address of the mailbox decides nothing if it names the recipient too', async () => {
  const { ctx, job } = await sentTo(1)
  const event = (recipient: string, cause: 'full' | 'no-mailbox') => ({
    ...blockedBy(job, 1),
    recipient,
    cause,
  })
  const own = `p1.${tagOf(job.listId)}@list.test`
  await applyDeliveryEvents({ events: [event('forward@other.test', 'no-mailbox'), event(own, 'full')] })
  expect(await reasons(ctx)).toEqual([])
  await applyDeliveryEvents({ events: [event('forward@other.test', 'full'), event(own, 'no-mailbox')] })
  expect(await reasons(ctx)).toEqual(['bounced'])
})

test('R44: an operator decides an unclear report, and a member can lift what they suppress', async () => {
  const { ctx, job } = await sentTo(3)
  const unclear = async (position: number) =>
    deliver(
      bounceTo(
        returnPathOf(emailId(job, position)) ?? '',
        `554 Computer says no to ann@list.test\u0000 ${position}`,
      ),
    )
  for (const position of [1, 2, 3]) await unclear(position)
  await unclear(1)
  expect(await reasons(ctx)).toEqual([])
  const found = await findingsOf(ctx)
  expect(found).toHaveLength(3)
  expect(found[0]).toMatchObject({
    kind: 'unclear-report',
    status: 'open',
    excerpt: expect.stringContaining('Computer says no to [address]'),
  })
  const listed = await listEmailFindings({ limit: 50 })
  expect(listed.rows.filter(({ campaignId }) => campaignId === job.id)).toHaveLength(3)

  const who = await operator()
  const about = { workspaceId: ctx.workspaceId, campaignId: job.id, kind: 'unclear-report' as const }
  expect(
    await code(
      decideEmailFinding(
        { userId: ctx.userId, email: 'x@y.test' },
        { ...about, position: 1, decision: 'suppress' },
      ),
    ),
  ).toBe('operator.own-workspace')
  await decideEmailFinding(who, { ...about, position: 1, decision: 'suppress' })
  await decideEmailFinding(who, { ...about, position: 2, decision: 'dismiss' })
  expect(await code(decideEmailFinding(who, { ...about, position: 2, decision: 'suppress' }))).toBe(
    'email-finding.closed',
  )
  expect(await reasons(ctx)).toEqual(['bounced'])
  const verbs = await system()
    .select({ verb: operatorEvents.verb })
    .from(operatorEvents)
    .where(eq(operatorEvents.workspaceId, ctx.workspaceId))
  expect(verbs.map(({ verb }) => verb).toSorted()).toEqual([
    'email-report.dismissed',
    'email-report.suppressed',
  ])
  // The same report again doesn’t reopen a decision.
  await unclear(2)
  expect((await findingsOf(ctx)).filter(({ status }) => status === 'open')).toHaveLength(1)
})

test('R44, R45: findings about a person are erased with them, and old ones are deleted', async () => {
  const { ctx, job } = await sentTo(2)
  for (const position of [1, 2])
    await deliver(bounceTo(returnPathOf(emailId(job, position)) ?? '', '554 Computer says no'))
  const [first] = await system()
    .select()
    .from(campaignRecipients)
    .where(and(eq(campaignRecipients.campaignId, job.id), eq(campaignRecipients.position, 1)))
  await eraseContact(ctx, { id: first?.contactId ?? '' })
  expect((await findingsOf(ctx)).map(({ position }) => position)).toEqual([2])
  await deleteOldFindings()
  expect(await findingsOf(ctx)).toHaveLength(1)
  await system()
    .update(emailFindings)
    .set({ lastSeenAt: sql`now() - interval '400 days'` })
    .where(eq(emailFindings.workspaceId, ctx.workspaceId))
  await deleteOldFindings()
  expect(await findingsOf(ctx)).toEqual([])
})

test('R44: a campaign pauses when servers block the sender, says why, and sends the rest when it is resumed', async () => {
  const { ctx, job } = await halfSent(12, 6)
  await applyDeliveryEvents({ events: [1, 2, 3, 4].map((position) => blockedBy(job, position)) })
  expect(await getCampaign(ctx, job.id)).toMatchObject({ status: 'queued' })
  await applyDeliveryEvents({ events: [5, 6].map((position) => blockedBy(job, position)) })
  expect(await getCampaign(ctx, job.id)).toMatchObject({
    status: 'paused',
    failure: expect.stringContaining('6 of 6 email servers refused'),
    endsAt: expect.any(String),
  })
  expect(await reasons(ctx)).toEqual([])
  expect(await findingsOf(ctx)).toMatchObject([
    { kind: 'sender-blocked', blocked: 6, status: 'open', position: 0 },
  ])
  const kinds = await system()
    .select({ kind: notifications.kind, data: notifications.data })
    .from(notifications)
    .where(and(eq(notifications.workspaceId, ctx.workspaceId), eq(notifications.kind, 'campaign-stopped')))
  expect(kinds).toMatchObject([{ data: { id: job.id, paused: true } }])

  // A worker that still has its job sends nothing, and the credits stay reserved.
  await sendCampaign(job, { outbox })
  expect(await inbox.mailsTo(tagOf(job.listId))).toHaveLength(0)
  await sweepPausedCampaigns()
  expect(await getCampaign(ctx, job.id)).toMatchObject({ status: 'paused' })

  await resumeCampaign(ctx, job)
  await resumeCampaign(ctx, job)
  await sendCampaign(job, { outbox })
  const messages = await inbox.mailsTo(tagOf(job.listId))
  const rest = await system()
    .select({ email: campaignRecipients.email })
    .from(campaignRecipients)
    .where(and(eq(campaignRecipients.campaignId, job.id), sql`${campaignRecipients.position} > 6`))
  expect(messages.map(({ to }) => to[0]).toSorted()).toEqual(rest.map(({ email }) => email).toSorted())
  expect(await getCampaign(ctx, job.id)).toMatchObject({ status: 'sent', failure: null })
  const verbs = await system()
    .select({ verb: auditEvents.verb })
    .from(auditEvents)
    .where(eq(auditEvents.workspaceId, ctx.workspaceId))
  expect(verbs.map(({ verb }) => verb)).toEqual(expect.arrayContaining(['campaign.pause', 'campaign.resume']))
  expect(await code(resumeCampaign(await agency(), job))).toBe('not-found')
})

test('R13, R44: a paused campaign can be canceled, and ends after seven days', async () => {
  for (const end of ['cancel', 'wait'] as const) {
    const { ctx, job } = await halfSent(20, 10)
    const before = await balance(ctx)
    await applyDeliveryEvents({ events: [1, 2, 3, 4, 5].map((position) => blockedBy(job, position)) })
    if (end === 'cancel') await stopCampaign(ctx, job)
    else {
      await system()
        .update(campaigns)
        .set({ pausedAt: sql`market_now() - interval '8 days'` })
        .where(eq(campaigns.id, job.id))
      await sweepPausedCampaigns()
    }
    const view = await getCampaign(ctx, job.id)
    expect(view).toMatchObject({ status: 'stopped', endsAt: null, paid: { credits: 3 } })
    expect(await code(resumeCampaign(ctx, job))).toBe('campaign.not-paused')
    expect(await balance(ctx)).not.toEqual(before)
  }
})
