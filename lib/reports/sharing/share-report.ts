import { and, eq, isNull, sql } from 'drizzle-orm'
import { z } from 'zod'
import { inWorkspace } from '@/db/client'
import { marketNow } from '@/db/product-time'
import { auditEvents, reportShares, reports } from '@/db/schema'
import { authorOf, type WorkspaceContext } from '@/lib/core/context'
import { notFound, Refusal } from '@/lib/core/errors'
import { isWork } from '@/lib/paid-work/rows'
import { hashShareToken, shareToken, shareTokens } from './share-token'

/** How long a link can stay active. */
export const SHARE_DAYS = [7, 30, 90] as const

export const ShareReportInput = z.object({
  id: z.uuid(),
  /** Created with the form, so that a second click is the same link (R12). */
  requestId: z.uuid(),
  days: z.coerce
    .number()
    .refine((days) => SHARE_DAYS.some((one) => one === days), 'Choose 7, 30 or 90 days.'),
})

const isOpen = (workspaceId: number, reportId: string) =>
  and(
    eq(reportShares.workspaceId, workspaceId),
    eq(reportShares.reportId, reportId),
    isNull(reportShares.revokedAt),
  )

/**
 * A link that opens this report to anyone who has it. It replaces the previous one.
 * @throws Refusal `not-found`, `share.ended`
 */
export async function shareReport(
  ctx: WorkspaceContext,
  { id, requestId, days }: z.output<typeof ShareReportInput>,
): Promise<{ token: string }> {
  const { workspaceId, userId } = ctx
  const token = shareToken(workspaceId, requestId)
  const tokenHash = hashShareToken(token)
  await inWorkspace(workspaceId, async (tx) => {
    // Locked, so that two links requested at the same time are created one after the other.
    const [report] = await tx
      .select()
      .from(reports)
      .where(isWork(reports, workspaceId, id))
      .for('update')
    if (report?.status !== 'ready') throw notFound('report')
    const [known] = await tx
      .select()
      .from(reportShares)
      .where(and(eq(reportShares.workspaceId, workspaceId), eq(reportShares.tokenHash, tokenHash)))
    if (known?.revokedAt || (known && known.reportId !== id))
      throw new Refusal('share.ended', 'This form was already used. Reload the page to create a new link.')
    if (known) return
    await tx.update(reportShares).set({ revokedAt: marketNow }).where(isOpen(workspaceId, id))
    const expiresAt = sql`${marketNow} + make_interval(days => ${days})`
    await tx
      .insert(reportShares)
      .values({ workspaceId, tokenHash, requestId, reportId: id, createdBy: authorOf(ctx), expiresAt })
    await tx
      .insert(auditEvents)
      .values({ workspaceId, actorId: userId, verb: 'report.share', detail: { id, days } })
  })
  return { token }
}

/** Revokes the link of a report immediately. Does nothing if there is none. */
export async function revokeShare(
  { workspaceId, userId }: WorkspaceContext,
  { id }: { id: string },
): Promise<void> {
  await inWorkspace(workspaceId, async (tx) => {
    const [report] = await tx
      .select({ id: reports.id })
      .from(reports)
      .where(isWork(reports, workspaceId, id))
    if (!report) throw notFound('report')
    const ended = await tx
      .update(reportShares)
      .set({ revokedAt: marketNow })
      .where(isOpen(workspaceId, id))
      .returning({ reportId: reportShares.reportId })
    if (ended.length > 0)
      await tx
        .insert(auditEvents)
        .values({ workspaceId, actorId: userId, verb: 'report.unshare', detail: { id } })
  })
}

export type ActiveShare = {
  /** ISO. */
  until: string
  /** The token in the link. Null if the link was created before we could show links again, or with another secret. */
  token: string | null
}

/** The active link of a report, or null. Members can see it while it is active. */
export async function getActiveShare(
  { workspaceId }: Pick<WorkspaceContext, 'workspaceId'>,
  id: string,
): Promise<ActiveShare | null> {
  const [share] = await inWorkspace(workspaceId, (tx) =>
    tx
      .select({
        expiresAt: reportShares.expiresAt,
        tokenHash: reportShares.tokenHash,
        requestId: reportShares.requestId,
      })
      .from(reportShares)
      .where(and(isOpen(workspaceId, id), sql`${reportShares.expiresAt} > ${marketNow}`)),
  )
  if (!share) return null
  const tokens = share.requestId ? shareTokens(workspaceId, share.requestId) : []
  const token = tokens.find((one) => hashShareToken(one) === share.tokenHash) ?? null
  return { until: share.expiresAt.toISOString(), token }
}
