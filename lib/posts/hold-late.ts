import { and, eq, sql } from 'drizzle-orm'
import { system } from '@/db/client'
import { marketNow } from '@/db/product-time'
import { postDeliveries, posts } from '@/db/schema'
import { LATE_AFTER_HOURS } from '@/db/schema/work/campaigns'
import { can } from '@/lib/auth/permissions'
import { createNotifications, deliver } from '@/lib/notifications/notify'
import { isPost } from './change-post'

/** Scheduled, and too late to be sent without asking. */
const isLatePost = sql<boolean>`${posts.status} = 'scheduled'
  and ${posts.scheduledAt} + make_interval(hours => ${LATE_AFTER_HOURS}::int) < ${marketNow}`

/**
 * Unschedules a post that is too late before any of it is sent. It stays approved, and the members who can approve posts
 * are notified. A post that already reached a target is finished instead. Idempotent. Returns whether it held the post.
 */
export async function holdIfLate(workspaceId: number, id: string): Promise<boolean> {
  const notifications = await system().transaction(async (tx) => {
    const [post] = await tx
      .select()
      .from(posts)
      .where(and(isPost(workspaceId, id), isLatePost, sql`not ${isPartlyOut}`))
      .for('update')
    if (!post?.scheduledAt) return null
    const { title, scheduledAt, approvedBy, editedBy } = post
    await tx
      .update(posts)
      .set({ status: 'approved', scheduledAt: null, missedAt: scheduledAt, failure: null })
      .where(isPost(workspaceId, id))
    await tx
      .delete(postDeliveries)
      .where(and(eq(postDeliveries.workspaceId, workspaceId), eq(postDeliveries.postId, id)))
    const data = { id, title, dueAt: scheduledAt.toISOString(), lateAfterHours: LATE_AFTER_HOURS }
    return createNotifications(
      tx,
      workspaceId,
      `post ${id}, ${scheduledAt.getTime()}`,
      { kind: 'post-held', data },
      {
        workOwners: [approvedBy, editedBy].filter((userId) => userId !== null),
        only: ({ role }) => can(role, 'posts.approve'),
      },
    )
  })
  if (!notifications) return false
  await deliver(notifications)
  return true
}

/** A target has received it, or may have. */
const isPartlyOut = sql`exists (select from post_deliveries d where d.workspace_id = posts.workspace_id
  and d.post_id = posts.id and (d.status <> 'waiting' or d.attempts > 0))`
