import { and, eq, ilike, or, type SQL, sql } from 'drizzle-orm'
import { inWorkspace } from '@/db/client'
import { listings, posts } from '@/db/schema'
import { listingStatuses } from '@/db/schema/work/feeds'
import type { WorkspaceContext } from '@/lib/core/context'
import { containing } from '@/lib/core/paging/list-query'
import { type Page, type PageQuery, pageClauses, toPage } from '@/lib/core/paging/page'
import type { ListingRow } from '../views'
import type { Listing, ListingStatus } from './listing'
import { photoHref } from './listing-photo'

export const listingFilters = listingStatuses

export type ListingQuery = PageQuery & {
  search?: string | undefined
  filter?: ListingStatus | undefined
}

/** Listings with their posts, most recently updated first. Searches addresses, headlines and the CRM's ids. */
export async function listListings(
  { workspaceId }: WorkspaceContext,
  query: ListingQuery,
): Promise<Page<ListingRow>> {
  const { search, filter } = query
  const page = pageClauses({ at: listings.updatedAt, id: listings.id }, query)
  const rows = await inWorkspace(workspaceId, (tx) =>
    tx
      .select({
        listing: listings,
        post: { id: posts.id, status: posts.status, waitsFor: posts.waitsFor },
        cursor: page.cursor,
      })
      .from(listings)
      .leftJoin(posts, and(eq(posts.workspaceId, listings.workspaceId), eq(posts.listingId, listings.id)))
      .where(
        and(
          eq(listings.workspaceId, workspaceId),
          page.where,
          filter && eq(listings.status, filter),
          search ? matches(search) : undefined,
        ),
      )
      .orderBy(...page.orderBy)
      .limit(page.limit),
  )
  return toPage(rows, query, rowOfListing)
}

/** The agency's own members can always see the street and the suburb. */
function matches(search: string): SQL | undefined {
  const field = (name: string) => sql`${listings.data}->>${name}`
  const place = sql`concat_ws(', ', nullif(${field('street')}, ''), nullif(${field('suburb')}, ''))`
  return or(
    ...[place, field('postcode'), field('headline'), listings.sourceKey].map((one) =>
      ilike(one, containing(search)),
    ),
  )
}

type Joined = { listing: typeof listings.$inferSelect; post: ListingRow['post'] }

export function rowOfListing({ listing, post }: Joined): ListingRow {
  const { kind, street, suburb, headline, priceWords, photoUrls, ...rest } = listing.data as Listing
  const [photoUrl] = photoUrls ?? []
  return {
    id: listing.id,
    // The agency's own members can always see the street.
    title: [street, suburb].filter(Boolean).join(', ') || headline || listing.sourceKey,
    kind,
    status: listing.status,
    priceWords,
    photoHref: photoUrl ? photoHref(listing.id, photoUrl) : null,
    hidesAddress: !rest.showsStreet,
    notForInternet: rest.notForInternet ?? null,
    sourceKey: listing.sourceKey,
    updatedAt: listing.updatedAt.toISOString(),
    post,
  }
}
