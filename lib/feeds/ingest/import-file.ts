import { and, eq, inArray, sql } from 'drizzle-orm'
import { inWorkspace } from '@/db/client'
import { marketNow } from '@/db/product-time'
import { feedRunErrors, feedRuns, feeds, listingChanges, listings, posts } from '@/db/schema'
import { readFile } from '@/lib/files/files'
import { enqueue } from '@/lib/jobs/queue'
import { type FeedItem, isRead } from '../listings/listing'
import { UnreadableFeed } from '../parsers/read-feed'
import { readFeedInThread } from '../parsers/read-in-thread'
import { decideWaiting } from '../posts/decide-waiting'
import { type Present, takeMissingOff } from './missing-listings'
import { storeListings } from './store-listings'
import type { Run } from './update-posts'

export type RunJob = { workspaceId: number; id: string }

/** Small enough not to block page loads, large enough to make commits cheap. */
const LISTINGS_PER_BATCH = 200
/** The most errors stored for one file. The count includes the others. */
const MOST_ERRORS = 1_000

const isRun = ({ workspaceId, id }: RunJob) => and(eq(feedRuns.workspaceId, workspaceId), eq(feedRuns.id, id))

/**
 * Imports the listings of a file. Idempotent: an interrupted run starts over, and listings it already stored stay the same.
 * Ends by deciding which posts are created now.
 */
export async function importFile(job: RunJob, { signal }: { signal?: AbortSignal } = {}): Promise<void> {
  const [run] = await inWorkspace(job.workspaceId, (tx) =>
    tx
      .update(feedRuns)
      .set({ status: 'running' })
      .where(and(isRun(job), inArray(feedRuns.status, ['queued', 'running'])))
      .returning(),
  )
  if (!run) return
  const { workspaceId } = job
  const where: Run = { workspaceId, feedId: run.feedId, runId: run.id }
  const bytes = await readFile(workspaceId, run.fileName)
  try {
    if (!bytes) throw new UnreadableFeed('The stored file is missing or damaged. Send it again.')
    const fetchedFrom = run.source === 'pull' ? await readPullUrl(where) : null
    const { present, ...counts } = await storeAll(where, bytes, { fetchedFrom, signal })
    // A file uploaded by hand often has a few listings only.
    if (run.source !== 'upload') await takeMissingOff(where, present)
    await finish(where, { status: 'done', ...counts })
  } catch (error) {
    if (!(error instanceof UnreadableFeed)) throw error
    await finish(where, { status: 'failed', failure: error.message })
  }
  if (await decideWaiting(workspaceId, run.feedId))
    await enqueue('feed-posts', { workspaceId }, String(workspaceId))
}

async function readPullUrl({ workspaceId, feedId }: Run): Promise<string | null> {
  const [feed] = await inWorkspace(workspaceId, (tx) =>
    tx
      .select({ pullUrl: feeds.pullUrl })
      .from(feeds)
      .where(and(eq(feeds.workspaceId, workspaceId), eq(feeds.id, feedId))),
  )
  return feed?.pullUrl ?? null
}

type How = { fetchedFrom: string | null; signal?: AbortSignal | undefined }

async function storeAll(run: Run, bytes: Uint8Array, { fetchedFrom, signal }: How) {
  let [readCount, errorCount, unlinkedCount] = [0, 0, 0]
  const present: Present = { ids: new Set(), unreadKeys: [] }
  const store = async (items: readonly FeedItem[]) => {
    const unread = items.filter((item) => !isRead(item))
    const reported = unread.slice(0, Math.max(0, MOST_ERRORS - errorCount))
    readCount += items.length
    errorCount += unread.length
    unlinkedCount += items.filter((item) => isRead(item) && item.unlinkedPhotos).length
    for (const { sourceKey } of unread) present.unreadKeys.push(sourceKey)
    await inWorkspace(run.workspaceId, async (tx) => {
      for (const id of await storeListings(tx, run, items.filter(isRead))) present.ids.add(id)
      if (reported.length === 0) return
      const { workspaceId, runId } = run
      const rows = reported.map((item) => ({
        workspaceId,
        runId,
        position: item.position,
        sourceKey: item.sourceKey,
        reason: 'reason' in item ? item.reason : '',
      }))
      await tx.insert(feedRunErrors).values(rows).onConflictDoNothing()
    })
    // A worker that is stopping leaves the file to the next worker.
    signal?.throwIfAborted()
  }
  for await (const batch of readFeedInThread(bytes, { batchSize: LISTINGS_PER_BATCH, fetchedFrom, signal }))
    await store(batch)
  return { readCount, errorCount, unlinkedCount, present }
}

type Outcome =
  | { status: 'done'; readCount: number; errorCount: number; unlinkedCount: number }
  | { status: 'failed'; failure: string }

/** Counts what is stored, not what this attempt did: an earlier attempt may have stored some of it. */
export async function finish({ workspaceId, runId }: Run, outcome: Outcome): Promise<void> {
  await inWorkspace(workspaceId, async (tx) => {
    const countOf = async (table: typeof listings | typeof listingChanges | typeof posts) => {
      const [row] = await tx
        .select({ count: sql<number>`count(*)::int` })
        .from(table)
        .where(and(eq(table.workspaceId, workspaceId), eq(table.runId, runId)))
      return row?.count ?? 0
    }
    const [newCount, changedCount, postCount] = [
      await countOf(listings),
      await countOf(listingChanges),
      await countOf(posts),
    ]
    await tx
      .update(feedRuns)
      .set({ ...outcome, newCount, changedCount, postCount, finishedAt: marketNow })
      // A run that has already ended, for example with its workspace, is not changed.
      .where(and(isRun({ workspaceId, id: runId }), inArray(feedRuns.status, ['queued', 'running'])))
  })
}
