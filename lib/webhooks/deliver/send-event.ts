import { randomUUID } from 'node:crypto'
import { and, eq } from 'drizzle-orm'
import { inWorkspace, type Queryable } from '@/db/client'
import { marketNow, readMarketNow } from '@/db/product-time'
import { auditEvents, webhookDeliveries, webhookEndpoints, webhookMessages } from '@/db/schema'
import type { WorkspaceContext } from '@/lib/core/context'
import { notFound, Refusal } from '@/lib/core/errors'
import { newMessageId, payloadOf } from '../collect/payload'
import { assertMayManage, isEndpoint } from '../endpoints'
import { type AttemptResult, attemptDelivery } from './deliver-webhook'
import type { Reach } from './post-event'

const TEST_MESSAGE = 'This is a test event. Nothing happened in your workspace.'

/**
 * Sends a test event now, once, and says what the endpoint answered.
 * @throws Refusal `forbidden`, `not-found`, `webhook.off`
 */
export async function sendTestEvent(
  ctx: WorkspaceContext,
  { id }: { id: string },
  reach?: Reach,
): Promise<AttemptResult | null> {
  const { workspaceId, userId } = ctx
  assertMayManage(ctx.role)
  const deliveryId = randomUUID()
  await inWorkspace(workspaceId, async (tx) => {
    await assertOn(tx, workspaceId, id)
    const at = await readMarketNow(tx)
    const messageId = newMessageId()
    const payload = payloadOf({ type: 'webhook.test', at, data: { message: TEST_MESSAGE } })
    await tx
      .insert(webhookMessages)
      .values({ workspaceId, id: messageId, type: 'webhook.test', sourceKey: `test ${deliveryId}`, payload })
    await tx
      .insert(webhookDeliveries)
      .values({ workspaceId, id: deliveryId, messageId, endpointId: id, nextAttemptAt: marketNow })
    await tx
      .insert(auditEvents)
      .values({ workspaceId, actorId: userId, verb: 'webhook.tested', detail: { id } })
  })
  return attemptDelivery({ workspaceId, id: deliveryId }, reach)
}

/**
 * Sends a delivery again, with the same message id: now, and by the retry schedule when that fails.
 * @throws Refusal `forbidden`, `not-found`, `webhook.off`
 */
export async function sendAgain(
  ctx: WorkspaceContext,
  { id }: { id: string },
  reach?: Reach,
): Promise<AttemptResult | null> {
  const { workspaceId, userId } = ctx
  assertMayManage(ctx.role)
  await inWorkspace(workspaceId, async (tx) => {
    const isThis = and(eq(webhookDeliveries.workspaceId, workspaceId), eq(webhookDeliveries.id, id))
    const [delivery] = await tx.select().from(webhookDeliveries).where(isThis).for('update')
    if (!delivery) throw notFound('delivery')
    await assertOn(tx, workspaceId, delivery.endpointId)
    // One that is being sent, or due, is on its way already.
    if (delivery.status === 'pending' && delivery.attempts === 0) return
    await tx
      .update(webhookDeliveries)
      .set({ status: 'pending', attempts: 0, nextAttemptAt: marketNow, deliveredAt: null })
      .where(isThis)
    await tx
      .insert(auditEvents)
      .values({ workspaceId, actorId: userId, verb: 'webhook.resent', detail: { id } })
  })
  return attemptDelivery({ workspaceId, id }, reach)
}

async function assertOn(tx: Queryable, workspaceId: number, id: string): Promise<void> {
  const [endpoint] = await tx
    .select({ enabled: webhookEndpoints.enabled })
    .from(webhookEndpoints)
    .where(isEndpoint(workspaceId, id))
  if (!endpoint) throw notFound('webhook')
  if (!endpoint.enabled) throw new Refusal('webhook.off', 'This webhook is off. Turn it on first.')
}
