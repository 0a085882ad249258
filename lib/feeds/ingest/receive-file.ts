import { createHash, randomUUID } from 'node:crypto'
import { and, eq, inArray } from 'drizzle-orm'
import { inWorkspace } from '@/db/client'
import { marketNow } from '@/db/product-time'
import { feedRuns, feeds } from '@/db/schema'
import type { feedRunSources } from '@/db/schema/work/feeds'
import { notFound } from '@/lib/core/errors'
import { log } from '@/lib/core/logging/log'
import { keepFile } from '@/lib/files/files'
import { enqueue } from '@/lib/jobs/queue'
import { disconnected } from '../connections/feed-address'
import { isFeed } from '../connections/save-feed'
import { formatOf } from '../parsers/read-feed'

type ReceivedFile = {
  workspaceId: number
  feedId: string
  source: (typeof feedRunSources)[number]
  bytes: Uint8Array
  /** The member who uploaded it. Its posts count against their spending limit. */
  uploadedBy?: number
}

/**
 * Stores a file unchanged and queues its import. A file that is already queued returns the same run.
 * @throws Refusal `not-found`, `feed.disconnected`, `file.empty`, `file.too-large`
 */
export async function receiveFile(received: ReceivedFile): Promise<{ runId: string }> {
  const { workspaceId, feedId, source, bytes, uploadedBy = null } = received
  await assertConnected(workspaceId, feedId)
  const fileName = await keepFile(workspaceId, bytes, formatOf(bytes))
  const fileHash = createHash('sha256').update(bytes).digest('hex')
  const runId = await inWorkspace(workspaceId, async (tx) => {
    const [feed] = await tx
      .update(feeds)
      .set({ lastHeardAt: marketNow })
      .where(isFeed(workspaceId, feedId))
      .returning({ disconnectedAt: feeds.disconnectedAt })
    if (!feed) throw notFound('feed')
    if (feed.disconnectedAt) throw disconnected()
    const [waiting] = await tx
      .select({ id: feedRuns.id })
      .from(feedRuns)
      .where(
        and(
          eq(feedRuns.workspaceId, workspaceId),
          eq(feedRuns.feedId, feedId),
          eq(feedRuns.fileHash, fileHash),
          inArray(feedRuns.status, ['queued', 'running']),
        ),
      )
    if (waiting) return waiting.id
    const id = randomUUID()
    const sizeBytes = bytes.length
    await tx
      .insert(feedRuns)
      .values({ workspaceId, id, feedId, source, uploadedBy, fileName, fileHash, sizeBytes })
    return id
  })
  // Not fatal: the sweep finds a queued file without a job within the minute.
  await enqueue('feed-import', { workspaceId, id: runId }, runId).catch((error) =>
    log.error({ err: error, run: runId }, 'a file could not be queued'),
  )
  return { runId }
}

/** Checked before the file is stored. It is checked again when its run is stored. */
async function assertConnected(workspaceId: number, feedId: string): Promise<void> {
  const [feed] = await inWorkspace(workspaceId, (tx) =>
    tx.select({ disconnectedAt: feeds.disconnectedAt }).from(feeds).where(isFeed(workspaceId, feedId)),
  )
  if (!feed) throw notFound('feed')
  if (feed.disconnectedAt) throw disconnected()
}
