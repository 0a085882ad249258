import { randomUUID } from 'node:crypto'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { setTestEnv } from '@/lib/billing/testing'
import { code } from '@/lib/core/testing'
import { closeConnections } from '@/local/test/connections'
import { scratchFolder } from '@/local/test/scratch-folder'
import { feedAt } from './connections/feed-address'
import { changeFeed, connectFeed, pauseFeed, rotateFeedUrl } from './connections/save-feed'
import { receiveFile } from './ingest/receive-file'
import { generateWaiting } from './posts/generate-waiting'
import { agency, feedOf, homes, importBytes, postCounts, prepareFeedPrices } from './testing'

setTestEnv({ FILES_DIR: scratchFolder('feeds') })
beforeAll(prepareFeedPrices)
afterAll(closeConnections)

const approval = (count: number, quotedCredits = count * 5) => ({
  requestId: randomUUID(),
  posts: count,
  quotedCredits,
})
const tokenOf = (address: string) => address.split('/').at(-1) ?? ''

describe('a feed and its secret URL', () => {
  test('a repeated request returns the same URL, and a new URL replaces the old one', async () => {
    const ctx = await agency()
    const [id, requestId] = [randomUUID(), randomUUID()]
    const input = { id, requestId, name: 'CRM', pullUrl: null, pullEveryMinutes: 60, capCredits: null }
    const { address } = await connectFeed(ctx, input)
    expect(await connectFeed(ctx, input)).toEqual({ address })
    expect(await code(connectFeed(ctx, { ...input, requestId: randomUUID() }))).toBe('request.reused')
    expect(await feedAt(tokenOf(address))).toEqual({ workspaceId: ctx.workspaceId, id })
    const renewed = await rotateFeedUrl(ctx, { id, requestId: randomUUID() })
    expect(await code(feedAt(tokenOf(address)))).toBe('not-found')
    expect(await feedAt(tokenOf(renewed.address))).toEqual({ workspaceId: ctx.workspaceId, id })
    for (const wrong of [
      '',
      'x',
      `${ctx.workspaceId}.${id}.${'a'.repeat(43)}`,
      `1.${randomUUID()}.${'a'.repeat(43)}`,
    ])
      expect(await code(feedAt(wrong))).toBe('not-found')
  })

  test('R35: another workspace can’t access a feed, its files or its posts', async () => {
    const ctx = await agency()
    const other = await agency()
    const id = await feedOf(ctx, { capCredits: 0 })
    await importBytes(ctx, id, homes(1))
    const change = { id, name: 'Mine', pullUrl: null, pullEveryMinutes: 60, capCredits: null }
    expect(await code(changeFeed(other, change))).toBe('not-found')
    expect(await code(pauseFeed(other, { id, paused: true }))).toBe('not-found')
    expect(await code(rotateFeedUrl(other, { id, requestId: randomUUID() }))).toBe('not-found')
    expect(await code(generateWaiting(other, approval(1)))).toBe('feed.nothing-waits')
    expect(
      await code(
        receiveFile({ workspaceId: other.workspaceId, feedId: id, source: 'push', bytes: homes(1) }),
      ),
    ).toBe('not-found')
    expect(await postCounts(ctx)).toEqual({ cap: 1 })
  })
})
