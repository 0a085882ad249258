import { randomUUID } from 'node:crypto'
import { and, eq } from 'drizzle-orm'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { system } from '@/db/client'
import { auditEvents, feeds, listings } from '@/db/schema'
import { setTestEnv } from '@/lib/billing/testing'
import { code } from '@/lib/core/testing'
import { closeConnections } from '@/local/test/connections'
import { scratchFolder } from '@/local/test/scratch-folder'
import { fetchFeed } from '../fetch/fetch-feed'
import { importFile } from '../ingest/import-file'
import { receiveFile } from '../ingest/receive-file'
import { generateWaiting } from '../posts/generate-waiting'
import { makePosts } from '../posts/make-posts'
import { sweepFeeds } from '../sweep-feeds'
import { agency, balance, feedOf, homes, importBytes, postCounts, prepareFeedPrices } from '../testing'
import { disconnectFeed, reconnectFeed } from './disconnect-feed'
import { feedAt } from './feed-address'
import { ConnectInput } from './feed-input'
import { listFeeds } from './list-feeds'
import { changeFeed, connectFeed, pauseFeed, rotateFeedUrl } from './save-feed'

setTestEnv({ FILES_DIR: scratchFolder('feeds') })
beforeAll(prepareFeedPrices)
afterAll(closeConnections)

const tokenOf = (address: string) => address.split('/').at(-1) ?? ''

/** A connected feed with its secret URL, and a URL to fetch if given. */
async function connected(pullUrl = '') {
  const ctx = await agency('credits', 100)
  const input = ConnectInput.parse({ id: randomUUID(), requestId: randomUUID(), name: 'CRM', pullUrl })
  const { address } = await connectFeed(ctx, input)
  return { ctx, input, feedId: input.id, address }
}
const stored = async (id: string) => {
  const [feed] = await system().select().from(feeds).where(eq(feeds.id, id))
  return feed
}
const eventsOf = (workspaceId: number, verb: string) =>
  system()
    .select()
    .from(auditEvents)
    .where(and(eq(auditEvents.workspaceId, workspaceId), eq(auditEvents.verb, verb)))

describe('a disconnected CRM', () => {
  test('its URL stops working, it can’t be changed, and its listings and posts are kept', async () => {
    const { ctx, feedId, address } = await connected()
    await importBytes(ctx, feedId, homes(2))
    await disconnectFeed(ctx, { id: feedId, waiting: 'keep' })
    expect(await code(feedAt(tokenOf(address)))).toBe('feed.disconnected')
    // Without the right secret the response is the same as before.
    expect(await code(feedAt(`${tokenOf(address).slice(0, -4)}aaaa`))).toBe('not-found')
    const file = { workspaceId: ctx.workspaceId, feedId, source: 'upload' as const, bytes: homes(3) }
    expect(await code(receiveFile(file))).toBe('feed.disconnected')
    const change = { id: feedId, name: 'CRM', pullUrl: null, pullEveryMinutes: 60, capCredits: null }
    expect(await code(changeFeed(ctx, change))).toBe('not-found')
    expect(await code(pauseFeed(ctx, { id: feedId, paused: true }))).toBe('not-found')
    expect(await code(rotateFeedUrl(ctx, { id: feedId, requestId: randomUUID() }))).toBe('not-found')
    expect(await listFeeds(ctx)).toMatchObject([{ id: feedId, disconnectedAt: expect.any(String) }])
    expect(await postCounts(ctx)).toEqual({ draft: 2 })
    expect(await system().select().from(listings).where(eq(listings.feedId, feedId))).toHaveLength(2)
    expect(await eventsOf(ctx.workspaceId, 'feed.disconnect')).toHaveLength(1)
  })

  test('it is no longer fetched, neither on schedule nor by a job queued earlier', async () => {
    const { ctx, feedId } = await connected('http://127.0.0.1:9/homes.xml')
    const { workspaceId } = ctx
    await disconnectFeed(ctx, { id: feedId, waiting: 'keep' })
    const before = await stored(feedId)
    await fetchFeed({ workspaceId, id: feedId }, ['127.0.0.1'])
    await sweepFeeds()
    expect(await stored(feedId)).toEqual(before)
    expect(before).toMatchObject({ pullFailure: null, disconnectedAt: expect.any(Date) })
  })

  test('a file received earlier is still imported and spends nothing without approval', async () => {
    const { ctx, feedId } = await connected()
    const { workspaceId } = ctx
    const { runId } = await receiveFile({ workspaceId, feedId, source: 'push', bytes: homes(2) })
    await disconnectFeed(ctx, { id: feedId, waiting: 'keep' })
    await importFile({ workspaceId, id: runId })
    await makePosts({ workspaceId })
    expect(await postCounts(ctx)).toEqual({ paused: 2 })
    expect(await balance(ctx)).toMatchObject({ left: 100, held: 0 })
    // Kept posts can still be approved.
    await generateWaiting(ctx, { requestId: randomUUID(), posts: 2, quotedCredits: 10 })
    await makePosts({ workspaceId })
    expect(await postCounts(ctx)).toEqual({ draft: 2 })
    expect(await balance(ctx)).toMatchObject({ left: 90, held: 0 })
  })

  test('discarded posts do not come back after reconnecting; posts of other feeds still wait', async () => {
    const { ctx, feedId } = await connected()
    const other = await feedOf(ctx, { capCredits: 0 })
    await pauseFeed(ctx, { id: feedId, paused: true })
    await importBytes(ctx, feedId, homes(3))
    await importBytes(ctx, other, homes(1, { from: 9 }))
    expect(await disconnectFeed(ctx, { id: feedId, waiting: 'drop' })).toEqual({ discarded: 3 })
    expect(await postCounts(ctx)).toEqual({ dropped: 3, cap: 1 })
    await reconnectFeed(ctx, { id: feedId, requestId: randomUUID() })
    await pauseFeed(ctx, { id: feedId, paused: false })
    await importBytes(ctx, feedId, homes(4, { modTime: '2026-11-24-09:00:00' }))
    expect(await postCounts(ctx)).toEqual({ dropped: 3, cap: 1, draft: 1 })
    expect(await balance(ctx)).toMatchObject({ left: 95, held: 0 })
  })

  test('R13: a post in progress is created and paid even if waiting posts are discarded', async () => {
    const { ctx, feedId } = await connected()
    const { workspaceId } = ctx
    const { runId } = await receiveFile({ workspaceId, feedId, source: 'push', bytes: homes(10) })
    await importFile({ workspaceId, id: runId })
    const [{ discarded }] = await Promise.all([
      disconnectFeed(ctx, { id: feedId, waiting: 'drop' }),
      makePosts({ workspaceId }),
    ])
    await sweepFeeds()
    await makePosts({ workspaceId })
    const { draft = 0, dropped = 0, ...others } = await postCounts(ctx)
    expect([draft + dropped, dropped, others]).toEqual([10, discarded, {}])
    expect(await balance(ctx)).toEqual({ left: 100 - draft * 5, held: 0, entries: 1 + draft })
  })

  test('disconnectFeed is idempotent', async () => {
    const { ctx, feedId } = await connected()
    await pauseFeed(ctx, { id: feedId, paused: true })
    await importBytes(ctx, feedId, homes(1))
    const twice = await Promise.all([
      disconnectFeed(ctx, { id: feedId, waiting: 'drop' }),
      disconnectFeed(ctx, { id: feedId, waiting: 'drop' }),
    ])
    expect(twice.map(({ discarded }) => discarded).toSorted()).toEqual([0, 1])
    expect(await eventsOf(ctx.workspaceId, 'feed.disconnect')).toHaveLength(1)
  })

  test('R35: another workspace can neither disconnect nor reconnect it', async () => {
    const { ctx, feedId, address } = await connected()
    const other = await agency()
    expect(await code(disconnectFeed(other, { id: feedId, waiting: 'drop' }))).toBe('not-found')
    expect(await feedAt(tokenOf(address))).toEqual({ workspaceId: ctx.workspaceId, id: feedId })
    await disconnectFeed(ctx, { id: feedId, waiting: 'keep' })
    expect(await code(reconnectFeed(other, { id: feedId, requestId: randomUUID() }))).toBe('not-found')
    expect(await stored(feedId)).toMatchObject({ disconnectedAt: expect.any(Date) })
  })
})

describe('a reconnected CRM', () => {
  test('has a new URL, is fetched immediately, and its old URL stays off', async () => {
    const { ctx, feedId, address } = await connected('https://crm.test/homes.xml')
    await disconnectFeed(ctx, { id: feedId, waiting: 'keep' })
    await system()
      .update(feeds)
      .set({ pullEtag: '"1"', nextPullAt: new Date('2100-01-01') })
      .where(eq(feeds.id, feedId))
    const again = await reconnectFeed(ctx, { id: feedId, requestId: randomUUID() })
    expect(await feedAt(tokenOf(again.address))).toEqual({ workspaceId: ctx.workspaceId, id: feedId })
    expect(await code(feedAt(tokenOf(address)))).toBe('not-found')
    const feed = await stored(feedId)
    expect(feed).toMatchObject({ disconnectedAt: null, pullEtag: null })
    expect(feed?.nextPullAt?.getTime()).toBeLessThan(new Date('2100-01-01').getTime())
    expect(await eventsOf(ctx.workspaceId, 'feed.reconnect')).toHaveLength(1)
  })

  test('a repeated request returns the same URL but does not reconnect a feed disconnected since', async () => {
    const { ctx, input, feedId } = await connected()
    await disconnectFeed(ctx, { id: feedId, waiting: 'keep' })
    // The form that connected it, or one on an older page.
    expect(await code(connectFeed(ctx, input))).toBe('request.reused')
    expect(await code(reconnectFeed(ctx, { id: feedId, requestId: input.requestId }))).toBe('request.reused')
    const request = { id: feedId, requestId: randomUUID() }
    const first = await reconnectFeed(ctx, request)
    expect(await reconnectFeed(ctx, request)).toEqual(first)
    expect(await code(reconnectFeed(ctx, { id: feedId, requestId: randomUUID() }))).toBe('feed.connected')
    await disconnectFeed(ctx, { id: feedId, waiting: 'keep' })
    expect(await code(reconnectFeed(ctx, request))).toBe('request.reused')
    expect(await eventsOf(ctx.workspaceId, 'feed.reconnect')).toHaveLength(1)
  })

  test('a disconnected feed does not count toward the limit', async () => {
    const ctx = await agency()
    const ids: string[] = []
    for (let i = 0; i < 20; i += 1) ids.push(await feedOf(ctx))
    expect(await code(feedOf(ctx))).toBe('feed.too-many')
    const [id = ''] = ids
    await disconnectFeed(ctx, { id, waiting: 'keep' })
    await feedOf(ctx)
    expect(await code(reconnectFeed(ctx, { id, requestId: randomUUID() }))).toBe('feed.too-many')
  })
})
