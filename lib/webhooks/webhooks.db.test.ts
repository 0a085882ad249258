import { randomUUID } from 'node:crypto'
import { and, eq, sql } from 'drizzle-orm'
import { Webhook } from 'standardwebhooks'
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest'
import { inWorkspace, system } from '@/db/client'
import { readMarketNow } from '@/db/product-time'
import {
  purchases,
  subscriptions,
  webhookDeliveries,
  webhookDeliveryAttempts,
  webhookEndpoints,
  webhookMessages,
} from '@/db/schema'
import { setTestEnv } from '@/lib/billing/testing'
import type { WorkspaceContext } from '@/lib/core/context'
import { code } from '@/lib/core/testing'
import { post } from '@/lib/credits/post'
import { subjectIds } from '@/lib/credits/shared/actions'
import { accepted, charge, grant, hold, settleLot } from '@/lib/credits/testing'
import { jobQueue } from '@/lib/jobs/queue'
import { agency, preparePlans } from '@/lib/metering/testing'
import { checkBalance } from '@/lib/notifications/check-balance'
import { notificationKindsOf } from '@/lib/notifications/testing'
import { deleteWorkspace } from '@/lib/workspaces/delete-workspace'
import { join, verbsOf } from '@/lib/workspaces/testing'
import { closeConnections } from '@/local/test/connections'
import { attemptDelivery, deliverWebhook } from './deliver-webhook'
import { EndpointInput } from './endpoint-input'
import {
  changeEndpoint,
  createEndpoint,
  deleteEndpoint,
  disableEndpoint,
  enableEndpoint,
  getEndpoint,
  listEndpoints,
  rotateEndpointSecret,
} from './endpoints'
import { listDeliveries } from './list-deliveries'
import { sendAgain, sendTestEvent } from './send-event'
import { collectMessages, sweepWebhooks } from './sweep-webhooks'
import { addEndpoint, moveClock, type Receiver, startReceiver } from './testing'

setTestEnv({ OUTBOUND_ALLOWED_HOSTS: 'localhost' })
let receiver: Receiver
beforeAll(async () => {
  await preparePlans()
  await system().execute(sql`insert into packs (key, family, name, credits, price_cents, position)
    values ('test-pack', 'test-pack', 'Pack', 50, 500, 90) on conflict do nothing`)
  await jobQueue()
  receiver = await startReceiver()
})
afterAll(async () => {
  await receiver.close()
  await closeConnections()
})
beforeEach(() => {
  receiver.received.length = 0
  receiver.answer = { status: 200 }
})

const MINUTE = 60
const HOUR = 3_600
const DAY = 86_400

const deliveriesOf = ({ workspaceId }: WorkspaceContext) =>
  system()
    .select({ delivery: webhookDeliveries, message: webhookMessages })
    .from(webhookDeliveries)
    .innerJoin(
      webhookMessages,
      and(
        eq(webhookMessages.workspaceId, webhookDeliveries.workspaceId),
        eq(webhookMessages.id, webhookDeliveries.messageId),
      ),
    )
    .where(eq(webhookDeliveries.workspaceId, workspaceId))
    .orderBy(webhookMessages.sourceKey)
const messagesOf = async ({ workspaceId }: WorkspaceContext) =>
  system()
    .select()
    .from(webhookMessages)
    .where(eq(webhookMessages.workspaceId, workspaceId))
    .orderBy(webhookMessages.sourceKey)
const attemptsOf = (workspaceId: number) =>
  system()
    .select()
    .from(webhookDeliveryAttempts)
    .where(eq(webhookDeliveryAttempts.workspaceId, workspaceId))
    .orderBy(webhookDeliveryAttempts.id)
const endpointRow = async (workspaceId: number) =>
  (await system().select().from(webhookEndpoints).where(eq(webhookEndpoints.workspaceId, workspaceId)))[0]

/** Sends all that is due, as the job does. */
async function deliverDue(ctx: WorkspaceContext) {
  for (const { delivery } of await deliveriesOf(ctx))
    await attemptDelivery({ workspaceId: ctx.workspaceId, id: delivery.id }, receiver.reach)
}

/** A workspace with an endpoint and one delivery that is due. */
async function withDelivery() {
  const ctx = await agency()
  const endpointId = await addEndpoint(ctx, receiver.url)
  accepted(await post(ctx.workspaceId, grant(30, { kind: 'promotion' })))
  await collectMessages(ctx.workspaceId)
  const [found] = await deliveriesOf(ctx)
  return { ctx, endpointId, job: { workspaceId: ctx.workspaceId, id: found!.delivery.id } }
}
const stored = async (id: string) =>
  (await system().select().from(webhookDeliveries).where(eq(webhookDeliveries.id, id)))[0]

async function finishedReport(
  { workspaceId, userId }: WorkspaceContext,
  status: 'ready' | 'failed' | 'cancelled',
  holdId: string = randomUUID(),
) {
  const id = randomUUID()
  await system().execute(sql`insert into reports (workspace_id, id, area, area_name, period_from, period_to, status, hold_id,
      figures, summary, created_by, finished_at)
    values (${workspaceId}, ${id}, '{}', '98103', '2015-01-01', '2015-03-31', ${status}, ${holdId}, '{}', 'Sales rose.',
      ${userId}, market_now())`)
  return id
}

describe('R50: what is sent', () => {
  test('a receiver with a stock Standard Webhooks library verifies it', async () => {
    const { ctx, endpointId, job } = await withDelivery()
    expect(await attemptDelivery(job, receiver.reach)).toMatchObject({ isDelivered: true, attempts: 1 })
    const { secret } = await getEndpoint(ctx, endpointId)
    expect(secret).toMatch(/^whsec_/)
    const [request] = receiver.received
    const verified = new Webhook(secret).verify(request!.body, request!.headers)
    expect(verified).toMatchObject({
      type: 'credits.added',
      timestamp: expect.stringMatching(/^\d{4}-/),
      data: { credits: 30, balanceAfterCredits: 130, reason: 'promotion' },
    })
    expect(Object.keys(verified as object)).toEqual(['type', 'timestamp', 'data'])
    expect(request!.headers['webhook-id']).toMatch(/^msg_[0-9a-f]{32}$/)
    expect(() => new Webhook(secret).verify(request!.body.replace('30', '31'), request!.headers)).toThrow()
    expect(await stored(job.id)).toMatchObject({ status: 'delivered', lastStatus: 200, nextAttemptAt: null })
  })

  test('while a secret is rotated both verify, and after a day only the new one', async () => {
    const { ctx, endpointId, job } = await withDelivery()
    const { secret: former } = await getEndpoint(ctx, endpointId)
    await rotateEndpointSecret(ctx, { id: endpointId })
    const { secret: current } = await getEndpoint(ctx, endpointId)
    expect(current).not.toBe(former)
    await attemptDelivery(job, receiver.reach)
    const verify = (secret: string) => {
      const { body, headers } = receiver.received.at(-1)!
      return new Webhook(secret).verify(body, headers)
    }
    expect(verify(current)).toEqual(verify(former))
    await moveClock(DAY + 1)
    await sendAgain(ctx, { id: job.id }, receiver.reach)
    expect(receiver.received).toHaveLength(2)
    expect(verify(current)).toBeTruthy()
    expect(() => verify(former)).toThrow()
  })

  test('every entry of the ledger that adds credits or takes them back is one event', async () => {
    const ctx = await agency()
    const { workspaceId } = ctx
    await addEndpoint(ctx, receiver.url)
    const purchaseId = randomUUID()
    await system().insert(purchases).values({
      workspaceId,
      id: purchaseId,
      packKey: 'test-pack',
      credits: 50,
      priceCents: 500,
      paidCents: 540,
      status: 'fulfilled',
      boughtBy: ctx.userId,
    })
    const bought = grant(50, { subjectId: purchaseId })
    accepted(await post(workspaceId, bought))
    accepted(await post(workspaceId, charge(5)))
    accepted(await post(workspaceId, settleLot(bought, { returned: 50 })))
    await collectMessages(workspaceId)
    const payloads = (await messagesOf(ctx)).map(({ payload }) => payload)
    expect(payloads).toMatchObject([
      {
        type: 'credits.purchased',
        data: {
          entry: 2,
          credits: 50,
          balanceAfterCredits: 150,
          purchaseId,
          packs: [{ pack: 'test-pack', quantity: 1 }],
          paidCents: 540,
          currency: 'usd',
        },
      },
      { type: 'credits.refunded', data: { entry: 4, credits: -50, reason: 'payment', purchaseId } },
    ])
    expect(JSON.stringify(payloads)).not.toMatch(/@|Tess/)
  })

  test('a reset is sent with its cycle, also when nobody opened the workspace', async () => {
    const ctx = await agency()
    await addEndpoint(ctx, receiver.url)
    await moveClock(32 * DAY)
    await sweepWebhooks()
    const resets = (await messagesOf(ctx)).filter(({ type }) => type === 'credits.reset')
    expect(resets).toHaveLength(1)
    expect(resets[0]?.payload).toMatchObject({
      data: { credits: 100, cycleStartsAt: expect.any(String), cycleEndsAt: expect.any(String) },
    })
  })

  test('low credits are sent once per episode', async () => {
    const ctx = await agency()
    const { workspaceId } = ctx
    await checkBalance(workspaceId)
    await addEndpoint(ctx, receiver.url)
    accepted(await post(workspaceId, charge(95)))
    await checkBalance(workspaceId)
    await collectMessages(workspaceId)
    await collectMessages(workspaceId)
    expect((await messagesOf(ctx)).map(({ payload }) => payload)).toMatchObject([
      { type: 'credits.low', data: { leftCredits: 5, heldCredits: 0, allowanceCredits: 100 } },
    ])
  })

  test('finished work is sent once it is settled, with what it cost; canceled work is not', async () => {
    const ctx = await agency()
    const { workspaceId } = ctx
    await addEndpoint(ctx, receiver.url)
    const held = hold(20)
    accepted(await post(workspaceId, held))
    const ready = await finishedReport(ctx, 'ready', held.key)
    const failed = await finishedReport(ctx, 'failed')
    await finishedReport(ctx, 'cancelled')
    await collectMessages(workspaceId)
    expect((await messagesOf(ctx)).map(({ type }) => type)).toEqual(['work.failed'])
    accepted(await post(workspaceId, { type: 'capture', holdId: held.key, credits: 20, units: 1 }))
    await collectMessages(workspaceId)
    await collectMessages(workspaceId)
    const sent = (await messagesOf(ctx)).map(({ payload }) => payload)
    expect(sent).toHaveLength(2)
    expect(sent).toContainEqual(
      expect.objectContaining({
        type: 'work.ready',
        data: {
          kind: 'report',
          id: ready,
          credits: 20,
          status: 'ready',
          url: `http://localhost:3000/reports/${ready}`,
        },
      }),
    )
    expect(sent).toContainEqual(
      expect.objectContaining({
        type: 'work.failed',
        data: expect.objectContaining({ id: failed, credits: 0, status: 'failed' }),
      }),
    )
  })

  test('campaigns are sent when they went out, could not start, or were stopped by us', async () => {
    const ctx = await agency()
    const { workspaceId, userId } = ctx
    await addEndpoint(ctx, receiver.url)
    const campaign = async (status: string, failure: string | null, finished: boolean) => {
      const id = randomUUID()
      await system().execute(sql`insert into campaigns (workspace_id, id, name, list_name, subject, body, status, failure,
          recipients, hold_id, scheduled_at, created_by, finished_at)
        values (${workspaceId}, ${id}, 'News', 'All', 'News', 'News', ${status}, ${failure}, 3, ${randomUUID()},
          market_now(), ${userId}, ${finished ? sql`market_now()` : null})`)
      return id
    }
    const sent = await campaign('sent', null, true)
    const refused = await campaign('refused', 'Not enough credits.', false)
    const stopped = await campaign('stopped', 'Too many emails bounced.', true)
    await campaign('stopped', null, true)
    await campaign('scheduled', null, false)
    await collectMessages(workspaceId)
    await collectMessages(workspaceId)
    const found = (await messagesOf(ctx)).map(({ type, payload }) => {
      const { kind, id, status, url } = (payload as { data: Record<string, string> }).data
      return { type, kind, id, status, url }
    })
    const url = (id: string) => `http://localhost:3000/campaigns/${id}`
    expect(found).toHaveLength(3)
    for (const [type, id, status] of [
      ['work.ready', sent, 'sent'],
      ['work.failed', refused, 'refused'],
      ['work.failed', stopped, 'stopped'],
    ] as const)
      expect(found).toContainEqual({ type, kind: 'campaign', id, status, url: url(id) })
  })

  test('credits that are returned for broken work, and corrections that give credits, are sent', async () => {
    const ctx = await agency()
    const { workspaceId } = ctx
    await addEndpoint(ctx, receiver.url)
    const id = randomUUID()
    const returned = { kind: 'correction', subjectKind: subjectIds.report, subjectId: id } as const
    accepted(await post(workspaceId, grant(20, returned)))
    accepted(await post(workspaceId, grant(7, { kind: 'correction', subjectKind: subjectIds.correction })))
    await collectMessages(workspaceId)
    expect((await messagesOf(ctx)).map(({ payload }) => payload)).toMatchObject([
      { type: 'credits.refunded', data: { credits: 20, reason: 'work', work: { kind: 'report', id } } },
      { type: 'credits.added', data: { credits: 7, balanceAfterCredits: 127, reason: 'correction' } },
    ])
  })

  test('a changed and a renewed subscription are found in its state', async () => {
    const ctx = await agency()
    const { workspaceId } = ctx
    const now = await readMarketNow()
    const inDays = (days: number) => new Date(now.getTime() + days * DAY * 1_000)
    const write = (values: Partial<typeof subscriptions.$inferInsert>) =>
      system().update(subscriptions).set(values).where(eq(subscriptions.workspaceId, workspaceId))
    await write({ currentPeriodStart: now, currentPeriodEnd: inDays(30), paidUntil: inDays(30) })
    await addEndpoint(ctx, receiver.url)
    await collectMessages(workspaceId)
    expect(await messagesOf(ctx)).toEqual([])
    await write({ endsAt: inDays(30) })
    await collectMessages(workspaceId)
    await write({ currentPeriodStart: inDays(30), currentPeriodEnd: inDays(60), endsAt: null })
    await collectMessages(workspaceId)
    // Its invoice is paid later.
    await write({ paidUntil: inDays(60) })
    await collectMessages(workspaceId)
    await collectMessages(workspaceId)
    const sent = (await messagesOf(ctx)).map(({ payload }) => payload)
    expect(sent).toMatchObject([
      {
        type: 'subscription.renewed',
        data: { plan: 'test-credits', planName: 'Test', periodEndsAt: inDays(60).toISOString() },
      },
      {
        type: 'subscription.changed',
        data: { endsAt: inDays(30).toISOString(), previous: { endsAt: null } },
      },
      { type: 'subscription.changed', data: { endsAt: null, status: 'active' } },
    ])
  })
})

describe('R50: nothing is lost and nothing is doubled', () => {
  test('two sweeps at once make one message of each fact, and a delivery to each endpoint that listens', async () => {
    const ctx = await agency()
    const { workspaceId } = ctx
    await addEndpoint(ctx, receiver.url)
    await addEndpoint(ctx, receiver.url, ['credits.added'])
    await addEndpoint(ctx, receiver.url, ['work.ready'])
    for (let i = 0; i < 5; i += 1) accepted(await post(workspaceId, grant(10, { kind: 'promotion' })))
    await finishedReport(ctx, 'ready')
    await Promise.all([1, 2, 3].map(() => collectMessages(workspaceId)))
    await sweepWebhooks()
    expect(await messagesOf(ctx)).toHaveLength(6)
    expect(await deliveriesOf(ctx)).toHaveLength(5 * 2 + 2)
  })

  test('two workers send an attempt once; a killed one is followed with the same message id', async () => {
    const { ctx, job } = await withDelivery()
    await Promise.all([1, 2, 3].map(() => attemptDelivery(job, receiver.reach)))
    expect(receiver.received).toHaveLength(1)
    const first = receiver.received[0]!.headers['webhook-id']
    // As after a process that died between sending and storing the result.
    await system()
      .update(webhookDeliveries)
      .set({ status: 'pending', deliveredAt: null, nextAttemptAt: sql`market_now() + interval '1 minute'` })
      .where(eq(webhookDeliveries.id, job.id))
    expect(await attemptDelivery(job, receiver.reach)).toBeNull()
    await moveClock(MINUTE)
    await deliverDue(ctx)
    expect(receiver.received.map(({ headers }) => headers['webhook-id'])).toEqual([first, first])
  })

  test('what happened before an endpoint was there, or while it was off, is not sent', async () => {
    const ctx = await agency()
    const { workspaceId } = ctx
    accepted(await post(workspaceId, grant(10, { kind: 'promotion' })))
    await finishedReport(ctx, 'ready')
    await moveClock(1)
    const id = await addEndpoint(ctx, receiver.url)
    await collectMessages(workspaceId)
    await disableEndpoint(ctx, { id })
    accepted(await post(workspaceId, grant(10, { kind: 'promotion' })))
    await finishedReport(ctx, 'ready')
    await collectMessages(workspaceId)
    await moveClock(1)
    await enableEndpoint(ctx, { id })
    await collectMessages(workspaceId)
    expect(await messagesOf(ctx)).toEqual([])
    accepted(await post(workspaceId, grant(10, { kind: 'promotion' })))
    await collectMessages(workspaceId)
    expect(await deliveriesOf(ctx)).toHaveLength(1)
  })

  test('the sweep queues what is due', async () => {
    const { ctx, job } = await withDelivery()
    await sweepWebhooks()
    await sweepWebhooks()
    const boss = await jobQueue()
    const jobs = await boss.findJobs('webhook-deliver', { key: job.id })
    expect(jobs.map(({ data }) => data)).toEqual([job])
    expect(await deliveriesOf(ctx)).toMatchObject([{ delivery: { status: 'pending', attempts: 0 } }])
  })

  test('messages are removed after 30 days, and what they were about is not sent again', async () => {
    const ctx = await agency()
    const { workspaceId } = ctx
    await addEndpoint(ctx, receiver.url, ['work.ready'])
    await finishedReport(ctx, 'ready')
    await collectMessages(workspaceId)
    expect(await deliveriesOf(ctx)).toHaveLength(1)
    await moveClock(31 * DAY)
    await sweepWebhooks()
    await collectMessages(workspaceId)
    expect((await messagesOf(ctx)).filter(({ type }) => type === 'work.ready')).toEqual([])
  })
})

describe('R50: retries', () => {
  test('a delivery is tried ten times over three days by the product’s clock, then it failed', async () => {
    const { job } = await withDelivery()
    receiver.answer = { status: 503, body: 'Down for maintenance' }
    const waits = [5, 5 * MINUTE, 30 * MINUTE, 2 * HOUR, 5 * HOUR, 10 * HOUR, 14 * HOUR, 20 * HOUR, 24 * HOUR]
    for (const wait of waits) {
      expect(await attemptDelivery(job, receiver.reach)).toMatchObject({
        isDelivered: false,
        willRetry: true,
      })
      expect(await attemptDelivery(job, receiver.reach), 'not before it is due').toBeNull()
      const due = (await stored(job.id))?.nextAttemptAt?.getTime() ?? 0
      expect(Math.abs(due - (await readMarketNow()).getTime() - wait * 1_000)).toBeLessThan(2_000)
      await moveClock(wait)
    }
    expect(await attemptDelivery(job, receiver.reach)).toMatchObject({ willRetry: false, attempts: 10 })
    expect(await stored(job.id)).toMatchObject({ status: 'failed', lastStatus: 503, nextAttemptAt: null })
    expect(receiver.received).toHaveLength(10)
    const attempts = await attemptsOf(job.workspaceId)
    expect(attempts).toHaveLength(10)
    expect(attempts[0]).toMatchObject({ status: 503, error: null, response: 'Down for maintenance' })
  })

  test('the job asks the queue for the second attempt alone', async () => {
    const { job } = await withDelivery()
    await system().update(webhookEndpoints).set({ url: 'https://webhooks.invalid/' })
    await expect(deliverWebhook(job, { last: false })).rejects.toThrow('no server with this name')
    await moveClock(6)
    await deliverWebhook(job, { last: false })
    expect(await stored(job.id)).toMatchObject({ status: 'pending', attempts: 2 })
  })

  test('an endpoint that answers 410 is turned off, and its owner told', async () => {
    const { ctx, job } = await withDelivery()
    receiver.answer = { status: 410 }
    await attemptDelivery(job, receiver.reach)
    expect(await endpointRow(ctx.workspaceId)).toMatchObject({ enabled: false, disabledReason: 'gone' })
    expect(await stored(job.id)).toMatchObject({ status: 'failed', lastStatus: 410 })
    expect(await notificationKindsOf(ctx)).toContain('webhook-disabled')
  })

  test('an endpoint that has failed for 5 days is turned off, one that answered in between is not', async () => {
    const { ctx, endpointId, job } = await withDelivery()
    receiver.answer = { status: 500 }
    await attemptDelivery(job, receiver.reach)
    expect((await endpointRow(ctx.workspaceId))?.failingSince).not.toBeNull()
    receiver.answer = { status: 204 }
    await moveClock(5)
    await attemptDelivery(job, receiver.reach)
    expect((await endpointRow(ctx.workspaceId))?.failingSince).toBeNull()
    receiver.answer = { status: 500 }
    for (const days of [0, 5]) {
      await moveClock(days * DAY)
      accepted(await post(ctx.workspaceId, grant(1, { kind: 'promotion' })))
      await collectMessages(ctx.workspaceId)
      await deliverDue(ctx)
    }
    const [endpoint] = await listEndpoints(ctx)
    expect(endpoint).toMatchObject({ id: endpointId, enabled: false, disabledReason: 'failing' })
    expect((await deliveriesOf(ctx)).filter(({ delivery }) => delivery.status === 'pending')).toEqual([])
    expect((await notificationKindsOf(ctx)).filter((kind) => kind === 'webhook-disabled')).toHaveLength(1)
  })
})

describe('R50, R41: where it is sent', () => {
  test('addresses inside our network are refused when they are entered and when they are used', async () => {
    const url = (of: string) => EndpointInput.safeParse({ id: randomUUID(), url: of, events: 'work.ready' })
    for (const of of [
      'https://127.0.0.1/in',
      'https://169.254.169.254/latest',
      'https://[::1]/in',
      'https://10.0.0.8/in',
      'http://example.com/in',
      'https://user:pass@example.com/in',
      'https://intranet/in',
      'no url',
    ])
      expect([of, url(of).success]).toEqual([of, false])
    expect(url('https://example.com/in').success).toBe(true)
    expect(url('HTTPS://EXAMPLE.com/in').data?.url).toBe('https://example.com/in')
    expect(url(`https://example.com/${'é'.repeat(300)}`).success).toBe(false)
    // OUTBOUND_ALLOWED_HOSTS names it.
    expect(url('http://localhost:4000/in').success).toBe(true)
    const { job } = await withDelivery()
    const result = await attemptDelivery(job, { ...receiver.reach, allowedHosts: [] })
    expect(result).toMatchObject({ isDelivered: false, answer: { error: 'This URL isn’t public.' } })
    expect(receiver.received).toEqual([])
  })

  test('a redirect is not followed and is no success', async () => {
    const { job } = await withDelivery()
    receiver.answer = { status: 302, headers: { location: receiver.url.replace('/events', '/elsewhere') } }
    expect(await attemptDelivery(job, receiver.reach)).toMatchObject({ isDelivered: false, willRetry: true })
    expect(receiver.received.map(({ path }) => path)).toEqual(['/events'])
  })

  test('a long response is stored as its beginning, and one without end is given up', async () => {
    const { ctx, job } = await withDelivery()
    receiver.answer = { status: 200, body: `\0${'é'.repeat(5_000)}` }
    await attemptDelivery(job, receiver.reach)
    receiver.answer = { status: 200, body: 'a'.repeat(100_000) }
    await sendAgain(ctx, { id: job.id }, receiver.reach)
    const [long, endless] = await attemptsOf(ctx.workspaceId)
    expect(long).toMatchObject({ status: 200, response: 'é'.repeat(1_000) })
    expect(endless).toMatchObject({ status: null, error: expect.stringContaining('too large') })
  })
})

describe('R50: sending by hand, and who may', () => {
  test('a test event is sent once, whatever is answered', async () => {
    const ctx = await agency()
    const id = await addEndpoint(ctx, receiver.url, ['work.ready'])
    receiver.answer = { status: 500 }
    expect(await sendTestEvent(ctx, { id }, receiver.reach)).toMatchObject({ willRetry: false })
    receiver.answer = { status: 200 }
    expect(await sendTestEvent(ctx, { id }, receiver.reach)).toMatchObject({ isDelivered: true })
    const { secret } = await getEndpoint(ctx, id)
    const { body, headers } = receiver.received.at(-1)!
    expect(new Webhook(secret).verify(body, headers)).toMatchObject({ type: 'webhook.test' })
    expect((await endpointRow(ctx.workspaceId))?.failingSince).toBeNull()
    await disableEndpoint(ctx, { id })
    expect(await code(sendTestEvent(ctx, { id }, receiver.reach))).toBe('webhook.off')
  })

  test('a delivery is sent again with the same id, and its log keeps every attempt', async () => {
    const { ctx, endpointId, job } = await withDelivery()
    await attemptDelivery(job, receiver.reach)
    await sendAgain(ctx, { id: job.id }, receiver.reach)
    const [first, second] = receiver.received
    expect(second!.body).toBe(first!.body)
    expect(second!.headers['webhook-id']).toBe(first!.headers['webhook-id'])
    const { rows } = await listDeliveries(ctx, endpointId, { limit: 10 })
    expect(rows).toMatchObject([
      { id: job.id, status: 'delivered', attempts: [{ status: 200 }, { status: 200 }] },
    ])
    expect(JSON.parse(rows[0]!.body)).toMatchObject({ type: 'credits.added' })
  })

  test('owners and admins manage webhooks, members and other workspaces do not', async () => {
    const { ctx, endpointId: id, job } = await withDelivery()
    const admin = await join(ctx.workspaceId, 'admin')
    const member = await join(ctx.workspaceId, 'member')
    const other = await agency()
    const input = () =>
      EndpointInput.parse({ id: randomUUID(), url: 'https://example.com/in', events: ['work.ready'] })
    const attempts = (who: WorkspaceContext) => [
      code(createEndpoint(who, input())),
      code(getEndpoint(who, id)),
      code(changeEndpoint(who, { ...input(), id })),
      code(rotateEndpointSecret(who, { id })),
      code(disableEndpoint(who, { id })),
      code(enableEndpoint(who, { id })),
      code(sendTestEvent(who, { id }, receiver.reach)),
      code(sendAgain(who, { id: job.id }, receiver.reach)),
    ]
    expect(new Set(await Promise.all(attempts(member)))).toEqual(new Set(['forbidden']))
    expect(await code(listDeliveries(member, id, { limit: 1 }))).toBe('forbidden')
    expect(await code(deleteEndpoint(member, { id }))).toBe('forbidden')
    const [made, ...foreign] = await Promise.all(attempts(other))
    expect(made).toBe('no refusal')
    expect(new Set(foreign)).toEqual(new Set(['not-found']))
    await deleteEndpoint(other, { id })
    expect((await listDeliveries(other, id, { limit: 1 })).rows).toEqual([])
    for (const attempt of [getEndpoint(admin, id), rotateEndpointSecret(admin, { id })])
      expect(await code(attempt)).toBe('no refusal')
    expect(await listEndpoints(ctx)).toHaveLength(1)
  })

  test('the same request twice is one endpoint, there are at most ten, and all of it is recorded', async () => {
    const ctx = await agency()
    const input = EndpointInput.parse({ id: randomUUID(), url: receiver.url, events: ['work.ready'] })
    await createEndpoint(ctx, input)
    await createEndpoint(ctx, input)
    for (const _ of Array.from({ length: 9 })) await addEndpoint(ctx, receiver.url)
    expect(await code(addEndpoint(ctx, receiver.url))).toBe('webhook.many')
    const { id } = input
    await disableEndpoint(ctx, { id })
    await disableEndpoint(ctx, { id })
    await enableEndpoint(ctx, { id })
    await rotateEndpointSecret(ctx, { id })
    const { secret } = await getEndpoint(ctx, id)
    const changed = { ...input, url: `${receiver.url}/other`, events: input.events }
    await changeEndpoint(ctx, changed)
    await changeEndpoint(ctx, changed)
    expect(await getEndpoint(ctx, id)).toMatchObject({ url: changed.url, secret })
    await deleteEndpoint(ctx, { id })
    await deleteEndpoint(ctx, { id })
    const verbs = await verbsOf(ctx.workspaceId)
    expect(verbs.filter((verb) => verb !== 'webhook.created')).toEqual([
      'webhook.disabled',
      'webhook.enabled',
      'webhook.secret-rotated',
      'webhook.changed',
      'webhook.deleted',
    ])
  })

  test('a deleted endpoint takes its log along, and what was on its way ends', async () => {
    const { ctx, endpointId, job } = await withDelivery()
    await deleteEndpoint(ctx, { id: endpointId })
    expect(await attemptDelivery(job, receiver.reach)).toBeNull()
    expect(await deliveriesOf(ctx)).toEqual([])
    expect(receiver.received).toEqual([])
  })

  test('R35: a deleted workspace sends nothing', async () => {
    const { ctx, job } = await withDelivery()
    await system().execute(
      sql`update subscriptions set status = 'canceled' where workspace_id = ${ctx.workspaceId}`,
    )
    await deleteWorkspace(ctx, { name: 'Test agency' })
    expect(await attemptDelivery(job, receiver.reach)).toBeNull()
    // Also when its row was never touched.
    await system()
      .update(webhookEndpoints)
      .set({ enabled: true, disabledReason: null })
      .where(eq(webhookEndpoints.workspaceId, ctx.workspaceId))
    await system()
      .update(webhookDeliveries)
      .set({ status: 'pending', nextAttemptAt: sql`market_now()` })
      .where(eq(webhookDeliveries.id, job.id))
    await sweepWebhooks()
    expect(await attemptDelivery(job, receiver.reach)).toBeNull()
    expect(receiver.received).toEqual([])
  })

  test('R35: requests read no cursor and change no message', async () => {
    const { ctx } = await withDelivery()
    for (const statement of [
      'select * from webhook_cursors',
      "update webhook_messages set type = 'webhook.test'",
      'delete from webhook_deliveries',
      'delete from webhook_delivery_attempts',
    ])
      await expect(inWorkspace(ctx.workspaceId, (tx) => tx.execute(sql.raw(statement)))).rejects.toThrow()
  })
})
