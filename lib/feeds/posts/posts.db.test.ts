import { randomUUID } from 'node:crypto'
import { and, eq, sql } from 'drizzle-orm'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { system } from '@/db/client'
import { listings, notifications, posts, spendingLimits } from '@/db/schema'
import { builtInModel } from '@/lib/ai/built-in/model'
import { setTestEnv } from '@/lib/billing/testing'
import type { WorkspaceContext } from '@/lib/core/context'
import { code } from '@/lib/core/testing'
import { post } from '@/lib/credits/post'
import { charge } from '@/lib/credits/testing'
import { networks } from '@/lib/posts/shared/networks'
import { closeConnections } from '@/local/test/connections'
import { scratchFolder } from '@/local/test/scratch-folder'
import { waitingPosts } from '../connections/list-feeds'
import { pauseFeed } from '../connections/save-feed'
import { importFile } from '../ingest/import-file'
import { receiveFile } from '../ingest/receive-file'
import { address, bytesOf, details, file, sample } from '../parsers/samples'
import { agency, balance, feedOf, homes, importBytes, postCounts, prepareFeedPrices } from '../testing'
import { generateWaiting } from './generate-waiting'
import { makePosts } from './make-posts'

setTestEnv({ FILES_DIR: scratchFolder('feeds') })
beforeAll(prepareFeedPrices)
afterAll(closeConnections)

const limitMember = ({ workspaceId, userId: subject }: WorkspaceContext, mostCredits: number) =>
  system()
    .insert(spendingLimits)
    .values({ workspaceId, kind: 'member', subject, mostCredits })
    .onConflictDoUpdate({
      target: [spendingLimits.workspaceId, spendingLimits.kind, spendingLimits.subject],
      set: { mostCredits },
    })
const approval = (count: number, quotedCredits = count * 5) => ({
  requestId: randomUUID(),
  posts: count,
  quotedCredits,
})
const listingsOf = ({ workspaceId }: WorkspaceContext) =>
  system().select().from(listings).where(eq(listings.workspaceId, workspaceId)).orderBy(listings.sourceKey)

describe('R13: after a failure nothing is lost and nothing is paid twice', () => {
  test('two concurrent workers create and charge each post once', async () => {
    const ctx = await agency('credits', 1_000)
    const { workspaceId } = ctx
    const feedId = await feedOf(ctx)
    const { runId } = await receiveFile({ workspaceId, feedId, source: 'push', bytes: homes(60) })
    await importFile({ workspaceId, id: runId })
    await Promise.all([makePosts({ workspaceId }), makePosts({ workspaceId })])
    expect(await postCounts(ctx)).toEqual({ draft: 60 })
    expect(await balance(ctx)).toEqual({ left: 700, held: 0, entries: 61 })
  })

  test('a failing model costs nothing, and the next attempt is a new request', async () => {
    const ctx = await agency('credits', 100)
    const { workspaceId } = ctx
    const feedId = await feedOf(ctx)
    const { runId } = await receiveFile({ workspaceId, feedId, source: 'push', bytes: homes(2) })
    await importFile({ workspaceId, id: runId })
    const doGenerate = () => Promise.reject(new Error('away'))
    const broken = { model: { ...builtInModel, doGenerate }, label: 'broken', builtIn: true }
    await makePosts({ workspaceId }, { model: broken })
    expect(await postCounts(ctx)).toEqual({ failed: 2 })
    expect(await balance(ctx)).toMatchObject({ left: 100, held: 0 })
    await generateWaiting(ctx, approval(2))
    await makePosts({ workspaceId })
    expect(await postCounts(ctx)).toEqual({ draft: 2 })
    expect(await balance(ctx)).toMatchObject({ left: 90, held: 0 })
  })

  test('calls to a provider are limited, however large the file is', async () => {
    const ctx = await agency('credits', 200)
    const { workspaceId } = ctx
    const feedId = await feedOf(ctx)
    const { runId } = await receiveFile({ workspaceId, feedId, source: 'push', bytes: homes(20) })
    await importFile({ workspaceId, id: runId })
    let [now, most] = [0, 0]
    const doGenerate: typeof builtInModel.doGenerate = async (options) => {
      now += 1
      most = Math.max(most, now)
      // The other calls of this batch start in the meantime.
      await new Promise((done) => setTimeout(done, 5))
      now -= 1
      return builtInModel.doGenerate(options)
    }
    await makePosts(
      { workspaceId },
      { model: { model: { ...builtInModel, doGenerate }, label: 'far/away', builtIn: false } },
    )
    expect(await postCounts(ctx)).toEqual({ draft: 20 })
    expect(most).toBeGreaterThan(1)
    expect(most).toBeLessThanOrEqual(8)
    expect(await balance(ctx)).toMatchObject({ left: 100, held: 0 })
  })
})

describe('R33: posts that would use the whole balance need approval', () => {
  test('listings are stored, their posts wait, one notification is sent, and one approval creates them', async () => {
    const ctx = await agency('credits', 16)
    const feedId = await feedOf(ctx)
    await importBytes(ctx, feedId, homes(4))
    await importBytes(ctx, feedId, homes(1, { from: 9 }))
    expect(await postCounts(ctx)).toEqual({ balance: 4, draft: 1 })
    expect(await balance(ctx)).toMatchObject({ left: 11, held: 0 })
    const notified = await system()
      .select()
      .from(notifications)
      .where(and(eq(notifications.workspaceId, ctx.workspaceId), eq(notifications.kind, 'feed-paused')))
    expect(notified).toMatchObject([{ data: { waiting: 4, credits: 20 } }])
    expect(await code(generateWaiting(ctx, approval(4)))).toBe('credits.insufficient')
    expect(await code(generateWaiting(ctx, approval(2, 8)))).toBe('quote.changed')
    const approved = approval(2)
    await Promise.all([generateWaiting(ctx, approved), generateWaiting(ctx, approved)])
    await makePosts(ctx)
    expect(await generateWaiting(ctx, approved)).toEqual({ posts: 2 })
    expect(await postCounts(ctx)).toEqual({ balance: 2, draft: 3 })
    expect(await balance(ctx)).toMatchObject({ left: 1, held: 0 })
  })

  test('posts wait when their credits were spent elsewhere in the meantime', async () => {
    const ctx = await agency('credits', 40)
    const { workspaceId } = ctx
    const feedId = await feedOf(ctx)
    const { runId } = await receiveFile({ workspaceId, feedId, source: 'push', bytes: homes(3) })
    await importFile({ workspaceId, id: runId })
    expect(await post(workspaceId, charge(33))).toMatchObject({ ok: true })
    await makePosts({ workspaceId })
    expect(await postCounts(ctx)).toEqual({ draft: 1, balance: 2 })
    expect(await balance(ctx)).toMatchObject({ left: 2, held: 0 })
  })

  test('R11: approving over the member’s own spending limit is refused, and automatic posts wait for it', async () => {
    const ctx = await agency('credits', 100)
    const feedId = await feedOf(ctx)
    await limitMember(ctx, 7)
    await importBytes(ctx, feedId, homes(3))
    expect(await postCounts(ctx)).toEqual({ draft: 1, cap: 2 })
    expect(await waitingPosts(ctx)).toMatchObject({ total: 2, spendingLimitLeftCredits: 2, affordable: 0 })
    const input = { requestId: randomUUID(), posts: 2, quotedCredits: 10 }
    await expect(generateWaiting(ctx, input)).rejects.toMatchObject({
      code: 'spending-limit.reached',
      details: { cost: 10, limit: 7, used: 5 },
    })
    expect(await postCounts(ctx)).toEqual({ draft: 1, cap: 2 })
    await limitMember(ctx, 15)
    await generateWaiting(ctx, input)
    await makePosts(ctx)
    expect(await postCounts(ctx)).toEqual({ draft: 3 })
  })

  test('a spending limit holds within a cycle, a pause holds all posts, and listings are still stored', async () => {
    const ctx = await agency('credits', 100)
    const feedId = await feedOf(ctx, { capCredits: 12 })
    await importBytes(ctx, feedId, homes(3))
    await importBytes(ctx, feedId, homes(1, { from: 4 }))
    expect(await postCounts(ctx)).toEqual({ draft: 2, cap: 2 })
    await pauseFeed(ctx, { id: feedId, paused: true })
    await importBytes(ctx, feedId, homes(1, { from: 5 }))
    expect(await postCounts(ctx)).toEqual({ draft: 2, cap: 2, paused: 1 })
    expect(await listingsOf(ctx)).toHaveLength(5)
    expect(await balance(ctx)).toMatchObject({ left: 90 })
  })

  test('R8: a price that changed after the approval charges nothing until it is approved again', async () => {
    const ctx = await agency('credits', 100)
    const { workspaceId } = ctx
    const feedId = await feedOf(ctx)
    const { runId } = await receiveFile({ workspaceId, feedId, source: 'push', bytes: homes(2) })
    await importFile({ workspaceId, id: runId })
    await system().execute(sql`update posts set quoted_credits = 4 where workspace_id = ${workspaceId}`)
    await makePosts({ workspaceId })
    expect(await postCounts(ctx)).toEqual({ price: 2 })
    expect(await balance(ctx)).toMatchObject({ left: 100, held: 0, entries: 1 })
  })

  test('R3: a plan with limits does not count posts', async () => {
    const ctx = await agency('limits')
    await importBytes(ctx, await feedOf(ctx), homes(3))
    expect(await postCounts(ctx)).toEqual({ draft: 3 })
  })
})

test('a post has the facts of its listing and fits each network', async () => {
  const ctx = await agency('credits', 100)
  await importBytes(ctx, await feedOf(ctx), homes(1))
  const [made] = await system().select().from(posts).where(eq(posts.workspaceId, ctx.workspaceId))
  expect(made).toMatchObject({
    title: '2/15 Hill Street, Carlton',
    photoUrl: 'https://photos.test/m.jpg',
    model: 'the built-in writer',
    credits: 5,
    texts: {
      facebook: expect.stringContaining('3 bedrooms'),
      instagram: expect.stringContaining('#Carlton'),
      linkedin: expect.stringContaining('$650,000'),
      x: expect.stringContaining('Carlton'),
    },
  })
})

test('blanks from a CRM are left out, and a text with blanks from a model is discarded', async () => {
  const ctx = await agency('credits', 100)
  const feedId = await feedOf(ctx)
  const inner = `<priceView>[Price]</priceView>${address}${details.replace('Light on three sides', 'Light [Headline]')}`
  await importBytes(ctx, feedId, bytesOf(file(sample({ inner }))))
  const [made] = await system().select().from(posts).where(eq(posts.workspaceId, ctx.workspaceId))
  expect(JSON.stringify(made?.texts)).toContain('Light.')
  expect(JSON.stringify(made?.texts)).not.toMatch(/\[|Price/)

  const text = JSON.stringify(
    Object.fromEntries(networks.map((one) => [one, 'A home in Carlton for [Price].'])),
  )
  const doGenerate = async (options: Parameters<typeof builtInModel.doGenerate>[0]) => ({
    ...(await builtInModel.doGenerate(options)),
    content: [{ type: 'text' as const, text }],
  })
  const careless = { model: { ...builtInModel, doGenerate }, label: 'careless', builtIn: true }
  const { workspaceId } = ctx
  const { runId } = await receiveFile({ workspaceId, feedId, source: 'push', bytes: homes(1, { from: 2 }) })
  await importFile({ workspaceId, id: runId })
  await makePosts({ workspaceId }, { model: careless })
  expect(await postCounts(ctx)).toEqual({ draft: 1, failed: 1 })
  expect(await balance(ctx)).toMatchObject({ left: 95, held: 0 })
})
