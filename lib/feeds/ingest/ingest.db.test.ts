import { and, eq } from 'drizzle-orm'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { system } from '@/db/client'
import { feedRunErrors, listingChanges, listings } from '@/db/schema'
import { setTestEnv } from '@/lib/billing/testing'
import type { WorkspaceContext } from '@/lib/core/context'
import { code } from '@/lib/core/testing'
import { closeConnections } from '@/local/test/connections'
import { scratchFolder } from '@/local/test/scratch-folder'
import { bytesOf, file, sample } from '../parsers/samples'
import { agency, balance, feedOf, homes, importBytes, postCounts, prepareFeedPrices, runOf } from '../testing'
import { estimateFile } from './estimate-file'
import { importFile } from './import-file'
import { receiveFile } from './receive-file'

setTestEnv({ FILES_DIR: scratchFolder('feeds') })
beforeAll(prepareFeedPrices)
afterAll(closeConnections)

const listingsOf = ({ workspaceId }: WorkspaceContext) =>
  system().select().from(listings).where(eq(listings.workspaceId, workspaceId)).orderBy(listings.sourceKey)

describe('R12: each new current listing is paid once, however often its file arrives', () => {
  test('the same file twice, concurrently and again later, is paid once', async () => {
    const ctx = await agency('credits', 100)
    const feedId = await feedOf(ctx)
    const first = await importBytes(ctx, feedId, homes(3))
    expect(await runOf(ctx, first)).toMatchObject({ status: 'done', readCount: 3, newCount: 3, postCount: 3 })
    expect(await balance(ctx)).toEqual({ left: 85, held: 0, entries: 4 })
    await Promise.all([importBytes(ctx, feedId, homes(3)), importBytes(ctx, feedId, homes(3))])
    const again = await importBytes(ctx, feedId, homes(3))
    expect(await runOf(ctx, again)).toMatchObject({
      readCount: 3,
      newCount: 0,
      changedCount: 0,
      postCount: 0,
    })
    expect(await balance(ctx)).toEqual({ left: 85, held: 0, entries: 4 })
    expect(await postCounts(ctx)).toEqual({ draft: 3 })
  })

  test('the same listing from another feed, or twice in one file, is one listing', async () => {
    const ctx = await agency('credits', 100)
    await importBytes(ctx, await feedOf(ctx), bytesOf(file(sample(), sample())))
    await importBytes(ctx, await feedOf(ctx), bytesOf(file(sample())))
    expect(await listingsOf(ctx)).toHaveLength(1)
    expect(await balance(ctx)).toMatchObject({ left: 95 })
  })

  test('changes are stored with the previous state and are free; an older file is ignored', async () => {
    const ctx = await agency('credits', 100)
    const feedId = await feedOf(ctx)
    await importBytes(ctx, feedId, homes(1))
    await importBytes(ctx, feedId, homes(1, { status: 'sold', modTime: '2026-11-21-09:00:00' }))
    await importBytes(ctx, feedId, homes(1))
    expect(await listingsOf(ctx)).toMatchObject([{ status: 'sold' }])
    const changes = await system()
      .select()
      .from(listingChanges)
      .where(eq(listingChanges.workspaceId, ctx.workspaceId))
    expect(changes).toMatchObject([{ statusBefore: 'current' }])
    expect(await balance(ctx)).toEqual({ left: 95, held: 0, entries: 2 })
    expect(await postCounts(ctx)).toEqual({ draft: 1 })
  })

  test('sold, leased, withdrawn and off-market listings get no post until they are back on the market', async () => {
    const ctx = await agency('credits', 100)
    const feedId = await feedOf(ctx)
    const file = ['sold', 'leased', 'withdrawn', 'offmarket'].map((status, i) =>
      sample({ id: `S${i}`, status }),
    )
    await importBytes(ctx, feedId, bytesOf(`<propertyList>${file.join('')}</propertyList>`))
    expect(await postCounts(ctx)).toEqual({})
    await importBytes(ctx, feedId, bytesOf(sample({ id: 'S3', modTime: '2026-11-22-09:00:00' })))
    expect(await postCounts(ctx)).toEqual({ draft: 1 })
  })

  test('keeps known fields when a withdrawal has only an id', async () => {
    const ctx = await agency('credits', 100)
    const feedId = await feedOf(ctx, { capCredits: 0 })
    await importBytes(ctx, feedId, homes(1))
    expect(await postCounts(ctx)).toEqual({ cap: 1 })
    const bare = sample({ id: 'H1', status: 'withdrawn', modTime: '2026-11-22-09:00:00', inner: '' })
    await importBytes(ctx, feedId, bytesOf(bare))
    expect(await listingsOf(ctx)).toMatchObject([{ status: 'withdrawn', data: { suburb: 'Carlton' } }])
    // A home that left the market before its post was created needs no post.
    expect(await postCounts(ctx)).toEqual({ dropped: 1 })
  })
})

test('an unreadable listing is reported and the rest is stored; an invalid file fails as a whole', async () => {
  const ctx = await agency('credits', 100)
  const feedId = await feedOf(ctx)
  const run = await importBytes(
    ctx,
    feedId,
    bytesOf(file(sample({ id: '' }), sample(), sample({ id: 'P2', status: 'x' }))),
  )
  expect(await runOf(ctx, run)).toMatchObject({ status: 'done', readCount: 3, newCount: 1, errorCount: 2 })
  const errors = await system()
    .select()
    .from(feedRunErrors)
    .where(and(eq(feedRunErrors.workspaceId, ctx.workspaceId), eq(feedRunErrors.runId, run)))
  expect(errors.map(({ position, sourceKey }) => [position, sourceKey])).toEqual([
    [1, null],
    [3, 'P2'],
  ])
  const none = await importBytes(ctx, feedId, bytesOf('<html></html>'))
  expect(await runOf(ctx, none)).toMatchObject({
    status: 'failed',
    failure: expect.stringContaining('neither'),
  })
})

describe('R13: after a crash nothing is lost and nothing is paid twice', () => {
  test('an interrupted run is finished by the next one, with the counts of both', async () => {
    const ctx = await agency('credits', 5_000)
    const { workspaceId } = ctx
    const feedId = await feedOf(ctx)
    const { runId } = await receiveFile({ workspaceId, feedId, source: 'push', bytes: homes(500) })
    const stop = AbortSignal.abort()
    await expect(importFile({ workspaceId, id: runId }, { signal: stop })).rejects.toThrow()
    expect(await listingsOf(ctx)).toHaveLength(200)
    await importFile({ workspaceId, id: runId })
    expect(await runOf(ctx, runId)).toMatchObject({ status: 'done', newCount: 500, postCount: 500 })
  })
})

test('R7: estimateFile returns the cost of a file without storing anything', async () => {
  const ctx = await agency('credits', 100)
  const feedId = await feedOf(ctx)
  await importBytes(ctx, feedId, homes(2))
  const bytes = bytesOf(
    file(...['H1', 'N1', 'N2'].map((id) => sample({ id })), sample({ id: 'N3', status: 'sold' }), '<land/>'),
  )
  expect(await estimateFile(ctx, bytes)).toEqual({
    listings: 5,
    unread: 1,
    newPosts: 2,
    credits: 10,
    leftCredits: 90,
    spendingLimitLeftCredits: null,
  })
  expect(await listingsOf(ctx)).toHaveLength(2)
  expect(await code(estimateFile(ctx, bytesOf('no')))).toBe('feed.unreadable')
})
