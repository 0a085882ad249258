import { and, desc, eq, isNotNull } from 'drizzle-orm'
import { inWorkspace, system } from '@/db/client'
import { usageDigests } from '@/db/schema'
import { type UsageDigest, usageDigest } from '@/lib/billing/digest/usage-digest'
import type { WorkspaceContext } from '@/lib/core/context'
import { statementHref } from './digest-content'
import { type DigestText, digestText } from './digest-text'

export type DigestPage = DigestText & {
  /** When it was made and sent to those who have it on; null: a preview of one that is not sent yet. */
  sentAt: string | null
  /** The statement of its days. */
  statementHref: string
}

/** The last digest as this person reads it; before the first, a preview of the last cycle. Null: there is none yet. */
export async function readLastDigest(
  ctx: WorkspaceContext & { timeZone: string },
): Promise<DigestPage | null> {
  const { workspaceId, role, timeZone } = ctx
  const [last] = await inWorkspace(workspaceId, (tx) =>
    tx
      .select()
      .from(usageDigests)
      .where(and(eq(usageDigests.workspaceId, workspaceId), isNotNull(usageDigests.content)))
      .orderBy(desc(usageDigests.cycleEnd))
      .limit(1),
  )
  const digest = last ? (last.content as UsageDigest) : await usageDigest(workspaceId)
  if (!digest) return null
  return {
    ...digestText(digest, { timeZone, seesCosts: role !== 'member' }),
    sentAt: last?.createdAt.toISOString() ?? null,
    statementHref: statementHref(digest, timeZone),
  }
}

/** The digest of the cycle that ended then. */
export async function digestOf(workspaceId: number, endsAt: string): Promise<UsageDigest | null> {
  const [row] = await system()
    .select({ content: usageDigests.content })
    .from(usageDigests)
    .where(and(eq(usageDigests.workspaceId, workspaceId), eq(usageDigests.cycleEnd, new Date(endsAt))))
  return (row?.content as UsageDigest | null | undefined) ?? null
}
