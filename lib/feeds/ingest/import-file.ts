import { and, eq, inArray, sql } from 'drizzle-orm'
import { inWorkspace } from '@/db/client'
import { marketNow } from '@/db/product-time'
import { feedRunErrors, feedRuns, listingChanges, listings, posts } from '@/db/schema'
import { readFile } from '@/lib/files/files'
import { enqueue } from '@/lib/jobs/queue'
import { type FeedItem, isRead } from '../listings/listing'
import { UnreadableFeed } from '../parsers/read-feed'
import { readFeedInThread } from '../parsers/read-in-thread'
import { decideWaiting } from '../posts/decide-waiting'
import { type Run, storeListings } from './store-listings'

export type RunJob = { workspaceId: number; id: string }

/** Small enough that a page waits for none of it, large enough that a commit is cheap. */
const LISTINGS_AT_ONCE = 200
/** Kept of one file; the count says how many there were. */
const MOST_ERRORS = 1_000

const isRun = ({ workspaceId, id }: RunJob) => and(eq(feedRuns.workspaceId, workspaceId), eq(feedRuns.id, id))

/**
 * Reads a file into listings, whichever worker and however often: a run that died is read again from its first line, and
 * what it had stored already is the same again. Ends by deciding which posts are made now.
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
    if (!bytes) throw new UnreadableFeed('The file is not there any more, or not what came.')
    const counts = await storeAll(where, bytes, signal)
    await finish(where, { status: 'done', ...counts })
  } catch (error) {
    if (!(error instanceof UnreadableFeed)) throw error
    await finish(where, { status: 'failed', failure: error.message })
  }
  if (await decideWaiting(workspaceId, run.feedId))
    await enqueue('feed-posts', { workspaceId }, String(workspaceId))
}

async function storeAll(run: Run, bytes: Uint8Array, signal?: AbortSignal) {
  let [readCount, errorCount] = [0, 0]
  const store = async (items: readonly FeedItem[]) => {
    const unread = items.filter((item) => !isRead(item))
    const kept = unread.slice(0, Math.max(0, MOST_ERRORS - errorCount))
    readCount += items.length
    errorCount += unread.length
    await inWorkspace(run.workspaceId, async (tx) => {
      await storeListings(tx, run, items.filter(isRead))
      if (kept.length === 0) return
      const { workspaceId, runId } = run
      const rows = kept.map((item) => ({
        workspaceId,
        runId,
        position: item.position,
        sourceKey: item.sourceKey,
        reason: 'reason' in item ? item.reason : '',
      }))
      await tx.insert(feedRunErrors).values(rows).onConflictDoNothing()
    })
    // A worker that is being stopped leaves the file to the next one.
    signal?.throwIfAborted()
  }
  for await (const batch of readFeedInThread(bytes, { batchSize: LISTINGS_AT_ONCE, signal }))
    await store(batch)
  return { readCount, errorCount }
}

type Ending =
  | { status: 'done'; readCount: number; errorCount: number }
  | { status: 'failed'; failure: string }

/** Counts what is stored, not what this attempt did: one before it may have died half way. */
export async function finish({ workspaceId, runId }: Run, ending: Ending): Promise<void> {
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
      .set({ ...ending, newCount, changedCount, postCount, finishedAt: marketNow })
      // A run that has ended, for example with its workspace, stays as it is.
      .where(and(isRun({ workspaceId, id: runId }), inArray(feedRuns.status, ['queued', 'running'])))
  })
}
