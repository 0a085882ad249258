import type { Queryable } from '@/db/client'
import { marketNow } from '@/db/product-time'
import { type WebhookEventType, webhookDeliveries, webhookMessages } from '@/db/schema'
import { type Fact, newMessageId, payloadOf } from './payload'

export type Listener = { id: string; events: WebhookEventType[]; enabledAt: Date }

/**
 * Stores a message for each fact that has none, and a delivery to each endpoint that listens to it. What happened before an
 * endpoint was enabled is not sent to it.
 */
export async function storeMessages(
  tx: Queryable,
  workspaceId: number,
  facts: readonly Fact[],
  listeners: readonly Listener[],
): Promise<void> {
  const heard = facts.filter(({ at }) => listeners.some(({ enabledAt }) => enabledAt <= at))
  if (heard.length === 0) return
  const made = await tx
    .insert(webhookMessages)
    .values(
      heard.map((fact) => ({
        workspaceId,
        id: newMessageId(),
        type: fact.type,
        sourceKey: fact.key,
        payload: payloadOf(fact),
      })),
    )
    .onConflictDoNothing({ target: [webhookMessages.workspaceId, webhookMessages.sourceKey] })
    .returning({ id: webhookMessages.id, sourceKey: webhookMessages.sourceKey })
  const idOf = new Map(made.map(({ id, sourceKey }) => [sourceKey, id]))
  const deliveries = heard.flatMap(({ key, type, at }) => {
    const messageId = idOf.get(key)
    if (messageId === undefined) return []
    return listeners
      .filter(({ events, enabledAt }) => events.includes(type) && enabledAt <= at)
      .map(({ id }) => ({ workspaceId, messageId, endpointId: id, nextAttemptAt: marketNow }))
  })
  if (deliveries.length > 0) await tx.insert(webhookDeliveries).values(deliveries)
}
