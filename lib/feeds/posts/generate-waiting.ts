import { and, asc, eq, ne, sql } from 'drizzle-orm'
import { inWorkspace, type Queryable } from '@/db/client'
import { auditEvents, posts } from '@/db/schema'
import type { WorkspaceContext } from '@/lib/core/context'
import { Refusal } from '@/lib/core/errors'
import { log } from '@/lib/core/logging/log'
import { inUuidList } from '@/lib/core/uuid-list'
import { enqueue } from '@/lib/jobs/queue'
import { quote } from '@/lib/metering/metered'
import { planEnded, quoteChanged, readTopUpOptions } from '@/lib/metering/refusals'
import { assertWithinSpendingLimits } from '@/lib/spending-limits/enforcement/spending-limits'
import type { GenerateInput } from '../connections/feed-input'

/**
 * Approves waiting posts, oldest first, for the total that the member saw (R8). The approval overrides the feed's spending
 * limit and a pause. Idempotent by request id (R12).
 * @throws Refusal `request.reused`, `quote.changed`, `credits.insufficient`, `credits.stopped`, `spending-limit.reached`, `feed.nothing-waits`
 */
export async function generateWaiting(
  ctx: WorkspaceContext,
  input: GenerateInput,
): Promise<{ posts: number }> {
  const { workspaceId, userId } = ctx
  const { requestId, quotedCredits } = input
  const { credits: price, leftCredits, stopped } = await quote(ctx, 'feed.post')
  const more = await readTopUpOptions(workspaceId)
  const approved = await inWorkspace(workspaceId, async (tx) => {
    // One approval at a time, so that a repeated click finds the first.
    await tx.execute(sql`select pg_advisory_xact_lock(hashtext('feed.generate'), ${workspaceId}::int)`)
    const before = await findApproval(tx, workspaceId, requestId)
    if (before) {
      if (before.requested === input.posts && before.quotedCredits === quotedCredits) return before.posts
      throw new Refusal('request.reused', 'This form was already used. Reload the page.')
    }
    const waiting = await tx
      .select({ id: posts.id })
      .from(posts)
      .where(and(eq(posts.workspaceId, workspaceId), eq(posts.status, 'waiting'), ne(posts.waitsFor, 'next')))
      .orderBy(asc(posts.createdAt), asc(posts.id))
      .limit(input.posts)
      .for('update')
    const total = waiting.length * price
    if (waiting.length === 0)
      throw new Refusal('feed.nothing-waits', 'No posts need approval. Reload the page.')
    if (total !== quotedCredits) throw quoteChanged('feed.post', total, quotedCredits)
    if (stopped) throw planEnded()
    if (total > leftCredits) {
      throw new Refusal(
        'credits.insufficient',
        `These posts cost ${total} credits. You have ${leftCredits}. ${more.advice}`,
        { cost: total, left: leftCredits, href: more.href },
      )
    }
    await assertWithinSpendingLimits(ctx, 'feed.post', total, tx)
    const ids = waiting.map(({ id }) => id)
    await tx
      .update(posts)
      .set({
        waitsFor: 'next',
        quotedCredits: price,
        requestId,
        askedBy: userId,
        failure: null,
        holdId: null,
        attempt: sql`${posts.attempt} + 1`,
      })
      .where(and(eq(posts.workspaceId, workspaceId), inUuidList(posts.id, ids)))
    await tx.insert(auditEvents).values({
      workspaceId,
      actorId: userId,
      verb: 'feed.generate',
      detail: { posts: ids.length, quotedCredits, requestId, requested: input.posts },
    })
    return ids.length
  })
  await enqueue('feed-posts', { workspaceId }, String(workspaceId)).catch((error) =>
    log.error({ err: error, workspaceId }, 'posts could not be queued; the sweep will retry'),
  )
  return { posts: approved }
}

type Approval = { posts: number; quotedCredits: number; requested: number }

/** The approval with this request id. The posts do not tell: a later approval of those that failed replaces their request. */
async function findApproval(tx: Queryable, workspaceId: number, requestId: string): Promise<Approval | null> {
  const [event] = await tx
    .select({ detail: auditEvents.detail })
    .from(auditEvents)
    .where(
      and(
        eq(auditEvents.workspaceId, workspaceId),
        eq(auditEvents.verb, 'feed.generate'),
        sql`${auditEvents.detail} ->> 'requestId' = ${requestId}`,
      ),
    )
  return (event?.detail as Approval | undefined) ?? null
}
