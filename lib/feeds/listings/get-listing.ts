import { and, asc, eq } from 'drizzle-orm'
import { inWorkspace } from '@/db/client'
import { listingChanges, listings, posts } from '@/db/schema'
import type { WorkspaceContext } from '@/lib/core/context'
import { notFound } from '@/lib/core/errors'
import type { ListingHistory } from '../views'
import { rowOfListing } from './list-listings'
import { changesBetween } from './listing-changes'

/** A listing with its changes, newest first. @throws Refusal `not-found` */
export async function getListing({ workspaceId }: WorkspaceContext, id: string): Promise<ListingHistory> {
  return inWorkspace(workspaceId, async (tx) => {
    const [row] = await tx
      .select({ listing: listings, post: { id: posts.id, status: posts.status, waitsFor: posts.waitsFor } })
      .from(listings)
      .leftJoin(posts, and(eq(posts.workspaceId, listings.workspaceId), eq(posts.listingId, listings.id)))
      .where(and(eq(listings.workspaceId, workspaceId), eq(listings.id, id)))
    if (!row) throw notFound('listing')
    const before = await tx
      .select()
      .from(listingChanges)
      .where(and(eq(listingChanges.workspaceId, workspaceId), eq(listingChanges.listingId, id)))
      .orderBy(asc(listingChanges.changedAt))
    // Each row has the state before its change. The state after it is the next row's state before.
    const states = [
      ...before.map(({ statusBefore, dataBefore }) => ({ status: statusBefore, data: dataBefore })),
      row.listing,
    ]
    const changes = before.map(({ changedAt }, i) => ({
      at: changedAt.toISOString(),
      fields: changesBetween(states[i], states[i + 1]),
    }))
    return {
      ...rowOfListing(row),
      firstSeenAt: row.listing.createdAt.toISOString(),
      changes: changes.toReversed(),
    }
  })
}
