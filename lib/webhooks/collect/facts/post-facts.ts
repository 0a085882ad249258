import { and, asc, eq, isNotNull } from 'drizzle-orm'
import type { Queryable } from '@/db/client'
import { postDeliveries, posts } from '@/db/schema'
import { env } from '@/lib/core/settings/env'
import {
  type Finished,
  hasNoMessage,
  isNotBefore,
  isSince,
  keyOf,
  MOST_OF_A_KIND,
  type Window,
} from './finished'

const urlOf = (id: string) => `${env().APP_URL}/posts/${id}`

/** Posts that were published, by a person or by every webhook of theirs. */
export async function publishedPosts(tx: Queryable, window: Window): Promise<Finished[]> {
  const key = keyOf('post', posts.id, posts.status, posts.exportedAt)
  const rows = await tx
    .select({ id: posts.id, feedId: posts.feedId, credits: posts.credits, at: posts.exportedAt, key })
    .from(posts)
    .where(
      and(
        eq(posts.workspaceId, window.workspaceId),
        isNotNull(posts.exportedAt),
        eq(posts.status, 'exported'),
        isSince(posts.exportedAt, window),
        isNotBefore(posts.exportedAt, window),
        hasNoMessage(key, window),
      ),
    )
    .orderBy(asc(posts.exportedAt))
    .limit(MOST_OF_A_KIND)
  return rows.flatMap(({ id, feedId, credits, at, key }) => {
    if (!at) return []
    const data = { id, feedId, credits: credits ?? 0, url: urlOf(id) }
    return [{ at, isSettled: true, fact: { type: 'post.published', key, at, data } }]
  })
}

/** Posts that one of their webhooks didn’t accept, once it is not tried again. */
export async function failedPosts(tx: Queryable, window: Window): Promise<Finished[]> {
  const key = keyOf('post delivery', postDeliveries.id, postDeliveries.status, postDeliveries.settledAt)
  const rows = await tx
    .select({
      id: postDeliveries.postId,
      feedId: posts.feedId,
      targetId: postDeliveries.targetId,
      at: postDeliveries.settledAt,
      key,
    })
    .from(postDeliveries)
    .innerJoin(
      posts,
      and(eq(posts.workspaceId, postDeliveries.workspaceId), eq(posts.id, postDeliveries.postId)),
    )
    .where(
      and(
        eq(postDeliveries.workspaceId, window.workspaceId),
        eq(postDeliveries.status, 'failed'),
        isNotNull(postDeliveries.settledAt),
        isSince(postDeliveries.settledAt, window),
        isNotBefore(postDeliveries.settledAt, window),
        hasNoMessage(key, window),
      ),
    )
    .orderBy(asc(postDeliveries.settledAt))
    .limit(MOST_OF_A_KIND)
  return rows.flatMap(({ id, feedId, targetId, at, key }) => {
    if (!at) return []
    const data = { id, feedId, targetId, url: urlOf(id) }
    return [{ at, isSettled: true, fact: { type: 'post.failed', key, at, data } }]
  })
}
