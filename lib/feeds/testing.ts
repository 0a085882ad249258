import { randomUUID } from 'node:crypto'
import { and, eq, sql } from 'drizzle-orm'
import { system } from '@/db/client'
import { feedRuns, posts } from '@/db/schema'
import type { WorkspaceContext } from '@/lib/core/context'
import { preparePrices } from '@/lib/metering/testing'
import { ConnectInput } from './connections/feed-input'
import { connectFeed } from './connections/save-feed'
import { importFile } from './ingest/import-file'
import { receiveFile } from './ingest/receive-file'
import { addressOf, bytesOf, details, file, sample } from './parsers/samples'
import { makePosts } from './posts/make-posts'

/** Scenario builders for the database tests of feeds. */

export { agency, balance } from '@/lib/metering/testing'

export const prepareFeedPrices = () => preparePrices({ 'feed.post': { credits: 5 } })

export async function feedOf(ctx: WorkspaceContext, over: Record<string, unknown> = {}): Promise<string> {
  const input = ConnectInput.parse({ id: randomUUID(), requestId: randomUUID(), name: 'CRM', ...over })
  await connectFeed(ctx, input)
  return input.id
}

/** A file with `count` homes, each with a photo. `from` is the number of the first. */
export function homes(count: number, { from = 1, status = 'current', modTime = '2026-11-20-10:30:00' } = {}) {
  const listings = Array.from({ length: count }, (_, i) =>
    sample({
      id: `H${from + i}`,
      status,
      modTime,
      // Every home has its own address: the same address again would be a relisting.
      inner: `<price>650000</price>${addressOf(`H${from + i}`)}${details}`,
    }),
  )
  return bytesOf(file(...listings))
}

/** Receives a file and runs its jobs. */
export async function importBytes(ctx: WorkspaceContext, feedId: string, bytes: Uint8Array): Promise<string> {
  const { workspaceId } = ctx
  const { runId } = await receiveFile({ workspaceId, feedId, source: 'push', bytes })
  await importFile({ workspaceId, id: runId })
  await makePosts({ workspaceId })
  return runId
}

export async function runOf({ workspaceId }: WorkspaceContext, id: string) {
  const [run] = await system()
    .select()
    .from(feedRuns)
    .where(and(eq(feedRuns.workspaceId, workspaceId), eq(feedRuns.id, id)))
  return run
}

/** The number of posts by status, or by the reason they wait. */
export async function postCounts({ workspaceId }: WorkspaceContext): Promise<Record<string, number>> {
  const rows = await system()
    .select({
      where: sql<string>`coalesce(${posts.waitsFor}, ${posts.status})`,
      count: sql<number>`count(*)::int`,
    })
    .from(posts)
    .where(eq(posts.workspaceId, workspaceId))
    .groupBy(sql`1`)
  return Object.fromEntries(rows.map((row) => [row.where, row.count]))
}
