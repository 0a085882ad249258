import { and, eq, sql } from 'drizzle-orm'
import { inWorkspace, type Queryable } from '@/db/client'
import { marketNow, readMarketNow } from '@/db/product-time'
import { postDeliveries, posts, postTargets } from '@/db/schema'
import { unfairMessage } from '@/lib/core/text/fair-housing'
import { isPost, type Post, textsOf } from '../change-post'
import { displayProblem } from '../display-rules'
import { holdIfLate } from '../hold-late'
import { originalUrlOf, textsToPublish } from '../original-note'
import { faultMessage, pictureFault } from '../pictures/check-picture'
import { pictureLink } from '../pictures/picture-link'
import { type Connector, type HandoffResult, type PostContent, webhook } from './connectors'
import type { Reach } from './post-safely'

type Job = { workspaceId: number; id: string }
type Attempt = { last: boolean }

/**
 * Sends a post to one target. The queue retries a target that is unavailable, but not a rejected delivery. When a process
 * dies in between, the same delivery can arrive twice with the same id.
 */
export async function deliverPost({ workspaceId, id }: Job, { last }: Attempt, reach?: Reach): Promise<void> {
  const found = await inWorkspace(workspaceId, (tx) => readDelivery(tx, workspaceId, id))
  if (found?.delivery.status !== 'waiting') return
  const { post, target } = found
  // The job can have waited while no worker ran.
  if (await holdIfLate(workspaceId, post.id)) return
  const result = await publish(post, () => webhook({ target, deliveryId: id, now: new Date(), reach }))
  const delivered = result.kind === 'delivered'
  const answer = result.kind === 'file' ? '' : result.answer
  const over = delivered || last || (result.kind === 'failed' && !result.again)
  await inWorkspace(workspaceId, async (tx) => {
    await tx
      .update(postDeliveries)
      .set({
        attempts: sql`${postDeliveries.attempts} + 1`,
        answer,
        ...(over && { status: delivered ? 'delivered' : 'failed', settledAt: marketNow }),
      })
      .where(and(isDelivery(workspaceId, id), eq(postDeliveries.status, 'waiting')))
    if (over) await settlePost(tx, workspaceId, post.id)
  })
  if (!over) throw new Error(`delivery ${id}: ${answer}`)
}

/** A picture that broke after approval is retried like an unavailable target. The post is never sent with it. */
async function publish(post: Post, connect: () => Connector): Promise<HandoffResult> {
  if (!isSendable(post)) return { kind: 'failed', answer: 'The post is no longer approved.', again: false }
  // The feed may have restricted it after it was approved, and its wording may have been approved before it was checked.
  const { restricted, originalUrl } = await inWorkspace(post.workspaceId, async (tx) => ({
    restricted: await displayProblem(tx, post),
    originalUrl: await originalUrlOf(tx, post),
  }))
  if (restricted) return { kind: 'failed', answer: `${NOT_SENT} ${restricted}`, again: false }
  const unfair = unfairMessage(post.title, ...Object.values(textsOf(post.texts)))
  if (unfair) return { kind: 'failed', answer: `${NOT_SENT} ${unfair}`, again: false }
  const fault = await pictureFault(post)
  if (fault) return { kind: 'failed', answer: `${NOT_SENT} ${faultMessage(fault)}`, again: true }
  return connect().publish(contentOf(post, await readMarketNow(), originalUrl))
}

const NOT_SENT = 'Not sent.'

/** Fails a delivery after sending it ended the process three times. The post shows the reason. */
export async function failDelivery({ workspaceId, id }: Job, answer: string): Promise<void> {
  await inWorkspace(workspaceId, async (tx) => {
    const [ended] = await tx
      .update(postDeliveries)
      .set({ status: 'failed', answer, settledAt: marketNow })
      .where(and(isDelivery(workspaceId, id), eq(postDeliveries.status, 'waiting')))
      .returning({ postId: postDeliveries.postId })
    if (ended) await settlePost(tx, workspaceId, ended.postId)
  })
}

const isDelivery = (workspaceId: number, id: string) =>
  and(eq(postDeliveries.workspaceId, workspaceId), eq(postDeliveries.id, id))

const isSendable = ({ status }: Post) =>
  status === 'approved' || status === 'scheduled' || status === 'exported'

async function readDelivery(tx: Queryable, workspaceId: number, id: string) {
  const [found] = await tx
    .select({ delivery: postDeliveries, post: posts, target: postTargets })
    .from(postDeliveries)
    .innerJoin(
      posts,
      and(eq(posts.workspaceId, postDeliveries.workspaceId), eq(posts.id, postDeliveries.postId)),
    )
    .innerJoin(
      postTargets,
      and(
        eq(postTargets.workspaceId, postDeliveries.workspaceId),
        eq(postTargets.id, postDeliveries.targetId),
      ),
    )
    .where(isDelivery(workspaceId, id))
  return found
}

/** Marks a post as posted when every target has it. When none is in progress, records which target failed. */
async function settlePost(tx: Queryable, workspaceId: number, postId: string): Promise<void> {
  const [post] = await tx.select().from(posts).where(isPost(workspaceId, postId)).for('update')
  if (!post || (post.status !== 'approved' && post.status !== 'scheduled')) return
  const rows = await tx
    .select({ status: postDeliveries.status, name: postTargets.name, answer: postDeliveries.answer })
    .from(postDeliveries)
    .innerJoin(
      postTargets,
      and(
        eq(postTargets.workspaceId, postDeliveries.workspaceId),
        eq(postTargets.id, postDeliveries.targetId),
      ),
    )
    .where(and(eq(postDeliveries.workspaceId, workspaceId), eq(postDeliveries.postId, postId)))
  if (rows.some(({ status }) => status === 'waiting')) return
  const failed = rows.find(({ status }) => status === 'failed')
  await tx
    .update(posts)
    .set(
      failed
        ? {
            failure: failed.answer?.startsWith(NOT_SENT)
              ? failed.answer
              : `${failed.name} didn’t accept the post. ${failed.answer ?? ''}`.trim(),
          }
        : { status: 'exported', exportedAt: marketNow, missedAt: null, failure: null },
    )
    .where(isPost(workspaceId, postId))
}

/** `originalUrl`: the page with the original of an altered photo (see original-note.ts). */
export function contentOf(post: Post, now: Date, originalUrl: string | null): PostContent {
  const { id, workspaceId, title, texts, imageFile, photoUrl, scheduledAt } = post
  return {
    id,
    title,
    texts: textsToPublish(textsOf(texts), originalUrl),
    originalPhotoUrl: originalUrl,
    pictureUrl: imageFile ? pictureLink({ workspaceId, id }, now) : photoUrl,
    scheduledAt: scheduledAt?.toISOString() ?? null,
  }
}
