import { spawn } from 'node:child_process'
import { join } from 'node:path'
import { sql } from 'drizzle-orm'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { system } from '@/db/client'
import { setTestEnv } from '@/lib/billing/testing'
import { sweepHolds } from '@/lib/metering/holds/sweep-holds'
import { holdOwners } from '@/lib/paid-work/tables'
import { closeConnections } from '@/local/test/connections'
import { scratchFolder } from '@/local/test/scratch-folder'
import { receiveFile } from './ingest/receive-file'
import { makePosts } from './posts/make-posts'
import { sweepFeeds } from './sweep-feeds'
import { agency, balance, feedOf, homes, postCounts, prepareFeedPrices } from './testing'

setTestEnv({ FILES_DIR: scratchFolder('feeds') })
beforeAll(prepareFeedPrices)
afterAll(closeConnections)

test('R13: after kill -9 in the middle the next run finishes the import', { timeout: 180_000 }, async () => {
  const ctx = await agency('credits', 20_000)
  const { workspaceId } = ctx
  const feedId = await feedOf(ctx)
  const { runId } = await receiveFile({ workspaceId, feedId, source: 'push', bytes: homes(600) })
  const script = join(import.meta.dirname, 'testing-worker.ts')
  const args = ['--import', 'tsx', script, String(workspaceId), runId]
  const worker = spawn(process.execPath, args, { stdio: ['ignore', 'inherit', 'inherit'] })
  const ended = new Promise((done) => worker.once('exit', done))
  while (((await postCounts(ctx)).draft ?? 0) < 100) await new Promise((done) => setTimeout(done, 20))
  worker.kill('SIGKILL')
  await ended
  expect((await postCounts(ctx)).draft).toBeLessThan(600)
  // Even if its leases expired in the meantime.
  await system().execute(
    sql`update credit_holds set lease_until = now() - interval '1 hour' where workspace_id = ${workspaceId} and state = 0`,
  )
  await sweepHolds(holdOwners)
  await sweepFeeds()
  await makePosts({ workspaceId })
  await sweepFeeds()
  expect(await postCounts(ctx)).toEqual({ draft: 600 })
  expect(await balance(ctx)).toEqual({ left: 17_000, held: 0, entries: 601 })
})
