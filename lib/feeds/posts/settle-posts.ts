import { and, eq, isNotNull, sql } from 'drizzle-orm'
import { inWorkspace } from '@/db/client'
import { posts } from '@/db/schema'
import { inUuidList } from '@/lib/core/uuid-list'
import { keyId } from '@/lib/credits/decide/keys'
import { captureMany } from '@/lib/metering/metered'

/** How long a post's hold lasts without renewal before its work counts as dead. */
export const POST_LEASE_SECONDS = 10 * 60

/** The key of a post's hold. Every attempt has its own. */
export const keyOfPost = ({ id, attempt }: { id: string; attempt: number }) => `post:${id}:${attempt}`
export const holdOfPost = (post: { id: string; attempt: number }) => keyId(keyOfPost(post))

/**
 * Captures the holds of created posts and releases the holds of posts that failed or were discarded (R13). Posts in progress
 * are skipped. Idempotent.
 */
export async function settlePosts(workspaceId: number, ids: readonly string[]): Promise<void> {
  const rows = await inWorkspace(workspaceId, (tx) =>
    tx
      .select({
        holdId: posts.holdId,
        isCreated: sql<boolean>`${posts.madeAt} is not null`,
        inProgress: sql<boolean>`${posts.waitsFor} is not distinct from 'next'`,
      })
      .from(posts)
      .where(and(eq(posts.workspaceId, workspaceId), inUuidList(posts.id, ids), isNotNull(posts.holdId))),
  )
  const holds = rows.flatMap(({ holdId, isCreated, inProgress }) => {
    if (!holdId || (inProgress && !isCreated)) return []
    return [{ holdId, units: isCreated ? 1 : 0 }]
  })
  await captureMany(workspaceId, holds)
}
