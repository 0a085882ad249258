import { randomUUID } from 'node:crypto'
import { and, asc, eq } from 'drizzle-orm'
import { system } from '@/db/client'
import { listings, posts } from '@/db/schema'
import { costUnder, getRateCard } from '@/lib/billing/catalog/rate-card'
import type { WorkspaceContext } from '@/lib/core/context'
import { ConnectInput } from '@/lib/feeds/connections/feed-input'
import { changeFeed, connectFeed } from '@/lib/feeds/connections/save-feed'
import { importFile } from '@/lib/feeds/ingest/import-file'
import { receiveFile } from '@/lib/feeds/ingest/receive-file'
import { makePosts } from '@/lib/feeds/posts/make-posts'
import { approvePost, schedulePost } from '@/lib/posts/decide-post'
import { versionOfPost } from '@/lib/posts/post-version'
import type { PastPost } from '../past.ts'
import { fileOf, type Home } from './crm.ts'
import { seedPastListings } from './past-listings.ts'
import { photosOfHome, seedPhotos } from './photos.ts'

const DAY_MS = 86_400_000

/** Posts within the spending limit; the others need approval. */
const POSTS_WITHIN_LIMIT = 4
/** Their total cost, which the seeded past must leave available. */
export const feedSpendCredits = async () => costUnder(await getRateCard(), 'feed.post', POSTS_WITHIN_LIMIT)

const HOMES: (Omit<Home, 'photos'> & { picture: number })[] = [
  {
    id: 'HH-1041',
    picture: 1,
    street: '8215 Ashworth Ave N',
    suburb: 'Green Lake',
    postcode: '98103',
    price: '845000',
    headline: 'A garden home two streets from the lake',
    bedrooms: 4,
    bathrooms: 2,
    features: 'Garden, Fireplace, Oak floors',
  },
  {
    id: 'HH-1042',
    picture: 2,
    street: '2714 NW 63rd St',
    suburb: 'Ballard',
    postcode: '98107',
    price: '729500',
    headline: 'Bright townhouse with a roof terrace',
    bedrooms: 3,
    bathrooms: 2,
    features: 'Roof terrace, Heat pump',
  },
  {
    id: 'HH-1043',
    picture: 3,
    street: '1120 8th Ave W',
    suburb: 'Queen Anne',
    postcode: '98119',
    price: '1150000',
    headline: 'Views over the Sound from every floor',
    bedrooms: 4,
    bathrooms: 3,
    features: 'View of the water, Office, Double garage',
  },
  {
    id: 'HH-1044',
    picture: 4,
    street: '4306 Wallingford Ave N',
    suburb: 'Wallingford',
    postcode: '98103',
    price: '798000',
    headline: 'Craftsman bungalow, carefully kept',
    bedrooms: 3,
    bathrooms: 1,
    features: 'Porch, Built-in shelves, Garden shed',
  },
  {
    id: 'HH-1045',
    picture: 5,
    street: '615 22nd Ave E',
    suburb: 'Capitol Hill',
    postcode: '98112',
    price: '965000',
    headline: 'Tall ceilings on a quiet avenue',
    bedrooms: 3,
    bathrooms: 2,
    features: 'Tall ceilings, Wine cellar',
  },
  {
    id: 'HH-1046',
    picture: 6,
    street: '3918 SW Holly St',
    suburb: 'West Seattle',
    postcode: '98136',
    price: '612000',
    headline: 'Single-level home near the beach',
    bedrooms: 2,
    bathrooms: 1,
    features: 'Level access, Workshop',
  },
  {
    id: 'HH-1030',
    picture: 7,
    street: '7002 Linden Ave N',
    suburb: 'Green Lake',
    postcode: '98103',
    price: '705000',
    headline: 'Corner plot with two old maples',
    bedrooms: 3,
    bathrooms: 1,
    features: 'Corner plot',
    status: 'sold',
  },
]

/**
 * Seeds a CRM that sent two files through the product's own code, each post charged like any other: listings, a change, an
 * unreadable one, posts that are drafts, approved and scheduled, and some that need approval because of a spending limit (R40).
 * Before that it sent the files that the seeded past was charged for.
 */
export async function seedFeed(ctx: WorkspaceContext, past: readonly PastPost[]): Promise<void> {
  const { workspaceId } = ctx
  await seedPhotos(workspaceId)
  const feed = ConnectInput.parse({
    id: randomUUID(),
    requestId: randomUUID(),
    name: 'Harbour CRM',
    capCredits: await feedSpendCredits(),
  })
  await connectFeed(ctx, feed)
  const { spentCredits } = await seedPastListings(ctx, feed.id, past)
  // The spending limit is per cycle, and the past has used part of it.
  await changeFeed(ctx, { ...feed, capCredits: spentCredits + (await feedSpendCredits()) })
  const yesterday = new Date(Date.now() - DAY_MS)
  // One without an id, as CRMs sometimes send.
  const homes = HOMES.map(({ picture, ...home }): Home => ({ ...home, photos: photosOfHome(picture) }))
  const first = [...homes, { ...(homes[0] as Home), id: '' }]
  const later = homes
    .slice(1, 3)
    .map((home, i) => (i === 0 ? { ...home, price: '715000' } : { ...home, status: 'sold' }))
  for (const [sent, at] of [
    [first, yesterday],
    [later, new Date()],
  ] as const) {
    const bytes = new TextEncoder().encode(fileOf(sent, at))
    const { runId } = await receiveFile({ workspaceId, feedId: feed.id, source: 'push', bytes })
    await importFile({ workspaceId, id: runId })
    await makePosts({ workspaceId })
  }
  await decide(ctx)
}

const seen = (post: typeof posts.$inferSelect) => ({ id: post.id, version: versionOfPost(post) })

/** Schedules one post in two days, approves one and leaves the others as drafts. */
async function decide(ctx: WorkspaceContext): Promise<void> {
  const [planned, approved] = await system()
    .select({ post: posts })
    .from(posts)
    .innerJoin(listings, and(eq(listings.workspaceId, posts.workspaceId), eq(listings.id, posts.listingId)))
    .where(
      and(eq(posts.workspaceId, ctx.workspaceId), eq(posts.status, 'draft'), eq(listings.status, 'current')),
    )
    .orderBy(asc(posts.title))
    .limit(2)
  const day = new Date(Date.now() + 2 * DAY_MS).toISOString().slice(0, 10)
  if (planned) await schedulePost(ctx, { ...seen(planned.post), sendAt: `${day}T10:00` })
  if (approved) await approvePost(ctx, seen(approved.post))
}
