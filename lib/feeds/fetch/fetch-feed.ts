import { sql } from 'drizzle-orm'
import { inWorkspace } from '@/db/client'
import { marketNow } from '@/db/product-time'
import { feeds } from '@/db/schema'
import { isRefusal } from '@/lib/core/errors'
import { env } from '@/lib/core/settings/env'
import { isConnected, isFeed } from '../connections/save-feed'
import { receiveFile } from '../ingest/receive-file'
import { fetchPages } from './fetch-pages'
import { FetchFailed } from './fetch-public-url'

export type FeedJob = { workspaceId: number; id: string }

const REPEATED_CRASH = 'We tried to fetch this feed three times without success. We’ll try again tomorrow.'

/** Waits a day after fetching a feed ended the process three times. The feed's page shows the reason. */
export async function postponeFetch({ workspaceId, id }: FeedJob): Promise<void> {
  await inWorkspace(workspaceId, (tx) =>
    tx
      .update(feeds)
      .set({ pullFailure: REPEATED_CRASH, nextPullAt: sql`${marketNow} + interval '1 day'` })
      .where(isConnected(workspaceId, id)),
  )
}

/**
 * Fetches a feed's URL once, with all its pages. The server does not resend an unchanged file. Errors are shown on the feed, and the next
 * scheduled run tries again.
 */
export async function fetchFeed(
  { workspaceId, id }: FeedJob,
  allowedHosts: readonly string[] = env().OUTBOUND_ALLOWED_HOSTS,
): Promise<void> {
  const feed = await inWorkspace(workspaceId, async (tx) => {
    const [row] = await tx.select().from(feeds).where(isConnected(workspaceId, id)).for('update')
    if (row)
      await tx
        .update(feeds)
        .set({ nextPullAt: sql`${marketNow} + make_interval(mins => ${row.pullEveryMinutes})` })
        .where(isFeed(workspaceId, id))
    return row
  })
  const url = feed?.pullUrl
  if (!feed || !url) return
  const set = (change: Partial<typeof feeds.$inferInsert>) =>
    inWorkspace(workspaceId, (tx) => tx.update(feeds).set(change).where(isFeed(workspaceId, id)))
  try {
    const known = { etag: feed.pullEtag, lastModified: feed.pullLastModified }
    const fetched = await fetchPages(url, known, allowedHosts)
    if (fetched.kind === 'file')
      await receiveFile({ workspaceId, feedId: id, source: 'pull', bytes: fetched.bytes })
    await inWorkspace(workspaceId, (tx) =>
      tx
        .update(feeds)
        .set({
          pullFailure: null,
          lastHeardAt: marketNow,
          // Set after the file is stored, so that a file lost in between is fetched again.
          ...(fetched.kind === 'file' && { pullEtag: fetched.etag, pullLastModified: fetched.lastModified }),
        })
        .where(isFeed(workspaceId, id)),
    )
  } catch (error) {
    if (error instanceof FetchFailed) await set({ pullFailure: error.message })
    else if (isRefusal(error)) await set({ pullFailure: error.publicMessage })
    else throw error
  }
}
