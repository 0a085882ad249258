import { randomUUID } from 'node:crypto'
import { describe, expect, test } from 'vitest'
import { system } from '@/db/client'
import { readMarketNow } from '@/db/product-time'
import { webhookEndpoints } from '@/db/schema'
import { post } from '@/lib/credits/post'
import { accepted, grant } from '@/lib/credits/testing'
import { notificationKindsOf } from '@/lib/notifications/testing'
import { collectMessages } from '../collect/sweep-webhooks'
import { EndpointInput } from '../endpoint-input'
import { listEndpoints } from '../endpoints'
import {
  attemptsOf,
  DAY,
  deliverDue,
  deliveriesOf,
  endpointRow,
  HOUR,
  MINUTE,
  moveClock,
  readDelivery,
  receiver,
  setUpReceiver,
  withDelivery,
} from '../testing'
import { attemptDelivery, deliverWebhook } from './deliver-webhook'
import { sendAgain } from './send-event'

setUpReceiver()

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
      const due = (await readDelivery(job.id))?.nextAttemptAt?.getTime() ?? 0
      expect(Math.abs(due - (await readMarketNow()).getTime() - wait * 1_000)).toBeLessThan(2_000)
      await moveClock(wait)
    }
    expect(await attemptDelivery(job, receiver.reach)).toMatchObject({ willRetry: false, attempts: 10 })
    expect(await readDelivery(job.id)).toMatchObject({
      status: 'failed',
      lastStatus: 503,
      nextAttemptAt: null,
    })
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
    expect(await readDelivery(job.id)).toMatchObject({ status: 'pending', attempts: 2 })
  })

  test('an endpoint that answers 410 is turned off, and its owner told', async () => {
    const { ctx, job } = await withDelivery()
    receiver.answer = { status: 410 }
    await attemptDelivery(job, receiver.reach)
    expect(await endpointRow(ctx.workspaceId)).toMatchObject({ enabled: false, disabledReason: 'gone' })
    expect(await readDelivery(job.id)).toMatchObject({ status: 'failed', lastStatus: 410 })
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
