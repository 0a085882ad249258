import { and, eq, isNotNull, sql } from 'drizzle-orm'
import { inWorkspace } from '@/db/client'
import { posts } from '@/db/schema'
import { inUuidList } from '@/lib/core/uuid-list'
import { keyId } from '@/lib/credits/decide/keys'
import { captureMany } from '@/lib/metering/metered'

/** How long a post may be silent before its work is taken for dead. */
export const POST_LEASE_SECONDS = 10 * 60

/** The name under which a post's price is set aside: another one after each that was given back. */
export const keyOfPost = ({ id, attempt }: { id: string; attempt: number }) => `post:${id}:${attempt}`
export const holdOfPost = (post: { id: string; attempt: number }) => keyId(keyOfPost(post))

/**
 * Pays for posts that are made, and frees what is held for those that are not going to be (R13). A post's being made is
 * the arbiter; one that is under way is left alone. Safe at any time, and to repeat.
 */
export async function settlePosts(workspaceId: number, ids: readonly string[]): Promise<void> {
  const rows = await inWorkspace(workspaceId, (tx) =>
    tx
      .select({
        holdId: posts.holdId,
        isMade: sql<boolean>`${posts.madeAt} is not null`,
        underWay: sql<boolean>`${posts.waitsFor} is not distinct from 'next'`,
      })
      .from(posts)
      .where(and(eq(posts.workspaceId, workspaceId), inUuidList(posts.id, ids), isNotNull(posts.holdId))),
  )
  const holds = rows.flatMap(({ holdId, isMade, underWay }) => {
    if (!holdId || (underWay && !isMade)) return []
    return [{ holdId, units: isMade ? 1 : 0 }]
  })
  await captureMany(workspaceId, holds)
}
