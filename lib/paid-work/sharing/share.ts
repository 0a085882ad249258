import { and, eq, isNull, type SQL, sql } from 'drizzle-orm'
import type { PgColumn, PgTable } from 'drizzle-orm/pg-core'
import { z } from 'zod'
import { inWorkspace } from '@/db/client'
import { marketNow } from '@/db/product-time'
import { authorOf, type WorkspaceContext } from '@/lib/core/context'
import { notFound, Refusal } from '@/lib/core/errors'
import type { WorkTable } from '../paid-work'
import { isShown, isWork, writeAuditEvent } from '../rows'
import type { WorkKind } from '../tables'
import { hashShareToken, type SharePurpose, shareToken, shareTokens } from './share-token'

/** Links that open one result to anyone who has them. Each kind that can be shared has a definition. */

/** How long a link can stay active. */
export const SHARE_DAYS = [7, 30, 90] as const

export const ShareInput = z.object({
  id: z.uuid(),
  /** Created with the form, so that a second click is the same link (R12). */
  requestId: z.uuid(),
  days: z.coerce
    .number()
    .refine((days) => SHARE_DAYS.some((one) => one === days), 'Choose 7, 30 or 90 days.'),
})

type ShareColumns = 'workspaceId' | 'tokenHash' | 'requestId' | 'createdBy' | 'expiresAt' | 'revokedAt'

export type Sharing = {
  kind: WorkKind
  purpose: SharePurpose
  work: WorkTable
  shares: PgTable & { [Column in ShareColumns]: PgColumn }
  /** The column of `shares` with the id of what is shared, and its name. */
  ofWork: PgColumn
  ofWorkName: string
}

type ShareRow = { requestId: string | null; tokenHash: string; expiresAt: Date; revokedAt: Date | null }

const isOpen = ({ shares, ofWork }: Sharing, workspaceId: number, id: string) =>
  and(eq(shares.workspaceId, workspaceId), eq(ofWork, id), isNull(shares.revokedAt))

/** Whether a row of `shares` is opened by this token now. */
export const isOpenedBy = ({ shares }: Sharing, workspaceId: number, token: string): SQL | undefined =>
  and(
    eq(shares.workspaceId, workspaceId),
    eq(shares.tokenHash, hashShareToken(token)),
    isNull(shares.revokedAt),
    sql`${shares.expiresAt} > ${marketNow}`,
  )

/**
 * A link that opens this result to anyone who has it. It replaces the previous one.
 * @throws Refusal `not-found`, `share.ended`
 */
export async function createShare(
  sharing: Sharing,
  ctx: WorkspaceContext,
  { id, requestId, days }: z.output<typeof ShareInput>,
): Promise<{ token: string }> {
  const { kind, purpose, work, shares, ofWork, ofWorkName } = sharing
  const { workspaceId } = ctx
  const token = shareToken(purpose, workspaceId, requestId)
  const tokenHash = hashShareToken(token)
  await inWorkspace(workspaceId, async (tx) => {
    // Locked, so that two links requested at the same time are created one after the other.
    const [row] = await tx
      .select({ status: work.status })
      .from(work)
      .where(isShown(work, workspaceId, id))
      .for('update')
    if (row?.status !== 'ready') throw notFound(kind)
    const [known] = await tx
      .select({ revokedAt: shares.revokedAt, of: ofWork })
      .from(shares)
      .where(and(eq(shares.workspaceId, workspaceId), eq(shares.tokenHash, tokenHash)))
    if (known?.revokedAt || (known && known.of !== id))
      throw new Refusal('share.ended', 'This form was already used. Reload the page to create a new link.')
    if (known) return
    await tx
      .update(shares)
      .set({ revokedAt: marketNow })
      .where(isOpen(sharing, workspaceId, id))
    const expiresAt = sql`${marketNow} + make_interval(days => ${days})`
    await tx
      .insert(shares)
      .values({ workspaceId, tokenHash, requestId, [ofWorkName]: id, createdBy: authorOf(ctx), expiresAt })
    await writeAuditEvent(tx, ctx, `${kind}.share`, { id, days })
  })
  return { token }
}

/** Revokes the link of a result immediately. Does nothing if there is none. @throws Refusal `not-found` */
export async function revokeShare(
  sharing: Sharing,
  ctx: WorkspaceContext,
  { id }: { id: string },
): Promise<void> {
  const { kind, work, shares, ofWork } = sharing
  const { workspaceId } = ctx
  await inWorkspace(workspaceId, async (tx) => {
    const [row] = await tx
      .select({ id: work.id })
      .from(work)
      .where(isWork(work, workspaceId, id))
    if (!row) throw notFound(kind)
    const ended = await tx
      .update(shares)
      .set({ revokedAt: marketNow })
      .where(isOpen(sharing, workspaceId, id))
      .returning({ of: ofWork })
    if (ended.length > 0) await writeAuditEvent(tx, ctx, `${kind}.unshare`, { id })
  })
}

export type ActiveShare = {
  /** ISO. */
  until: string
  /** The token in the link. Null if the link was created before we could show links again, or with another secret. */
  token: string | null
}

/** The active link of a result, or null. Members can see it while it is active. */
export async function getActiveShare(
  sharing: Sharing,
  { workspaceId }: Pick<WorkspaceContext, 'workspaceId'>,
  id: string,
): Promise<ActiveShare | null> {
  const { shares, purpose } = sharing
  const rows = await inWorkspace(workspaceId, (tx) =>
    tx
      .select({ expiresAt: shares.expiresAt, tokenHash: shares.tokenHash, requestId: shares.requestId })
      .from(shares)
      .where(and(isOpen(sharing, workspaceId, id), sql`${shares.expiresAt} > ${marketNow}`)),
  )
  const [share] = rows as ShareRow[]
  if (!share) return null
  const tokens = share.requestId ? shareTokens(purpose, workspaceId, share.requestId) : []
  const token = tokens.find((one) => hashShareToken(one) === share.tokenHash) ?? null
  return { until: share.expiresAt.toISOString(), token }
}
