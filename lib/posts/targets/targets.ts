import { and, asc, eq, sql } from 'drizzle-orm'
import { z } from 'zod'
import { inWorkspace } from '@/db/client'
import { auditEvents, postTargets } from '@/db/schema'
import type { WorkspaceContext } from '@/lib/core/context'
import { notFound, Refusal } from '@/lib/core/errors'
import { isAllowedHost, urlProblem } from '@/lib/core/outbound/allowed-url'
import { env } from '@/lib/core/settings/env'
import type { TargetRow } from '../views'
import { secretOf } from './signature'

const MOST_TARGETS = 10

/** Checks the URL itself. The resolved address is checked before each delivery. */
const TargetUrl = z
  .string()
  .trim()
  .max(500)
  .refine((text) => {
    if (!URL.canParse(text)) return false
    const url = new URL(text)
    const allowedHosts = env().OUTBOUND_ALLOWED_HOSTS
    if (urlProblem(url, { httpsOnly: true, allowedHosts })) return false
    return isAllowedHost(url, allowedHosts) || /[.:]/.test(url.hostname)
  }, 'Enter a public URL that starts with https://.')

export const TargetInput = z.object({
  id: z.uuid(),
  name: z.string().trim().min(1, 'Enter a name.').max(60),
  url: TargetUrl,
})
export type TargetInput = z.output<typeof TargetInput>

const isTarget = (workspaceId: number, id: string) =>
  and(eq(postTargets.workspaceId, workspaceId), eq(postTargets.id, id))

/** The secret is for members who can manage webhooks: callers remove it for everyone else. */
export async function listTargets({ workspaceId }: WorkspaceContext): Promise<TargetRow[]> {
  const rows = await inWorkspace(workspaceId, (tx) =>
    tx
      .select()
      .from(postTargets)
      .where(eq(postTargets.workspaceId, workspaceId))
      .orderBy(asc(postTargets.createdAt)),
  )
  return rows.map((row) => ({
    id: row.id,
    name: row.name,
    url: row.url,
    secret: secretOf(row),
    createdAt: row.createdAt.toISOString(),
  }))
}

/** The form carries the id, so a second click adds nothing (R12). @throws Refusal `target.many` */
export async function addTarget(
  { workspaceId, userId }: WorkspaceContext,
  { id, name, url }: TargetInput,
): Promise<void> {
  await inWorkspace(workspaceId, async (tx) => {
    const existing = await tx
      .select({ id: postTargets.id })
      .from(postTargets)
      .where(eq(postTargets.workspaceId, workspaceId))
    if (existing.some((target) => target.id === id)) return
    if (existing.length >= MOST_TARGETS) {
      throw new Refusal('target.many', `You can have up to ${MOST_TARGETS} webhooks. Remove one first.`)
    }
    await tx
      .insert(postTargets)
      .values({ workspaceId, id, name, url, createdBy: userId })
      .onConflictDoNothing()
    await tx
      .insert(auditEvents)
      .values({ workspaceId, actorId: userId, verb: 'post-target.add', detail: { id, name, url } })
  })
}

/** Replaces the signing secret. @throws Refusal `not-found` */
export async function rotateSecret(
  { workspaceId, userId }: WorkspaceContext,
  { id }: { id: string },
): Promise<void> {
  await inWorkspace(workspaceId, async (tx) => {
    const rotated = await tx
      .update(postTargets)
      .set({ secretVersion: sql`${postTargets.secretVersion} + 1` })
      .where(isTarget(workspaceId, id))
      .returning({ id: postTargets.id })
    if (rotated.length === 0) throw notFound('webhook')
    await tx
      .insert(auditEvents)
      .values({ workspaceId, actorId: userId, verb: 'post-target.renew', detail: { id } })
  })
}

/** Removes a target with its deliveries. Idempotent. */
export async function removeTarget(
  { workspaceId, userId }: WorkspaceContext,
  { id }: { id: string },
): Promise<void> {
  await inWorkspace(workspaceId, async (tx) => {
    const removed = await tx
      .delete(postTargets)
      .where(isTarget(workspaceId, id))
      .returning({ name: postTargets.name })
    if (removed.length === 0) return
    await tx.insert(auditEvents).values({
      workspaceId,
      actorId: userId,
      verb: 'post-target.remove',
      detail: { id, name: removed[0]?.name ?? '' },
    })
  })
}
