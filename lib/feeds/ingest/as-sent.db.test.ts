import { and, eq, sql } from 'drizzle-orm'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { system } from '@/db/client'
import { feedRuns, listings, notifications, posts } from '@/db/schema'
import { setTestEnv } from '@/lib/billing/testing'
import type { WorkspaceContext } from '@/lib/core/context'
import { code } from '@/lib/core/testing'
import { keyId } from '@/lib/credits/decide/keys'
import { approvePost } from '@/lib/posts/decide-post'
import { exportPost } from '@/lib/posts/export/export-post'
import { getPost } from '@/lib/posts/get-post'
import { closeConnections } from '@/local/test/connections'
import { scratchFolder } from '@/local/test/scratch-folder'
import { listFeeds } from '../connections/list-feeds'
import { listListings } from '../listings/list-listings'
import { address, bytesOf, details, file, sample } from '../parsers/samples'
import { generateWaiting } from '../posts/generate-waiting'
import { makePosts } from '../posts/make-posts'
import { agency, balance, feedOf, homes, importBytes, postCounts, prepareFeedPrices } from '../testing'
import { estimateFile } from './estimate-file'
import { decideMissing } from './missing-listings'
import { receiveFile } from './receive-file'

setTestEnv({ FILES_DIR: scratchFolder('as-sent') })
beforeAll(prepareFeedPrices)
afterAll(closeConnections)

const postsOf = ({ workspaceId }: WorkspaceContext) =>
  system().select().from(posts).where(eq(posts.workspaceId, workspaceId)).orderBy(posts.createdAt)
const statuses = async ({ workspaceId }: WorkspaceContext) => {
  const rows = await system()
    .select()
    .from(listings)
    .where(eq(listings.workspaceId, workspaceId))
    .orderBy(listings.sourceKey)
  return Object.fromEntries(rows.map(({ sourceKey, status }) => [sourceKey, status]))
}
const reso = (...rows: object[]) =>
  bytesOf(
    JSON.stringify({
      value: rows.map((row, i) => ({
        ListingKey: `K${i}`,
        OriginatingSystemName: 'coast',
        StandardStatus: 'Active',
        StreetNumber: `${70 + i}`,
        StreetName: 'Harbor',
        StreetSuffix: 'Ave',
        City: 'Edmonds',
        ListPrice: 525_000,
        PublicRemarks: 'A bright home near the ferry.',
        ...row,
      })),
    }),
  )
const approveAll = async (ctx: WorkspaceContext, count: number) => {
  await generateWaiting(ctx, { requestId: crypto.randomUUID(), posts: count, quotedCredits: count * 5 })
  await makePosts(ctx)
}

describe('R43: display restrictions', () => {
  test('a listing that is not for the internet is stored, marked, and gets no post', async () => {
    const ctx = await agency('credits', 100)
    const bytes = reso(
      {},
      { InternetEntireListingDisplayYN: 'N' },
      { MlgCanUse: ['VOW'] },
      { MlgCanView: false },
    )
    expect(await estimateFile(ctx, bytes)).toMatchObject({ listings: 4, unread: 0, newPosts: 1 })
    await importBytes(ctx, await feedOf(ctx), bytes)
    expect(await postCounts(ctx)).toEqual({ draft: 1 })
    const { rows } = await listListings(ctx, { limit: 10 })
    expect(rows.filter(({ notForInternet }) => notForInternet)).toHaveLength(3)
    expect(await balance(ctx)).toMatchObject({ left: 95 })
  })

  test('a listing that becomes restricted is not published, and can be again', async () => {
    const ctx = await agency('credits', 100)
    const feedId = await feedOf(ctx)
    await importBytes(ctx, feedId, reso({}))
    const [made] = await postsOf(ctx)
    const id = made?.id ?? ''
    const { version } = await getPost(ctx, id)
    await importBytes(ctx, feedId, reso({ InternetEntireListingDisplayYN: false }))
    expect(await code(approvePost(ctx, { id, version }))).toBe('post.restricted')
    expect(await code(exportPost(ctx, id))).toBe('post.restricted')
    await importBytes(ctx, feedId, reso({ InternetAddressDisplayYN: '0' }))
    // The draft was written when the address could be shown.
    expect(await code(approvePost(ctx, { id, version }))).toBe('post.restricted')
    await importBytes(ctx, feedId, reso({}))
    await approvePost(ctx, { id, version })
  })

  test('a hidden address is nowhere in a post, and members see it marked', async () => {
    const ctx = await agency('credits', 100)
    await importBytes(
      ctx,
      await feedOf(ctx),
      reso({
        InternetAddressDisplayYN: 'false',
        PublicRemarks: 'Welcome to 70 Harbor Avenue! Harbor Ave is quiet.',
        Media: [
          { MediaURL: 'https://p.example/70-harbor-ave.jpg' },
          { MediaURL: 'https://p.example/kitchen.jpg' },
        ],
      }),
    )
    const [made] = await postsOf(ctx)
    expect(made).toMatchObject({
      status: 'draft',
      title: 'Edmonds',
      photoUrl: 'https://p.example/kitchen.jpg',
    })
    expect(JSON.stringify(made?.texts)).not.toMatch(/harbor/i)
    const { rows } = await listListings(ctx, { limit: 1 })
    expect(rows[0]).toMatchObject({ title: '70 Harbor Ave, Edmonds', hidesAddress: true })
  })
})

describe('R43: ids without case', () => {
  const twice = (agent: string, id: string, modTime: string) =>
    sample({ id, modTime }).replace('<agentID>AGENCY</agentID>', `<agentID>${agent}</agentID>`)

  test('the same home under ids in another case is one listing and one post', async () => {
    const ctx = await agency('credits', 100)
    const feedId = await feedOf(ctx)
    const one = file(
      twice('xnwxnw', 'abcd1234', '2026-11-21-10:30:00'),
      twice('XNWXNW', 'ABCD1234', '2026-11-20-10:30:00'),
    )
    expect(await estimateFile(ctx, bytesOf(one))).toMatchObject({ newPosts: 1 })
    await importBytes(ctx, feedId, bytesOf(one))
    await importBytes(ctx, feedId, bytesOf(file(twice('XnwXnw', 'Abcd1234', '2026-11-22-10:30:00'))))
    expect(await postCounts(ctx)).toEqual({ draft: 1 })
    expect(Object.keys(await statuses(ctx))).toEqual(['XNWXNW/ABCD1234'])
  })

  test('a listing stored under its old key keeps its id and its post', async () => {
    const ctx = await agency('credits', 100)
    const { workspaceId } = ctx
    const feedId = await feedOf(ctx)
    await importBytes(ctx, feedId, bytesOf(file(twice('AGENCY', 'P1', '2026-11-20-10:30:00'))))
    const oldId = keyId(`listing:${workspaceId}:Agency/p1`)
    // As it was stored before keys were compared without case.
    await system().execute(
      sql`update posts set listing_id = null, feed_id = null where workspace_id = ${workspaceId}`,
    )
    await system()
      .update(listings)
      .set({ id: oldId, sourceKey: 'Agency/p1' })
      .where(eq(listings.workspaceId, workspaceId))
    await system().update(posts).set({ listingId: oldId, feedId }).where(eq(posts.workspaceId, workspaceId))
    await importBytes(
      ctx,
      feedId,
      bytesOf(file(twice('AGENCY', 'P1', '2026-11-22-10:30:00').replace('650000', '640000'))),
    )
    expect(await statuses(ctx)).toEqual({ 'Agency/p1': 'current' })
    expect(await postCounts(ctx)).toEqual({ draft: 1 })
  })
})

describe('R43: a relisting at the same address', () => {
  const at = (id: string, status = 'current', over = address) =>
    bytesOf(file(sample({ id, status, inner: `<price>650000</price>${over}${details}` })))

  test('asks before it is paid again, whatever the spelling of the street', async () => {
    const ctx = await agency('credits', 100)
    const feedId = await feedOf(ctx)
    await importBytes(ctx, feedId, at('A'))
    await importBytes(ctx, feedId, at('A', 'withdrawn'))
    await importBytes(ctx, feedId, at('B', 'current', address.replace('Hill Street', 'HILL ST')))
    expect(await postCounts(ctx)).toEqual({ draft: 1, relisted: 1 })
    expect(await balance(ctx)).toMatchObject({ left: 95 })
    const [, asks] = await postsOf(ctx)
    expect(asks?.failure).toMatch(/^Relisted: this address got a post on /)
    await approveAll(ctx, 1)
    expect(await postCounts(ctx)).toEqual({ draft: 2 })
    expect(await balance(ctx)).toMatchObject({ left: 90 })
  })

  test('the same listing back on the market is neither asked nor paid again', async () => {
    const ctx = await agency('credits', 100)
    const feedId = await feedOf(ctx)
    for (const status of ['current', 'withdrawn', 'current']) await importBytes(ctx, feedId, at('A', status))
    expect(await postCounts(ctx)).toEqual({ draft: 1 })
    expect(await balance(ctx)).toMatchObject({ left: 95 })
  })

  test.each([
    ['another unit', address.replace('<subNumber>2<', '<subNumber>3<'), 'residential'],
    ['another suburb', address.replace('Carlton', 'Fitzroy'), 'residential'],
    ['a rental', address, 'rental'],
    ['no street number', address.replace(/<subNumber>.*<\/streetNumber>/, ''), 'residential'],
  ])('%s is no relisting', async (_what, over, kind) => {
    const ctx = await agency('credits', 100)
    const feedId = await feedOf(ctx)
    await importBytes(ctx, feedId, at('A'))
    await importBytes(ctx, feedId, bytesOf(file(sample({ id: 'B', kind, inner: `${over}${details}` }))))
    expect(await postCounts(ctx)).toEqual({ draft: 2 })
  })

  test('two homes that share an address and arrive together each get a post', async () => {
    const ctx = await agency('credits', 100)
    const feedId = await feedOf(ctx)
    await importBytes(ctx, feedId, bytesOf(file(sample({ id: 'A' }), sample({ id: 'B' }))))
    await importBytes(
      ctx,
      feedId,
      bytesOf(file(sample({ id: 'A' }), sample({ id: 'B' }), sample({ id: 'C' }))),
    )
    expect(await postCounts(ctx)).toEqual({ draft: 3 })
  })

  test('an address that had its post more than a year ago is new', async () => {
    const ctx = await agency('credits', 100)
    const feedId = await feedOf(ctx)
    await importBytes(ctx, feedId, at('A'))
    await system().execute(
      sql`update posts set made_at = market_now() - interval '13 months' where workspace_id = ${ctx.workspaceId}`,
    )
    await importBytes(ctx, feedId, at('B'))
    expect(await postCounts(ctx)).toEqual({ draft: 2 })
  })
})

describe('R43: full files', () => {
  const full = (ctx: WorkspaceContext) => feedOf(ctx, { fullFiles: 'on' })

  test('listings missing from a file leave the market, and return with the next file that has them', async () => {
    const ctx = await agency('credits', 500)
    const feedId = await full(ctx)
    await importBytes(ctx, feedId, homes(7))
    const run = await importBytes(ctx, feedId, homes(5))
    expect(await statuses(ctx)).toMatchObject({
      'AGENCY/H5': 'current',
      'AGENCY/H6': 'offmarket',
      'AGENCY/H7': 'offmarket',
    })
    const [row] = await system().select().from(feedRuns).where(eq(feedRuns.id, run))
    expect(row).toMatchObject({ status: 'done', changedCount: 2, missingIds: null })
    await importBytes(ctx, feedId, homes(7))
    expect(Object.values(await statuses(ctx))).toEqual(Array.from({ length: 7 }, () => 'current'))
    // Nothing is paid twice.
    expect(await postCounts(ctx)).toEqual({ draft: 7 })
  })

  test('when a third is missing nothing changes until an admin confirms it', async () => {
    const ctx = await agency('credits', 500)
    const [feedId, stranger] = [await full(ctx), await agency()]
    await importBytes(ctx, feedId, homes(6))
    const runId = await importBytes(ctx, feedId, homes(4))
    expect(new Set(Object.values(await statuses(ctx)))).toEqual(new Set(['current']))
    expect(await listFeeds(ctx)).toMatchObject([{ missing: { runId, listings: 2 } }])
    const [notice] = await system()
      .select()
      .from(notifications)
      .where(and(eq(notifications.workspaceId, ctx.workspaceId), eq(notifications.kind, 'feed-paused')))
    expect(notice?.data).toEqual({ feed: 'CRM', missing: 2, of: 6 })
    expect(await code(decideMissing(stranger, { runId, missing: 'remove' }))).toBe('not-found')
    expect(await decideMissing(ctx, { runId, missing: 'remove' })).toEqual({ takenOff: 2 })
    expect(await decideMissing(ctx, { runId, missing: 'remove' })).toEqual({ takenOff: 0 })
    expect(Object.values(await statuses(ctx)).filter((status) => status === 'offmarket')).toHaveLength(2)
    expect(await listFeeds(ctx)).toMatchObject([{ missing: null }])
  })

  test('an admin can keep them, and the next full file answers the question by itself', async () => {
    const ctx = await agency('credits', 500)
    const feedId = await full(ctx)
    await importBytes(ctx, feedId, homes(6))
    const first = await importBytes(ctx, feedId, homes(1))
    expect(await decideMissing(ctx, { runId: first, missing: 'keep' })).toEqual({ takenOff: 0 })
    await importBytes(ctx, feedId, homes(2))
    expect(await listFeeds(ctx)).toMatchObject([{ missing: { listings: 4 } }])
    await importBytes(ctx, feedId, homes(6))
    expect(await listFeeds(ctx)).toMatchObject([{ missing: null }])
    expect(new Set(Object.values(await statuses(ctx)))).toEqual(new Set(['current']))
  })

  test('an empty file, a broken file and an unreadable listing take nothing off the market', async () => {
    const ctx = await agency('credits', 500)
    const feedId = await full(ctx)
    await importBytes(ctx, feedId, homes(6))
    await importBytes(ctx, feedId, bytesOf('<propertyList></propertyList>'))
    await importBytes(ctx, feedId, bytesOf('<html></html>'))
    const text = new TextDecoder().decode(homes(5))
    // The sixth can't be read, but has its key.
    await importBytes(
      ctx,
      feedId,
      bytesOf(
        text.replace(
          '</propertyList>',
          '<residential status="current"><uniqueID>H6</uniqueID></residential></propertyList>',
        ),
      ),
    )
    // This one has no key, so it could be any of them.
    await importBytes(
      ctx,
      feedId,
      bytesOf(text.replace('</propertyList>', '<residential status="current"></residential></propertyList>')),
    )
    expect(new Set(Object.values(await statuses(ctx)))).toEqual(new Set(['current']))
  })

  test('a feed without the setting, an upload and another feed’s file change nothing', async () => {
    const ctx = await agency('credits', 500)
    const { workspaceId, userId } = ctx
    const [partial, feedId] = [await feedOf(ctx), await full(ctx)]
    await importBytes(ctx, partial, homes(4))
    await importBytes(ctx, partial, homes(3))
    await importBytes(ctx, feedId, homes(4, { from: 11 }))
    await receiveFile({
      workspaceId,
      feedId,
      source: 'upload',
      bytes: homes(3, { from: 11 }),
      uploadedBy: userId,
    })
    await importBytes(ctx, feedId, homes(4, { from: 11 }))
    expect(new Set(Object.values(await statuses(ctx)))).toEqual(new Set(['current']))
  })
})

describe('R46: wording of a CRM', () => {
  const worded = (text: string, modTime = '2026-11-20-10:30:00') =>
    bytesOf(file(sample({ modTime, inner: `<price>650000</price>${address}<headline>${text}</headline>` })))

  test('a flagged text is not paid automatically, and its post says which words and why', async () => {
    const ctx = await agency('credits', 100)
    const feedId = await feedOf(ctx)
    await importBytes(ctx, feedId, worded('Adults only, no children'))
    expect(await postCounts(ctx)).toEqual({ wording: 1 })
    expect(await balance(ctx)).toMatchObject({ left: 100, held: 0 })
    const [waiting] = await postsOf(ctx)
    expect(waiting?.failure).toMatch(/“Adults only”, “no children”.*Fair housing law/)
    // Corrected in the CRM, it is created like any other.
    await importBytes(ctx, feedId, worded('Light on three sides', '2026-11-21-10:30:00'))
    await makePosts(ctx)
    expect(await postCounts(ctx)).toEqual({ draft: 1 })
  })

  test('created on request, it is a draft that can’t be approved until it is changed', async () => {
    const ctx = await agency('credits', 100)
    await importBytes(ctx, await feedOf(ctx), worded('Perfect for Christians'))
    await approveAll(ctx, 1)
    const [draft] = await postsOf(ctx)
    expect(draft).toMatchObject({ status: 'draft' })
    // Not silently changed.
    expect(JSON.stringify(draft?.texts)).toContain('Perfect for Christians')
    const { version } = await getPost(ctx, draft?.id ?? '')
    expect(await code(approvePost(ctx, { id: draft?.id ?? '', version }))).toBe('post.unfit')
  })
})
