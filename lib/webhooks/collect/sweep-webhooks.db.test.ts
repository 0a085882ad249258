import { eq, sql } from 'drizzle-orm'
import { describe, expect, test } from 'vitest'
import { system } from '@/db/client'
import { webhookDeliveries } from '@/db/schema'
import { post } from '@/lib/credits/post'
import { accepted, grant } from '@/lib/credits/testing'
import { jobQueue } from '@/lib/jobs/queue'
import { agency } from '@/lib/metering/testing'
import { attemptDelivery } from '../deliver/deliver-webhook'
import { disableEndpoint, enableEndpoint } from '../endpoints'
import {
  addEndpoint,
  DAY,
  deliverDue,
  deliveriesOf,
  finishedReport,
  MINUTE,
  messagesOf,
  moveClock,
  receiver,
  setUpReceiver,
  withDelivery,
} from '../testing'
import { collectMessages, sweepWebhooks } from './sweep-webhooks'

setUpReceiver()

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
