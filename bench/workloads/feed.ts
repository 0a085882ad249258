import { randomUUID } from 'node:crypto'
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type postgres from 'postgres'
import { setTestEnv } from '@/lib/billing/testing'
import { importFile } from '@/lib/feeds/ingest/import-file'
import { receiveFile } from '@/lib/feeds/ingest/receive-file'
import { makePosts } from '@/lib/feeds/posts/make-posts'
import { feedOf, homes, prepareFeedPrices } from '@/lib/feeds/testing'
import { stopJobQueue } from '@/lib/jobs/queue'
import { differences, openAccounts } from '../accounts.ts'
import type { Bench } from '../bench.ts'

const MEGABYTE = 2 ** 20
const LOOK_EVERY_MS = 50

/**
 * One file of a large agency: every listing stored, every post generated and paid, and the same file again for free.
 */
export async function feed({ sql, report, size }: Bench): Promise<void> {
  const count = size.feedListings
  report.log(`feed: a file of ${count} listings`)
  const folder = mkdtempSync(join(tmpdir(), 'feed-bench-'))
  setTestEnv({ FILES_DIR: folder })
  try {
    await prepareFeedPrices()
    const [workspaceId = 0] = await openAccounts(sql, 1)
    await sql`insert into subscriptions (workspace_id, plan_key, status)
      values (${workspaceId}, 'test-credits', 'active')`
    const ctx = { workspaceId, userId: await insertUser(sql), role: 'owner' as const }
    const feedId = await feedOf(ctx)
    const bytes = homes(count)
    const arrive = async () => {
      const { runId } = await receiveFile({ workspaceId, feedId, source: 'push', bytes })
      await importFile({ workspaceId, id: runId })
    }
    globalThis.gc?.()
    const memory = watchMemory()
    const stored = await secondsOf(arrive)
    const made = await secondsOf(() => makePosts({ workspaceId }))
    const peak = memory.stop()
    const again = await secondsOf(async () => {
      await arrive()
      await makePosts({ workspaceId })
    })
    report.add(`feed: ${count} listings stored`, stored, 's')
    report.add('feed: their posts generated and paid', made, 's')
    report.add('feed: total', stored + made, 's', { atMost: 60 })
    report.add('feed: the same file again', again, 's')
    report.add(
      `feed: additional memory, with a file of ${Math.round(bytes.length / 1e6)} MB`,
      peak / MEGABYTE,
      'MB',
      {
        atMost: 256,
      },
    )
    const [row] = await sql<{ drafts: number; entries: number }[]>`select
      (select count(*)::int from posts where workspace_id = ${workspaceId} and status = 'draft') as drafts,
      (select count(*)::int from credit_entries where workspace_id = ${workspaceId} and amount = -5) as entries`
    report.check(row?.drafts === count, `${row?.drafts} posts for ${count} listings were generated`)
    report.check(row?.entries === count, `${row?.entries} posts for ${count} listings were paid`)
    for (const what of await differences(sql)) report.check(false, what)
  } finally {
    await stopJobQueue()
    rmSync(folder, { recursive: true, force: true })
  }
}

async function secondsOf(work: () => Promise<void>): Promise<number> {
  const start = performance.now()
  await work()
  return (performance.now() - start) / 1000
}

/** How far the process's memory rises above its start. */
function watchMemory() {
  const before = process.memoryUsage.rss()
  let most = before
  const look = () => {
    most = Math.max(most, process.memoryUsage.rss())
  }
  const timer = setInterval(look, LOOK_EVERY_MS)
  return {
    stop() {
      clearInterval(timer)
      look()
      return most - before
    },
  }
}

async function insertUser(sql: postgres.Sql): Promise<number> {
  const [user] =
    await sql`insert into users (email, name) values (${`${randomUUID()}@agency.test`}, 'Bench') returning id`
  return Number(user?.id)
}
