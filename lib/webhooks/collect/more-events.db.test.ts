import { randomUUID } from 'node:crypto'
import { eq, sql } from 'drizzle-orm'
import { describe, expect, test } from 'vitest'
import { system } from '@/db/client'
import { marketNow } from '@/db/product-time'
import { limitCounters, posts, subscriptions } from '@/db/schema'
import type { LimitMetric } from '@/db/schema/billing/plan-limits'
import type { WorkspaceContext } from '@/lib/core/context'
import { readAccount } from '@/lib/credits/read/read'
import { agency } from '@/lib/metering/testing'
import { addEndpoint, DAY, deliveriesOf, messagesOf, moveClock, receiver, setUpReceiver } from '../testing'
import { collectMessages, sweepWebhooks } from './sweep-webhooks'

setUpReceiver()

const payloadsOf = async (ctx: WorkspaceContext) =>
  (await messagesOf(ctx)).map(({ payload }) => payload as { type: string; data: Record<string, unknown> })
const typesOf = async (ctx: WorkspaceContext) => (await payloadsOf(ctx)).map(({ type }) => type).toSorted()

/** Finds what happened, twice: the second look finds nothing else. */
async function collect(ctx: WorkspaceContext): Promise<void> {
  await collectMessages(ctx.workspaceId)
  await collectMessages(ctx.workspaceId)
}

describe('R3, R50: monthly limits', () => {
  /** Counts this much in the current cycle. */
  async function use({ workspaceId }: WorkspaceContext, metric: LimitMetric, used: number, reserved = 0) {
    const { cycleStart } = await readAccount(workspaceId)
    await system()
      .insert(limitCounters)
      .values({ workspaceId, cycleStart: new Date(cycleStart), metric, used, reserved })
      .onConflictDoUpdate({
        target: [limitCounters.workspaceId, limitCounters.cycleStart, limitCounters.metric],
        set: { used, reserved },
      })
  }

  test('a limit that is almost reached, then reached, is sent once each, with its figures', async () => {
    const ctx = await agency('limits')
    await system().execute(sql`update plans set emails_limit = 20 where key = 'test-limits'`)
    await addEndpoint(ctx, receiver.url)
    await use(ctx, 'emails', 17)
    await collect(ctx)
    expect(await typesOf(ctx)).toEqual([])
    await use(ctx, 'emails', 19)
    await collect(ctx)
    await use(ctx, 'emails', 20)
    await collect(ctx)
    expect(await typesOf(ctx)).toEqual(['limits.low', 'limits.reached'])
    const [low, reached] = (await payloadsOf(ctx)).toSorted((a, b) => a.type.localeCompare(b.type))
    expect(low?.data).toEqual({
      metric: 'emails',
      ...{ used: 19, held: 0, limit: 20 },
      resetsAt: expect.stringMatching(/^\d{4}-.*Z$/),
    })
    expect(reached?.data).toMatchObject({ used: 20, limit: 20 })
    await system().execute(sql`update plans set emails_limit = 10 where key = 'test-limits'`)
  })

  test('a limit that is reached in one step is not also almost reached, and held units do not count', async () => {
    const ctx = await agency('limits')
    await addEndpoint(ctx, receiver.url)
    await use(ctx, 'reports', 1, 1)
    await collect(ctx)
    expect(await typesOf(ctx)).toEqual([])
    await use(ctx, 'reports', 2)
    await collect(ctx)
    expect(await typesOf(ctx)).toEqual(['limits.reached'])
  })

  test('what was reached before the webhook was created is not sent', async () => {
    const ctx = await agency('limits')
    await use(ctx, 'reports', 2)
    await addEndpoint(ctx, receiver.url)
    await collect(ctx)
    expect(await typesOf(ctx)).toEqual([])
  })

  test('a new cycle is sent once with all limits, and the same limit can be reached again in it', async () => {
    const ctx = await agency('limits')
    await use(ctx, 'reports', 2)
    await addEndpoint(ctx, receiver.url)
    await moveClock(32 * DAY)
    await sweepWebhooks()
    await sweepWebhooks()
    expect(await typesOf(ctx)).toEqual(['limits.reset'])
    const [reset] = await payloadsOf(ctx)
    expect(reset?.data).toMatchObject({
      cycleStartsAt: expect.any(String),
      cycleEndsAt: expect.any(String),
      limits: expect.arrayContaining([
        { metric: 'reports', limit: 2 },
        { metric: 'contacts', limit: 10 },
      ]),
    })
    await use(ctx, 'reports', 2)
    await collect(ctx)
    expect(await typesOf(ctx)).toEqual(['limits.reached', 'limits.reset'])
  })

  test('switching between credits and limits is a changed subscription that names both modes', async () => {
    const ctx = await agency('credits')
    await addEndpoint(ctx, receiver.url)
    await collect(ctx)
    await use(ctx, 'reports', 2)
    await system()
      .update(subscriptions)
      .set({ planKey: 'test-limits' })
      .where(eq(subscriptions.workspaceId, ctx.workspaceId))
    await collect(ctx)
    const [changed, ...others] = await payloadsOf(ctx)
    expect(others).toEqual([])
    expect(changed).toMatchObject({
      type: 'subscription.changed',
      data: { plan: 'test-limits', mode: 'limits', previous: { plan: 'test-credits', mode: 'credits' } },
    })
  })

  test('a plan with credits has no events of limits', async () => {
    const ctx = await agency('credits')
    await addEndpoint(ctx, receiver.url)
    await use(ctx, 'reports', 500)
    await collect(ctx)
    expect(await typesOf(ctx)).toEqual([])
  })
})

describe('R50: posts', () => {
  async function published({ workspaceId }: WorkspaceContext, title = 'New listing'): Promise<string> {
    const id = randomUUID()
    await system()
      .insert(posts)
      .values({
        ...{ workspaceId, id, title, status: 'exported', texts: { x: 'Hi' } },
        exportedAt: marketNow as unknown as Date,
      })
    return id
  }

  /** A delivery of an approved post to a webhook of its own. */
  async function delivery(ctx: WorkspaceContext, status: 'waiting' | 'delivered' | 'failed') {
    const { workspaceId, userId } = ctx
    const [postId, targetId] = [randomUUID(), randomUUID()]
    await system()
      .insert(posts)
      .values({ workspaceId, id: postId, title: 'Open house', status: 'approved', texts: { x: 'Hi' } })
    await system().execute(sql`insert into post_targets (workspace_id, id, name, url, created_by)
      values (${workspaceId}, ${targetId}, 'Site', 'https://agency.test/posts', ${userId})`)
    await system().execute(sql`insert into post_deliveries (workspace_id, post_id, target_id, status, settled_at)
      values (${workspaceId}, ${postId}, ${targetId}, ${status}, ${status === 'waiting' ? null : marketNow})`)
    return { postId, targetId }
  }

  test('one that is published is sent once, without its text', async () => {
    const ctx = await agency()
    await addEndpoint(ctx, receiver.url)
    const id = await published(ctx, '12 Elm St, Jane Doe')
    await collect(ctx)
    const found = await payloadsOf(ctx)
    expect(found).toMatchObject([
      {
        type: 'post.published',
        data: { id, feedId: null, credits: 0, url: `http://localhost:3000/posts/${id}` },
      },
    ])
    expect(JSON.stringify(found)).not.toMatch(/Elm|Jane/)
  })

  test('one that a webhook does not accept is sent; one that is still tried or was delivered is not', async () => {
    const ctx = await agency()
    await addEndpoint(ctx, receiver.url)
    const { postId, targetId } = await delivery(ctx, 'failed')
    await delivery(ctx, 'waiting')
    await delivery(ctx, 'delivered')
    await collect(ctx)
    expect(await payloadsOf(ctx)).toMatchObject([{ type: 'post.failed', data: { id: postId, targetId } }])
  })

  test('R35: the posts of another workspace, and earlier ones, are not sent', async () => {
    const [ours, theirs] = [await agency(), await agency()]
    await published(ours)
    await addEndpoint(ours, receiver.url)
    await published(theirs)
    await collect(ours)
    expect(await typesOf(ours)).toEqual([])
  })

  test('goes only to webhooks that chose it', async () => {
    const ctx = await agency()
    const chosen = await addEndpoint(ctx, receiver.url, ['post.published'])
    await addEndpoint(ctx, receiver.url, ['credits.low'])
    await published(ctx)
    await collect(ctx)
    expect((await deliveriesOf(ctx)).map(({ delivery }) => delivery.endpointId)).toEqual([chosen])
  })
})

describe('R50: property feeds', () => {
  async function file({ workspaceId, userId }: WorkspaceContext, status: 'done' | 'failed' | 'running') {
    const [feedId, id] = [randomUUID(), randomUUID()]
    await system().execute(sql`insert into feeds (workspace_id, id, name, secret_hash, created_by)
      values (${workspaceId}, ${feedId}, 'CRM', ${feedId}, ${userId})`)
    await system().execute(sql`insert into feed_runs
        (workspace_id, id, feed_id, source, file_name, file_hash, size_bytes, status, read_count, new_count,
          changed_count, error_count, failure, finished_at)
      values (${workspaceId}, ${id}, ${feedId}, 'push', ${id}, ${id}, 10, ${status}, 9, 4, 3, 1,
        ${status === 'failed' ? 'Not a feed.' : null}, ${status === 'running' ? null : marketNow})`)
    return { id, feedId }
  }

  test('a file that was imported is sent with its counts, and one that could not be read as failed', async () => {
    const ctx = await agency()
    await addEndpoint(ctx, receiver.url)
    const [done, failed] = [await file(ctx, 'done'), await file(ctx, 'failed')]
    await file(ctx, 'running')
    await collect(ctx)
    const found = await payloadsOf(ctx)
    expect(found).toHaveLength(2)
    expect(found).toContainEqual(
      expect.objectContaining({
        type: 'feed.finished',
        data: {
          ...{
            ...done,
            source: 'push',
            status: 'done',
            url: 'http://localhost:3000/workspace-settings?tab=feeds',
          },
          ...{ listings: 9, newListings: 4, changedListings: 3, unreadableListings: 1 },
        },
      }),
    )
    expect(found).toContainEqual(
      expect.objectContaining({
        type: 'feed.failed',
        data: {
          ...failed,
          source: 'push',
          status: 'failed',
          url: 'http://localhost:3000/workspace-settings?tab=feeds',
        },
      }),
    )
  })
})
