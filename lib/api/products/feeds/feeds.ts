import { and, eq } from 'drizzle-orm'
import { inWorkspace } from '@/db/client'
import { feedRuns } from '@/db/schema'
import { notFound } from '@/lib/core/errors'
import { listFeeds as list } from '@/lib/feeds/connections/list-feeds'
import { receiveFile } from '@/lib/feeds/ingest/receive-file'
import type { ApiContext } from '../../keys/authenticate'
import { apiUrl } from '../requests'

type ById = { id: string }

export async function listFeeds(ctx: ApiContext) {
  const feeds = await list(ctx)
  return {
    items: feeds.map((feed) => {
      const { id, name, paused, disconnectedAt, lastHeardAt, pullFailure } = feed
      const { capCredits, spentCredits, waitingPosts } = feed
      return {
        ...{ id, name, paused, disconnectedAt, lastHeardAt, pullFailure },
        ...{ capCredits, spentCredits, waitingPosts },
      }
    }),
  }
}

/**
 * Like an upload on the page. Posts of the file count against the spending limit of a personal key's member (R33). A service
 * key has no limit of its own, so they count like those of a file that the CRM sends to the feed's secret URL.
 */
export async function pushFeedFile(ctx: ApiContext, { id: feedId }: ById, bytes: Uint8Array) {
  const { workspaceId, userId } = ctx
  const member = userId > 0 ? { uploadedBy: userId } : {}
  const { runId } = await receiveFile({ workspaceId, feedId, source: 'push', bytes, ...member })
  return getFeedFile(ctx, { id: runId })
}

export async function getFeedFile({ workspaceId }: ApiContext, { id }: ById) {
  const [run] = await inWorkspace(workspaceId, (tx) =>
    tx
      .select()
      .from(feedRuns)
      .where(and(eq(feedRuns.workspaceId, workspaceId), eq(feedRuns.id, id))),
  )
  if (!run) throw notFound('file')
  const { feedId, status, readCount, newCount, changedCount, errorCount, postCount, failure, createdAt } = run
  return {
    ...{ id, feedId, status, readCount, newCount, changedCount, errorCount, postCount, failure },
    createdAt: createdAt.toISOString(),
    url: apiUrl(`/feed-files/${id}`),
  }
}
