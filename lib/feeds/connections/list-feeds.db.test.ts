import { afterAll, beforeAll, expect, test } from 'vitest'
import { setTestEnv } from '@/lib/billing/testing'
import { closeConnections } from '@/local/test/connections'
import { scratchFolder } from '@/local/test/scratch-folder'
import { listListings } from '../listings/list-listings'
import { bytesOf, file, sample } from '../parsers/samples'
import { agency, feedOf, homes, importBytes, prepareFeedPrices } from '../testing'
import { listFeeds, listRunErrors, listRuns, waitingPosts } from './list-feeds'

setTestEnv({ FILES_DIR: scratchFolder('feeds') })
beforeAll(prepareFeedPrices)
afterAll(closeConnections)

test('R7, R35: a workspace sees its own feeds, files, listings and the cost of its waiting posts only', async () => {
  const ctx = await agency('credits', 100)
  const limited = await feedOf(ctx, { name: 'Limited', capCredits: 10 })
  const other = await feedOf(ctx, { name: 'Other' })
  const run = await importBytes(ctx, limited, homes(4))
  const broken = await importBytes(ctx, other, bytesOf(file(sample({ id: '' }), sample({ id: 'P9' }))))
  expect(await listFeeds(ctx)).toMatchObject([
    { name: 'Limited', capCredits: 10, spentCredits: 10 },
    { name: 'Other', spentCredits: 5 },
  ])
  expect((await listRuns(ctx, { limit: 10 })).rows).toMatchObject([
    { id: broken, feedName: 'Other', readCount: 2, newCount: 1, errorCount: 1 },
    { id: run, newCount: 4, postCount: 4 },
  ])
  const errors = await listRunErrors(ctx, [run, broken], 5)
  expect(errors.get(broken)).toMatchObject([{ position: 1, sourceKey: null }])
  expect((await listListings(ctx, { limit: 10 })).rows).toHaveLength(5)
  expect(await waitingPosts(ctx)).toMatchObject({
    counts: { cap: 2 },
    total: 2,
    priceCredits: 5,
    leftCredits: 85,
    spendingLimitLeftCredits: null,
    affordable: 2,
  })
  const stranger = await agency()
  expect(await listFeeds(stranger)).toEqual([])
  expect((await listRuns(stranger, { limit: 10 })).rows).toEqual([])
  expect(await listRunErrors(stranger, [broken], 5)).toEqual(new Map())
  expect((await listListings(stranger, { limit: 10 })).rows).toEqual([])
})
