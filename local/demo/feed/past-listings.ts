import { createHash, hash, randomUUID } from 'node:crypto'
import { system } from '@/db/client'
import { feedRuns, feeds, listingChanges, listings, posts } from '@/db/schema'
import { languageModel } from '@/lib/ai/language-model'
import { costUnder, getRateCard } from '@/lib/billing/catalog/rate-card'
import type { WorkspaceContext } from '@/lib/core/context'
import { readAccount } from '@/lib/credits/read/read'
import { isFeed } from '@/lib/feeds/connections/save-feed'
import { postIdOf } from '@/lib/feeds/ingest/update-posts'
import { isRead, type Listing, titleOf } from '@/lib/feeds/listings/listing'
import { readFeed } from '@/lib/feeds/parsers/read-feed'
import { writePost } from '@/lib/feeds/posts/write-post'
import { keepFile } from '@/lib/files/files'
import type { PastPost } from '../past.ts'
import { fileOf, type Home } from './crm.ts'
import { DEMO_HOMES, photosOfHome } from './photos.ts'

const DAY_MS = 86_400_000
const WEEK_MS = 7 * DAY_MS
/** After this time most homes are sold. */
const SOLD_AFTER_MS = 21 * DAY_MS
const SOLD_SHARE = 0.7

const PLACES: [street: string, suburb: string, postcode: string][] = [
  ['Sunnyside Ave N', 'Wallingford', '98103'],
  ['Densmore Ave N', 'Green Lake', '98103'],
  ['NW 67th St', 'Ballard', '98107'],
  ['10th Ave W', 'Queen Anne', '98119'],
  ['18th Ave E', 'Capitol Hill', '98112'],
  ['SW Graham St', 'West Seattle', '98136'],
]
const HEADLINES = [
  'Morning light and a quiet street',
  'Close to the park, and to everything else',
  'A kitchen to stay up late in',
  'Room to grow, inside and out',
  'Carefully kept, ready to move in',
]
const FEATURES = ['Garden, Oak floors', 'Balcony, Heat pump', 'Fireplace, Workshop', 'Office, Double garage']

/**
 * Seeds the listings and posts of the past ledger entries, with the ids the entries refer to. Uses the product's own code to
 * parse and write them, one file per week, backdated. Returns their cost in the current cycle.
 */
export async function seedPastListings(
  ctx: WorkspaceContext,
  feedId: string,
  past: readonly PastPost[],
): Promise<{ spentCredits: number }> {
  const { workspaceId } = ctx
  const price = costUnder(await getRateCard(), 'feed.post', 1)
  const { cycleStart } = await readAccount(workspaceId)
  const first = past[0]
  if (!first) return { spentCredits: 0 }
  await system()
    .update(feeds)
    .set({ createdAt: new Date(first.at - DAY_MS) })
    .where(isFeed(workspaceId, feedId))
  const weeks = [...Map.groupBy(past, ({ at }) => Math.floor((at - first.at) / WEEK_MS)).values()]
  for (const some of weeks) await seedWeek(ctx, { feedId, price, cycleStart }, some)
  return { spentCredits: past.filter(({ at }) => at >= cycleStart).length * price }
}

type Of = { feedId: string; price: number; cycleStart: number }

async function seedWeek(
  { workspaceId, userId }: WorkspaceContext,
  { feedId, price, cycleStart }: Of,
  some: readonly PastPost[],
): Promise<void> {
  const at = some[0]?.at ?? 0
  const bytes = new TextEncoder().encode(fileOf(some.map(homeOf), new Date(at)))
  const listingByKey = new Map([...readFeed(bytes)].filter(isRead).map((one) => [one.sourceKey, one.listing]))
  const run = { id: randomUUID(), at: new Date(at) }
  const { model, label, builtIn } = languageModel()
  const rows = await Promise.all(
    some.map(async (post) => {
      const listing = listingByKey.get(post.sourceKey)
      if (!listing) throw new Error(`the file has no listing ${post.sourceKey}`)
      return { post, listing, texts: await writePost(listing, model), isSold: isSold(post) }
    }),
  )
  await system()
    .insert(feedRuns)
    .values({
      workspaceId,
      id: run.id,
      feedId,
      source: 'push',
      fileName: await keepFile(workspaceId, bytes, 'xml'),
      fileHash: createHash('sha256').update(bytes).digest('hex'),
      sizeBytes: bytes.length,
      status: 'done',
      readCount: rows.length,
      newCount: rows.length,
      postCount: rows.length,
      createdAt: run.at,
      finishedAt: run.at,
    })
  await system()
    .insert(listings)
    .values(
      rows.map(({ post, listing, isSold }) => ({
        workspaceId,
        id: post.id,
        feedId,
        runId: run.id,
        sourceKey: post.sourceKey,
        status: isSold ? ('sold' as const) : ('current' as const),
        data: listing,
        dataHash: hash('sha256', JSON.stringify([isSold ? 'sold' : 'current', listing]), 'hex'),
        modifiedAt: run.at,
        createdAt: new Date(post.at),
        updatedAt: new Date(isSold ? post.at + SOLD_AFTER_MS : post.at),
      })),
    )
  const sold = rows.filter(({ isSold }) => isSold)
  if (sold.length > 0) {
    await system()
      .insert(listingChanges)
      .values(
        sold.map(({ post, listing }) => ({
          workspaceId,
          listingId: post.id,
          runId: run.id,
          statusBefore: 'current' as const,
          dataBefore: listing,
          changedAt: new Date(post.at + SOLD_AFTER_MS),
        })),
      )
  }
  await system()
    .insert(posts)
    .values(
      rows.map(({ post, listing, texts }) => ({
        workspaceId,
        id: postIdOf(post.id),
        listingId: post.id,
        feedId,
        runId: run.id,
        title: titleOf(listing),
        photoUrl: photoOf(listing),
        texts,
        model: builtIn ? label : `the model ${label}`,
        quotedCredits: price,
        askedBy: post.actorId,
        holdId: post.holdId,
        credits: price,
        cycleStart: post.at >= cycleStart ? new Date(cycleStart) : null,
        createdAt: new Date(post.at),
        madeAt: new Date(post.at + 1_000),
        ...publication(post, userId),
      })),
    )
}

const photoOf = ({ photoUrls }: Listing) => photoUrls[0] ?? null
const isSold = ({ at, pick }: PastPost) => at + SOLD_AFTER_MS < Date.now() && pick < SOLD_SHARE

/** Approved and published the day after; the newest are still drafts. */
function publication({ at }: PastPost, approvedBy: number) {
  if (at + DAY_MS > Date.now()) return { status: 'draft' as const }
  const exportedAt = new Date(at + DAY_MS)
  return { status: 'exported' as const, approvedBy, approvedAt: exportedAt, exportedAt }
}

function homeOf({ sourceKey, pick }: PastPost): Home {
  const of = <T>(all: readonly T[], turn: number): T => all[Math.floor(pick * turn) % all.length] as T
  const [street, suburb, postcode] = of(PLACES, 7_919)
  return {
    id: sourceKey.split('/')[1] ?? '',
    street: `${100 + Math.floor(pick * 8_900)} ${street}`,
    suburb,
    postcode,
    price: String(450_000 + Math.floor(pick * 1_400) * 500),
    headline: of(HEADLINES, 1_299_709),
    bedrooms: 2 + (Math.floor(pick * 611_953) % 4),
    bathrooms: 1 + (Math.floor(pick * 350_377) % 3),
    features: of(FEATURES, 15_485_863),
    photos: photosOfHome(1 + (Math.floor(pick * 86_028_121) % DEMO_HOMES)),
  }
}
