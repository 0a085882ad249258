import { and, asc, eq, inArray } from 'drizzle-orm'
import { inWorkspace } from '@/db/client'
import {
  type WebhookDeliveryStatus,
  type WebhookEventType,
  webhookDeliveries,
  webhookDeliveryAttempts,
  webhookMessages,
} from '@/db/schema'
import type { WorkspaceContext } from '@/lib/core/context'
import { type Page, type PageQuery, pageClauses, toPage } from '@/lib/core/paging/page'
import { bodyOf, type Payload } from '../collect/payload'
import { assertMayManage } from '../endpoints'

type AttemptView = {
  id: number
  at: string
  status: number | null
  error: string | null
  durationMs: number
  response: string | null
}

export type DeliveryView = {
  id: string
  messageId: string
  type: WebhookEventType
  status: WebhookDeliveryStatus
  createdAt: string
  nextAttemptAt: string | null
  lastStatus: number | null
  lastError: string | null
  body: string
  attempts: AttemptView[]
}

/** What was sent to an endpoint, the newest first, with the attempts of each. @throws Refusal `forbidden` */
export async function listDeliveries(
  ctx: WorkspaceContext,
  endpointId: string,
  query: PageQuery,
): Promise<Page<DeliveryView>> {
  const { workspaceId } = ctx
  assertMayManage(ctx.role)
  const page = pageClauses({ at: webhookDeliveries.createdAt, id: webhookDeliveries.id }, query)
  return inWorkspace(workspaceId, async (tx) => {
    const found = await tx
      .select({ row: webhookDeliveries, message: webhookMessages, cursor: page.cursor })
      .from(webhookDeliveries)
      .innerJoin(
        webhookMessages,
        and(
          eq(webhookMessages.workspaceId, webhookDeliveries.workspaceId),
          eq(webhookMessages.id, webhookDeliveries.messageId),
        ),
      )
      .where(
        and(
          eq(webhookDeliveries.workspaceId, workspaceId),
          eq(webhookDeliveries.endpointId, endpointId),
          page.where,
        ),
      )
      .orderBy(...page.orderBy)
      .limit(page.limit)
    const attempts =
      found.length === 0
        ? []
        : await tx
            .select()
            .from(webhookDeliveryAttempts)
            .where(
              and(
                eq(webhookDeliveryAttempts.workspaceId, workspaceId),
                inArray(
                  webhookDeliveryAttempts.deliveryId,
                  found.map(({ row }) => row.id),
                ),
              ),
            )
            .orderBy(asc(webhookDeliveryAttempts.id))
    return toPage(found, query, ({ row, message }) => ({
      id: row.id,
      messageId: row.messageId,
      type: message.type,
      status: row.status,
      createdAt: row.createdAt.toISOString(),
      nextAttemptAt: row.nextAttemptAt?.toISOString() ?? null,
      lastStatus: row.lastStatus,
      lastError: row.lastError,
      body: bodyOf(message.payload as Payload),
      attempts: attempts
        .filter(({ deliveryId }) => deliveryId === row.id)
        .map(({ id, at, status, error, durationMs, response }) => ({
          id,
          at: at.toISOString(),
          status,
          error,
          durationMs,
          response,
        })),
    }))
  })
}
