import { and, asc, eq, ne, sql } from 'drizzle-orm'
import { inWorkspace, type Queryable } from '@/db/client'
import { marketNow, readMarketNow } from '@/db/product-time'
import {
  type WebhookDisabledReason,
  type WebhookEventType,
  webhookDeliveries,
  webhookEndpoints,
} from '@/db/schema'
import { can, whoCan } from '@/lib/auth/permissions'
import type { WorkspaceContext } from '@/lib/core/context'
import { notFound, Refusal } from '@/lib/core/errors'
import { type LockedMembers, withLockedMembers } from '@/lib/workspaces/members/locked-members'
import { startCursor } from './collect/cursor'
import type { EndpointInput } from './endpoint-input'
import { ROTATION_HOURS } from './shared/events'
import { secretOf } from './signing'

const MOST_ENDPOINTS = 10

export type EndpointView = {
  id: string
  url: string
  description: string
  events: WebhookEventType[]
  enabled: boolean
  disabledReason: WebhookDisabledReason | null
  failingSince: Date | null
  createdAt: Date
}
/** With what only the endpoint's own page shows. */
export type EndpointDetails = EndpointView & { secret: string; previousSecretUntil: Date | null }

type Row = typeof webhookEndpoints.$inferSelect

export const isEndpoint = (workspaceId: number, id: string) =>
  and(eq(webhookEndpoints.workspaceId, workspaceId), eq(webhookEndpoints.id, id))

const viewOf = (row: Row): EndpointView => {
  const { id, url, description, events, enabled, disabledReason, failingSince, createdAt } = row
  return { id, url, description, events, enabled, disabledReason, failingSince, createdAt }
}

/** The oldest first. */
export async function listEndpoints({ workspaceId }: WorkspaceContext): Promise<EndpointView[]> {
  const rows = await inWorkspace(workspaceId, (tx) =>
    tx
      .select()
      .from(webhookEndpoints)
      .where(eq(webhookEndpoints.workspaceId, workspaceId))
      .orderBy(asc(webhookEndpoints.createdAt), asc(webhookEndpoints.id)),
  )
  return rows.map(viewOf)
}

/** @throws Refusal `forbidden`, `not-found` */
export async function getEndpoint(ctx: WorkspaceContext, id: string): Promise<EndpointDetails> {
  assertMayManage(ctx.role)
  return inWorkspace(ctx.workspaceId, async (tx) => {
    const [row] = await tx.select().from(webhookEndpoints).where(isEndpoint(ctx.workspaceId, id))
    if (!row) throw notFound('webhook')
    const now = await readMarketNow(tx)
    const { previousSecretUntil: until } = row
    return { ...viewOf(row), secret: secretOf(row), previousSecretUntil: until && until > now ? until : null }
  })
}

/** @throws Refusal `forbidden` */
export function assertMayManage(role: LockedMembers['actorRole']): void {
  if (can(role, 'endpoints.manage')) return
  throw new Refusal('forbidden', whoCan('endpoints.manage'))
}

/**
 * The form carries the id, so a second click adds nothing (R12).
 * @throws Refusal `forbidden`, `webhook.many`
 */
export async function createEndpoint(
  ctx: WorkspaceContext,
  { id, url, description, events }: EndpointInput,
): Promise<void> {
  const { workspaceId, userId } = ctx
  await withLockedMembers(ctx, async ({ tx, actorRole, audit }) => {
    assertMayManage(actorRole)
    const existing = await tx
      .select({ id: webhookEndpoints.id, enabled: webhookEndpoints.enabled })
      .from(webhookEndpoints)
      .where(eq(webhookEndpoints.workspaceId, workspaceId))
    if (existing.some((endpoint) => endpoint.id === id)) return
    if (existing.length >= MOST_ENDPOINTS) {
      throw new Refusal('webhook.many', `You can have up to ${MOST_ENDPOINTS} webhooks. Delete one first.`)
    }
    if (!existing.some(({ enabled }) => enabled)) await startCursor(tx, workspaceId)
    await tx.insert(webhookEndpoints).values({ workspaceId, id, url, description, events, createdBy: userId })
    await audit('webhook.created', { id, url, events })
  })
}

/**
 * Changes where it sends and what. Its secret stays, and what is waiting goes to the new URL.
 * @throws Refusal `forbidden`, `not-found`
 */
export async function changeEndpoint(
  ctx: WorkspaceContext,
  { id, url, description, events }: EndpointInput,
): Promise<void> {
  await withEndpoint(ctx, id, async ({ tx, audit }, former) => {
    const isSame =
      former.url === url &&
      former.description === description &&
      former.events.toSorted().join() === events.toSorted().join()
    if (isSame) return
    await tx.update(webhookEndpoints).set({ url, description, events }).where(isEndpoint(ctx.workspaceId, id))
    await audit('webhook.changed', { id, url, events })
  })
}

/** Nothing is sent to it until it is turned on again; what is waiting fails and can be sent again later. */
export async function disableEndpoint(ctx: WorkspaceContext, { id }: { id: string }): Promise<void> {
  await withEndpoint(ctx, id, async ({ tx, audit }, { enabled }) => {
    if (!enabled) return
    await turnOff(tx, ctx.workspaceId, id, 'person')
    await audit('webhook.disabled', { id, reason: 'person' })
  })
}

/** What happened while it was off is not sent. */
export async function enableEndpoint(ctx: WorkspaceContext, { id }: { id: string }): Promise<void> {
  const { workspaceId } = ctx
  await withEndpoint(ctx, id, async ({ tx, audit }, { enabled }) => {
    if (enabled) return
    const [other] = await tx
      .select({ id: webhookEndpoints.id })
      .from(webhookEndpoints)
      .where(
        and(
          eq(webhookEndpoints.workspaceId, workspaceId),
          eq(webhookEndpoints.enabled, true),
          ne(webhookEndpoints.id, id),
        ),
      )
      .limit(1)
    if (!other) await startCursor(tx, workspaceId)
    await tx
      .update(webhookEndpoints)
      .set({ enabled: true, disabledReason: null, failingSince: null, enabledAt: marketNow })
      .where(isEndpoint(workspaceId, id))
    await audit('webhook.enabled', { id })
  })
}

/** Replaces the secret. Requests are signed with both until the previous one ends. */
export async function rotateEndpointSecret(ctx: WorkspaceContext, { id }: { id: string }): Promise<void> {
  const { workspaceId } = ctx
  await withEndpoint(ctx, id, async ({ tx, audit }) => {
    await tx
      .update(webhookEndpoints)
      .set({
        secretVersion: sql`${webhookEndpoints.secretVersion} + 1`,
        previousSecretUntil: sql`${marketNow} + make_interval(hours => ${ROTATION_HOURS})`,
      })
      .where(isEndpoint(workspaceId, id))
    await audit('webhook.secret-rotated', { id })
  })
}

/** Deletes an endpoint with its log. Idempotent. @throws Refusal `forbidden` */
export async function deleteEndpoint(ctx: WorkspaceContext, { id }: { id: string }): Promise<void> {
  await withLockedMembers(ctx, async ({ tx, actorRole, audit }) => {
    assertMayManage(actorRole)
    const [deleted] = await tx
      .delete(webhookEndpoints)
      .where(isEndpoint(ctx.workspaceId, id))
      .returning({ url: webhookEndpoints.url })
    if (deleted) await audit('webhook.deleted', { id, url: deleted.url })
  })
}

/** @throws Refusal `forbidden`, `not-found` */
async function withEndpoint(
  ctx: WorkspaceContext,
  id: string,
  change: (locked: LockedMembers, endpoint: Row) => Promise<void>,
): Promise<void> {
  await withLockedMembers(ctx, async (locked) => {
    assertMayManage(locked.actorRole)
    const [row] = await locked.tx
      .select()
      .from(webhookEndpoints)
      .where(isEndpoint(ctx.workspaceId, id))
      .for('update')
    if (!row) throw notFound('webhook')
    await change(locked, row)
  })
}

/** Turns an endpoint off and ends what is waiting for it. False: it was off already. */
export async function turnOff(
  tx: Queryable,
  workspaceId: number,
  id: string,
  reason: WebhookDisabledReason,
): Promise<boolean> {
  const off = await tx
    .update(webhookEndpoints)
    .set({ enabled: false, disabledReason: reason })
    .where(and(isEndpoint(workspaceId, id), eq(webhookEndpoints.enabled, true)))
    .returning({ id: webhookEndpoints.id })
  if (off.length === 0) return false
  await tx
    .update(webhookDeliveries)
    .set({ status: 'failed', nextAttemptAt: null, lastError: 'The webhook was turned off.' })
    .where(
      and(
        eq(webhookDeliveries.workspaceId, workspaceId),
        eq(webhookDeliveries.endpointId, id),
        eq(webhookDeliveries.status, 'pending'),
      ),
    )
  return true
}
