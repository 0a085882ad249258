import { randomUUID } from 'node:crypto'
import { eq, sql } from 'drizzle-orm'
import { Webhook } from 'standardwebhooks'
import { describe, expect, test } from 'vitest'
import { system } from '@/db/client'
import { readMarketNow } from '@/db/product-time'
import { purchases, subscriptions } from '@/db/schema'
import { post } from '@/lib/credits/post'
import { subjectIds } from '@/lib/credits/shared/actions'
import { accepted, charge, grant, hold, settleLot } from '@/lib/credits/testing'
import { agency } from '@/lib/metering/testing'
import { checkBalance } from '@/lib/notifications/watch/check-balance'
import { attemptDelivery } from '../deliver/deliver-webhook'
import { sendAgain } from '../deliver/send-event'
import { getEndpoint, rotateEndpointSecret } from '../endpoints'
import {
  addEndpoint,
  DAY,
  finishedReport,
  messagesOf,
  moveClock,
  readDelivery,
  receiver,
  setUpReceiver,
  withDelivery,
} from '../testing'
import { collectMessages, sweepWebhooks } from './sweep-webhooks'

setUpReceiver()

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
    expect(await readDelivery(job.id)).toMatchObject({
      status: 'delivered',
      lastStatus: 200,
      nextAttemptAt: null,
    })
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
