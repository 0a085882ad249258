import { randomUUID } from 'node:crypto'
import { eq, sql } from 'drizzle-orm'
import { Webhook } from 'standardwebhooks'
import { describe, expect, test } from 'vitest'
import { inWorkspace, system } from '@/db/client'
import { webhookDeliveries, webhookEndpoints } from '@/db/schema'
import type { WorkspaceContext } from '@/lib/core/context'
import { code } from '@/lib/core/testing'
import { agency } from '@/lib/metering/testing'
import { deleteWorkspace } from '@/lib/workspaces/deletion/delete-workspace'
import { join, verbsOf } from '@/lib/workspaces/testing'
import { sweepWebhooks } from './collect/sweep-webhooks'
import { attemptDelivery } from './deliver/deliver-webhook'
import { listDeliveries } from './deliver/list-deliveries'
import { sendAgain, sendTestEvent } from './deliver/send-event'
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
import { addEndpoint, deliveriesOf, endpointRow, receiver, setUpReceiver, withDelivery } from './testing'

setUpReceiver()

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
