import { and, asc, eq, lt, lte, sql } from 'drizzle-orm'
import { inWorkspace, type Queryable, system } from '@/db/client'
import { marketNow } from '@/db/product-time'
import { postDeliveries, posts, postTargets } from '@/db/schema'
import type { WorkspaceContext } from '@/lib/core/context'
import { Refusal } from '@/lib/core/errors'
import { log } from '@/lib/core/logging/log'
import { enqueue, findJobsOfKey } from '@/lib/jobs/queue'
import { workspacesInTurn } from '@/lib/jobs/workspaces-in-turn'
import { assertMayApprove, assertOpen, assertPublishable, changePost, isPost } from '../change-post'
import { assertMayBeShown } from '../display-rules'
import { holdIfLate } from '../hold-late'
import { publishedTexts } from '../original-note'
import { decidePicture } from '../pictures/check-picture'
import { assertVersion } from '../post-version'

/** The most in one sweep. The next sweep continues. */
const MOST_PER_SWEEP = 200
/** Gives a request time between storing a delivery and queuing it. */
const YOUNG_SECONDS = 30

/**
 * Sends a post to all targets now. Targets that have it are skipped; failed deliveries are retried.
 * @throws Refusal `forbidden`, `not-found`, `post.closed`, `post.changed`, `post.empty`, `post.unfit`, `post.no-target`,
 *   `post.picture-broken`, `post.restricted`
 */
export async function sendPost(
  ctx: WorkspaceContext,
  seen: { id: string; version: string; withoutPicture?: boolean | undefined },
): Promise<void> {
  const { id, version, withoutPicture } = seen
  assertMayApprove(ctx)
  const picture = await decidePicture(ctx, seen)
  let started: string[] = []
  await changePost(ctx, id, 'send', async (post, tx) => {
    assertOpen(post)
    assertVersion(post, version)
    assertPublishable(await publishedTexts(tx, { ...post, ...picture }), post.title)
    await assertMayBeShown(tx, { ...post, ...picture })
    if (post.status === 'draft') {
      throw new Refusal('post.not-approved', 'This post is a draft. Approve it first.')
    }
    const targets = await tx
      .select({ id: postTargets.id })
      .from(postTargets)
      .where(eq(postTargets.workspaceId, ctx.workspaceId))
    if (targets.length === 0) {
      throw new Refusal(
        'post.no-target',
        'There are no webhooks to send this post to. Add one, or download the post.',
      )
    }
    started = await startDeliveries(tx, ctx.workspaceId, id)
    return started.length > 0 || withoutPicture ? { failure: null, missedAt: null, ...picture } : null
  })
  await queue(ctx.workspaceId, started)
}

/** Creates one delivery per target, however often it is called (R12). Returns those to send now. */
async function startDeliveries(tx: Queryable, workspaceId: number, postId: string): Promise<string[]> {
  const rows = await tx.execute<{ id: string }>(sql`
    insert into post_deliveries (workspace_id, post_id, target_id)
    select t.workspace_id, ${postId}::uuid, t.id from post_targets t where t.workspace_id = ${workspaceId}
    on conflict (workspace_id, post_id, target_id) do update
      set status = 'waiting', settled_at = null, answer = null where post_deliveries.status = 'failed'
    returning id`)
  return rows.map(({ id }) => id)
}

async function queue(workspaceId: number, ids: readonly string[]): Promise<void> {
  for (const id of ids) {
    // Not fatal: the sweep finds a delivery without a job within the minute.
    await enqueue('post-deliver', { workspaceId, id }, id).catch((error) =>
      log.error({ err: error, delivery: id }, 'a delivery could not be queued'),
    )
  }
}

/**
 * Sends due posts, holds those that are too late, and resumes what a killed process left. Without a target a post stays
 * due until someone publishes it by hand. Safe to run at any time and in several processes.
 */
export async function sweepPosts(): Promise<void> {
  const due = await system()
    .select({ workspaceId: posts.workspaceId, id: posts.id })
    .from(posts)
    .where(
      and(
        eq(posts.status, 'scheduled'),
        lte(posts.scheduledAt, marketNow),
        sql`exists (select from post_targets t where t.workspace_id = ${posts.workspaceId})`,
        sql`not exists (select from post_deliveries d where d.workspace_id = ${posts.workspaceId} and d.post_id = ${posts.id})`,
      ),
    )
    .orderBy(workspacesInTurn(posts.workspaceId, posts.scheduledAt), asc(posts.scheduledAt))
    .limit(MOST_PER_SWEEP)
  for (const { workspaceId, id } of due) {
    await startDue(workspaceId, id).catch((error) =>
      log.error({ err: error, post: id }, 'a post could not be sent'),
    )
  }
  const left = await system()
    .select({ workspaceId: postDeliveries.workspaceId, id: postDeliveries.id })
    .from(postDeliveries)
    .where(
      and(
        eq(postDeliveries.status, 'waiting'),
        lt(postDeliveries.createdAt, sql`${marketNow} - make_interval(secs => ${YOUNG_SECONDS})`),
      ),
    )
    .orderBy(
      workspacesInTurn(postDeliveries.workspaceId, postDeliveries.createdAt),
      asc(postDeliveries.createdAt),
    )
    .limit(MOST_PER_SWEEP)
  for (const { workspaceId, id } of left) {
    if (!(await findJobsOfKey('post-deliver', id)).live) await queue(workspaceId, [id])
  }
}

async function startDue(workspaceId: number, id: string): Promise<void> {
  if (await holdIfLate(workspaceId, id)) return
  const started = await inWorkspace(workspaceId, async (tx) => {
    // Another process may have held it, or someone may have unscheduled it, in the meantime.
    const [post] = await tx.select().from(posts).where(isPost(workspaceId, id)).for('update')
    return post?.status === 'scheduled' ? startDeliveries(tx, workspaceId, id) : []
  })
  await queue(workspaceId, started)
}
