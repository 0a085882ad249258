import { hash } from 'node:crypto'
import { and, eq, isNull, sql } from 'drizzle-orm'
import type { Queryable } from '@/db/client'
import { marketNow } from '@/db/product-time'
import { listingChanges, listings, posts } from '@/db/schema'
import { inUuidList } from '@/lib/core/uuid-list'
import { keyId } from '@/lib/credits/decide/keys'
import { type Listing, type ReadListing, titleOf } from '../listings/listing'

export type Run = { workspaceId: number; feedId: string; runId: string }

export const listingIdOf = (workspaceId: number, sourceKey: string): string =>
  keyId(`listing:${workspaceId}:${sourceKey}`)
export const postIdOf = (listingId: string): string => keyId(`post:${listingId}`)

type Stored = typeof listings.$inferSelect
type Row = Pick<Stored, 'id' | 'sourceKey' | 'status' | 'data' | 'dataHash' | 'modifiedAt'>
/** The state of a listing that matters for its post. */
type State = Pick<Stored, 'id' | 'status' | 'data'>

/**
 * Stores the listings of a batch with their previous state, and gives each current listing its one post. Idempotent.
 */
export async function storeListings(tx: Queryable, run: Run, read: readonly ReadListing[]): Promise<void> {
  // The last entry wins when a listing is in the batch twice. Ordered by id, so that two files never deadlock.
  const incoming = new Map(read.map((one) => [listingIdOf(run.workspaceId, one.sourceKey), one]))
  const ids = [...incoming.keys()].toSorted()
  if (ids.length === 0) return
  const known = await tx
    .select()
    .from(listings)
    .where(and(eq(listings.workspaceId, run.workspaceId), inUuidList(listings.id, ids)))
    .orderBy(listings.id)
    .for('update')
  const before = new Map(known.map((one) => [one.id, one]))
  const rows = ids
    .map((id) => rowOf(id, incoming.get(id) as ReadListing, before.get(id)))
    .filter((row) => row !== null)
  await insertChanges(
    tx,
    run,
    rows.flatMap(({ id }) => before.get(id) ?? []),
  )
  await upsertListings(tx, run, rows)
  const now = new Map<string, State>([...before, ...rows.map((row) => [row.id, row] as const)])
  await updatePosts(tx, run, [...now.values()])
}

/** Null when nothing changed, or when the file is older than the stored listing. */
function rowOf(id: string, next: ReadListing, before: Stored | undefined): Row | null {
  const { sourceKey, status } = next
  const modifiedAt = next.modifiedAt ? new Date(next.modifiedAt) : null
  if (before?.modifiedAt && modifiedAt && modifiedAt < before.modifiedAt) return null
  const data = next.bare && before ? (before.data as Listing) : next.listing
  const dataHash = hash('sha256', JSON.stringify([status, data]), 'hex')
  if (before?.dataHash === dataHash) return null
  return { id, sourceKey, status, data, dataHash, modifiedAt }
}

/** Stores the previous state of the listings that this file changes. */
async function insertChanges(tx: Queryable, run: Run, changed: readonly Stored[]): Promise<void> {
  if (changed.length === 0) return
  const rows = changed.map(({ workspaceId, id, status, data }) => ({
    workspaceId,
    listingId: id,
    runId: run.runId,
    statusBefore: status,
    dataBefore: data,
  }))
  await tx.insert(listingChanges).values(rows).onConflictDoNothing()
}

/** Passes all rows as one JSON parameter, since a statement's number of parameters is limited. */
async function upsertListings(tx: Queryable, { workspaceId, feedId, runId }: Run, rows: readonly Row[]) {
  if (rows.length === 0) return
  await tx.execute(sql`
    insert into listings as l (workspace_id, id, feed_id, run_id, source_key, status, data, data_hash, modified_at)
    select ${workspaceId}, g.id, ${feedId}, ${runId}, g."sourceKey", g.status, g.data, g."dataHash", g."modifiedAt"
    from jsonb_to_recordset(${JSON.stringify(rows)}::jsonb)
      as g(id uuid, "sourceKey" text, status text, data jsonb, "dataHash" text, "modifiedAt" timestamptz)
    on conflict (workspace_id, id) do update set status = excluded.status, data = excluded.data,
      data_hash = excluded.data_hash, modified_at = excluded.modified_at, updated_at = ${marketNow}`)
}

/** Gives each current listing its post, and discards waiting posts of listings that left the market. */
async function updatePosts(tx: Queryable, run: Run, now: readonly State[]): Promise<void> {
  const { workspaceId } = run
  const ids = now.map(({ id }) => id)
  const existing = await tx
    .select({ listingId: posts.listingId, status: posts.status })
    .from(posts)
    .where(and(eq(posts.workspaceId, workspaceId), inUuidList(posts.listingId, ids)))
  const statusOf = new Map(existing.map((post) => [post.listingId, post.status]))
  const needingPost = now.filter(
    ({ id, status }) => status === 'current' && (statusOf.get(id) ?? 'dropped') === 'dropped',
  )
  await insertWaitingPosts(tx, run, needingPost)
  const offMarket = now.filter(({ id, status }) => status !== 'current' && statusOf.get(id) === 'waiting')
  if (offMarket.length === 0) return
  await tx
    .update(posts)
    .set({ status: 'dropped', waitsFor: null })
    .where(
      and(
        eq(posts.workspaceId, workspaceId),
        inUuidList(
          posts.listingId,
          offMarket.map(({ id }) => id),
        ),
        eq(posts.status, 'waiting'),
        isNull(posts.holdId),
      ),
    )
}

/** Inserts the posts of these listings, or restores those that were discarded before they were created. */
async function insertWaitingPosts(
  tx: Queryable,
  { workspaceId, feedId, runId }: Run,
  needingPost: readonly State[],
) {
  if (needingPost.length === 0) return
  const rows = needingPost.map(({ id, data }) => ({
    id: postIdOf(id),
    listingId: id,
    title: titleOf(data as Listing),
    photoUrl: (data as Listing).photoUrls[0] ?? null,
  }))
  await tx.execute(sql`
    insert into posts as p (workspace_id, id, listing_id, feed_id, run_id, title, photo_url, waits_for)
    select ${workspaceId}, g.id, g."listingId", ${feedId}, ${runId}, g.title, g."photoUrl", 'next'
    from jsonb_to_recordset(${JSON.stringify(rows)}::jsonb)
      as g(id uuid, "listingId" uuid, title text, "photoUrl" text)
    on conflict (workspace_id, listing_id) do update
      set status = 'waiting', waits_for = 'next', quoted_credits = null, run_id = excluded.run_id
      -- Back on the market, and its post was never created.
      where p.status = 'dropped' and p.made_at is null and p.let_go_by is null`)
}
