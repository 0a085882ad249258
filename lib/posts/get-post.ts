import { and, asc, eq, sql } from 'drizzle-orm'
import { inWorkspace, type Queryable } from '@/db/client'
import { marketNow } from '@/db/product-time'
import { creditHolds, postDeliveries, posts, postTargets, users } from '@/db/schema'
import type { WorkspaceContext } from '@/lib/core/context'
import { notFound } from '@/lib/core/errors'
import { isPost, textsOf } from './change-post'
import { rowOf } from './list-posts'
import { originalUrlOf } from './original-note'
import { versionOfPost } from './post-version'
import { listingPhotos } from './save-post'
import type { DeliveryRow, PostView } from './views'

/** @throws Refusal `not-found` */
export async function getPost({ workspaceId }: WorkspaceContext, id: string): Promise<PostView> {
  return inWorkspace(workspaceId, async (tx) => {
    const [row] = await tx
      .select({
        post: posts,
        name: users.name,
        email: users.email,
        hold: creditHolds,
        isDue: sql<boolean>`${posts.status} = 'scheduled' and ${posts.scheduledAt} <= ${marketNow}`,
      })
      .from(posts)
      .leftJoin(users, eq(users.id, posts.approvedBy))
      .leftJoin(
        creditHolds,
        and(eq(creditHolds.workspaceId, posts.workspaceId), eq(creditHolds.id, posts.holdId)),
      )
      .where(isPost(workspaceId, id))
    if (!row) throw notFound('post')
    const { post, hold } = row
    const [photos, deliveries, originalPhotoUrl] = await Promise.all([
      post.listingId ? listingPhotos(tx, workspaceId, post.listingId) : [],
      deliveriesOf(tx, workspaceId, id),
      originalUrlOf(tx, post),
    ])
    return {
      ...rowOf(post, row.isDue),
      version: versionOfPost(post),
      texts: textsOf(post.texts),
      model: post.model,
      imageFile: post.imageFile,
      photoUrl: post.photoUrl,
      originalPhotoUrl,
      listingId: post.listingId,
      photos,
      scheduledAt: post.scheduledAt?.toISOString() ?? null,
      exportedAt: post.exportedAt?.toISOString() ?? null,
      approvedBy: row.name || row.email,
      deliveries,
      paid: hold && hold.entrySeq > 0 ? { credits: hold.captured, entrySeq: hold.entrySeq } : null,
    }
  })
}

async function deliveriesOf(tx: Queryable, workspaceId: number, id: string): Promise<DeliveryRow[]> {
  const rows = await tx
    .select({ delivery: postDeliveries, target: postTargets.name })
    .from(postDeliveries)
    .innerJoin(
      postTargets,
      and(
        eq(postTargets.workspaceId, postDeliveries.workspaceId),
        eq(postTargets.id, postDeliveries.targetId),
      ),
    )
    .where(and(eq(postDeliveries.workspaceId, workspaceId), eq(postDeliveries.postId, id)))
    .orderBy(asc(postDeliveries.createdAt))
  return rows.map(({ delivery, target }) => ({
    id: delivery.id,
    target,
    status: delivery.status,
    answer: delivery.answer,
    at: (delivery.settledAt ?? delivery.createdAt).toISOString(),
  }))
}
