import { hash } from 'node:crypto'
import { and, eq, inArray, isNull, sql } from 'drizzle-orm'
import type { Queryable } from '@/db/client'
import { marketNow } from '@/db/product-time'
import { listingChanges, listings, posts } from '@/db/schema'
import { keyId } from '@/lib/credits/keys'
import { type Listing, type ReadListing, titleOf } from '../listing'

export type Run = { workspaceId: number; feedId: string; runId: string }

export const listingIdOf = (workspaceId: number, sourceKey: string): string =>
  keyId(`listing:${workspaceId}:${sourceKey}`)
export const postIdOf = (listingId: string): string => keyId(`post:${listingId}`)

type Stored = typeof listings.$inferSelect
type Row = typeof listings.$inferInsert

/**
 * Stores what a file says of some listings, with what they were, and gives each that is current its one post. Whatever
 * is asked twice is done once.
 */
export async function storeListings(tx: Queryable, run: Run, read: readonly ReadListing[]): Promise<void> {
  // Told twice in one file: the later counts. In the order of ids, so that two files never wait for each other.
  const told = new Map(read.map((one) => [listingIdOf(run.workspaceId, one.sourceKey), one]))
  const ids = [...told.keys()].toSorted()
  if (ids.length === 0) return
  const known = await tx
    .select()
    .from(listings)
    .where(and(eq(listings.workspaceId, run.workspaceId), inArray(listings.id, ids)))
    .orderBy(listings.id)
    .for('update')
  const before = new Map(known.map((one) => [one.id, one]))
  const rows = ids
    .map((id) => rowOf(run, id, told.get(id) as ReadListing, before.get(id)))
    .filter((row) => row !== null)
  const changed = rows.filter(({ id }) => before.has(id))
  if (changed.length > 0) {
    await tx
      .insert(listingChanges)
      .values(
        changed.map(({ id }) => {
          const { workspaceId, status, data } = before.get(id) as Stored
          return { workspaceId, listingId: id, runId: run.runId, statusBefore: status, dataBefore: data }
        }),
      )
      .onConflictDoNothing()
  }
  if (rows.length > 0) {
    await tx
      .insert(listings)
      .values(rows)
      .onConflictDoUpdate({
        target: [listings.workspaceId, listings.id],
        set: {
          status: sql`excluded.status`,
          data: sql`excluded.data`,
          dataHash: sql`excluded.data_hash`,
          modifiedAt: sql`excluded.modified_at`,
          updatedAt: marketNow,
        },
      })
  }
  await keepPosts(tx, run, ids)
}

/** Null: nothing new, or older than what is known. */
function rowOf(run: Run, id: string, told: ReadListing, before: Stored | undefined): Row | null {
  const { workspaceId, feedId, runId } = run
  const { sourceKey, status } = told
  const modifiedAt = told.modifiedAt ? new Date(told.modifiedAt) : null
  if (before?.modifiedAt && modifiedAt && modifiedAt < before.modifiedAt) return null
  const data = told.bare && before ? (before.data as Listing) : told.listing
  const dataHash = hash('sha256', JSON.stringify([status, data]), 'hex')
  if (before?.dataHash === dataHash) return null
  return { workspaceId, id, feedId, runId, sourceKey, status, data, dataHash, modifiedAt }
}

/** Each current listing has one post; one that left the market before its post was made has none to pay for. */
async function keepPosts(tx: Queryable, { workspaceId, feedId, runId }: Run, ids: readonly string[]) {
  const now = await tx
    .select({ id: listings.id, status: listings.status, data: listings.data })
    .from(listings)
    .where(and(eq(listings.workspaceId, workspaceId), inArray(listings.id, [...ids])))
  const current = now.filter(({ status }) => status === 'current')
  if (current.length > 0) {
    await tx
      .insert(posts)
      .values(
        current.map(({ id, data }) => ({
          workspaceId,
          id: postIdOf(id),
          listingId: id,
          feedId,
          runId,
          title: titleOf(data as Listing),
          photoUrl: (data as Listing).photoUrls[0] ?? null,
          waitsFor: 'next' as const,
        })),
      )
      .onConflictDoUpdate({
        target: [posts.workspaceId, posts.listingId],
        set: { status: 'waiting', waitsFor: 'next', quotedCredits: null },
        // Back on the market: its post was never made, so it is due now.
        setWhere: and(eq(posts.status, 'dropped'), isNull(posts.madeAt)),
      })
  }
  const gone = now.filter(({ status }) => status !== 'current').map(({ id }) => id)
  if (gone.length > 0) {
    await tx
      .update(posts)
      .set({ status: 'dropped', waitsFor: null })
      .where(
        and(
          eq(posts.workspaceId, workspaceId),
          inArray(posts.listingId, gone),
          eq(posts.status, 'waiting'),
          isNull(posts.holdId),
        ),
      )
  }
}
