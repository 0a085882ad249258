import { and, asc, eq, inArray, isNotNull } from 'drizzle-orm'
import type { Queryable } from '@/db/client'
import { feedRuns } from '@/db/schema'
import { env } from '@/lib/core/settings/env'
import {
  type Finished,
  hasNoMessage,
  isNotBefore,
  isSince,
  keyOf,
  MOST_OF_A_KIND,
  type Window,
} from './finished'

/** Files of property feeds that were imported, or could not be read. */
export async function finishedFeedFiles(tx: Queryable, window: Window): Promise<Finished[]> {
  const key = keyOf('feed file', feedRuns.id, feedRuns.status, feedRuns.finishedAt)
  const rows = await tx
    .select({ run: feedRuns, key })
    .from(feedRuns)
    .where(
      and(
        eq(feedRuns.workspaceId, window.workspaceId),
        inArray(feedRuns.status, ['done', 'failed']),
        isNotNull(feedRuns.finishedAt),
        isSince(feedRuns.finishedAt, window),
        isNotBefore(feedRuns.finishedAt, window),
        hasNoMessage(key, window),
      ),
    )
    .orderBy(asc(feedRuns.finishedAt))
    .limit(MOST_OF_A_KIND)
  return rows.flatMap(({ run, key }): Finished[] => {
    const { id, feedId, source, status, finishedAt: at } = run
    if (!at) return []
    const data = { id, feedId, source, url: `${env().APP_URL}/workspace-settings?tab=feeds` }
    if (status === 'failed')
      return [{ at, isSettled: true, fact: { type: 'feed.failed', key, at, data: { ...data, status } } }]
    const counts = {
      listings: run.readCount,
      newListings: run.newCount,
      changedListings: run.changedCount,
      unreadableListings: run.errorCount,
    }
    const finished = { ...data, ...counts, status: 'done' as const }
    return [{ at, isSettled: true, fact: { type: 'feed.finished', key, at, data: finished } }]
  })
}
