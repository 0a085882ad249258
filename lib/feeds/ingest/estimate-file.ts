import { and, eq } from 'drizzle-orm'
import { inWorkspace } from '@/db/client'
import { posts } from '@/db/schema'
import type { WorkspaceContext } from '@/lib/core/context'
import { Refusal } from '@/lib/core/errors'
import { inUuidList } from '@/lib/core/uuid-list'
import { quote } from '@/lib/metering/metered'
import { isRead, type ReadListing } from '../listings/listing'
import { UnreadableFeed } from '../parsers/read-feed'
import { readFeedInThread } from '../parsers/read-in-thread'
import type { FileEstimate } from '../views'
import { listingIdsOf } from './store-listings'

const getsPost = ({ status, listing }: ReadListing) =>
  status === 'current' && listing.notForInternet === undefined

/** What a file contains and would cost, without storing anything. @throws Refusal `feed.unreadable` */
export async function estimateFile(ctx: WorkspaceContext, bytes: Uint8Array): Promise<FileEstimate> {
  const { workspaceId } = ctx
  const current = new Map<string, boolean>()
  const estimate = { listings: 0, unread: 0 }
  try {
    for await (const batch of readFeedInThread(bytes))
      for (const item of batch) {
        estimate.listings += 1
        if (isRead(item)) current.set(item.sourceKey, getsPost(item))
        else estimate.unread += 1
      }
  } catch (error) {
    if (error instanceof UnreadableFeed) throw new Refusal('feed.unreadable', error.message)
    throw error
  }
  const keys = [...current].filter(([, isCurrent]) => isCurrent).map(([key]) => key)
  const { ids, known } = await inWorkspace(workspaceId, async (tx) => {
    const ids = [...new Set((await listingIdsOf(tx, workspaceId, keys)).values())]
    const known = await tx
      .select({ id: posts.id })
      .from(posts)
      .where(and(eq(posts.workspaceId, workspaceId), inUuidList(posts.listingId, ids)))
    return { ids, known }
  })
  const newPosts = ids.length - known.length
  const price = await quote(ctx, 'feed.post')
  const { credits, leftCredits, spendingLimitLeftCredits } = price
  return { ...estimate, newPosts, credits: newPosts * credits, leftCredits, spendingLimitLeftCredits }
}
