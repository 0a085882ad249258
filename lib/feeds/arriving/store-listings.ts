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
/** What a listing is now, as far as its post goes. */
type State = Pick<Stored, 'id' | 'status' | 'data'>

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
    .where(and(eq(listings.workspaceId, run.workspaceId), inUuidList(listings.id, ids)))
    .orderBy(listings.id)
    .for('update')
  const before = new Map(known.map((one) => [one.id, one]))
  const rows = ids
    .map((id) => rowOf(id, told.get(id) as ReadListing, before.get(id)))
    .filter((row) => row !== null)
  await keepChanges(
    tx,
    run,
    rows.flatMap(({ id }) => before.get(id) ?? []),
  )
  await keepRows(tx, run, rows)
  const now = new Map<string, State>([...before, ...rows.map((row) => [row.id, row] as const)])
  await keepPosts(tx, run, [...now.values()])
}

/** Null: nothing new, or older than what is known. */
function rowOf(id: string, told: ReadListing, before: Stored | undefined): Row | null {
  const { sourceKey, status } = told
  const modifiedAt = told.modifiedAt ? new Date(told.modifiedAt) : null
  if (before?.modifiedAt && modifiedAt && modifiedAt < before.modifiedAt) return null
  const data = told.bare && before ? (before.data as Listing) : told.listing
  const dataHash = hash('sha256', JSON.stringify([status, data]), 'hex')
  if (before?.dataHash === dataHash) return null
  return { id, sourceKey, status, data, dataHash, modifiedAt }
}

/** What listings were before this file changed them. */
async function keepChanges(tx: Queryable, run: Run, changed: readonly Stored[]): Promise<void> {
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

/** As one value a statement: a file has as many listings as a statement may have parameters. */
async function keepRows(tx: Queryable, { workspaceId, feedId, runId }: Run, rows: readonly Row[]) {
  if (rows.length === 0) return
  await tx.execute(sql`
    insert into listings as l (workspace_id, id, feed_id, run_id, source_key, status, data, data_hash, modified_at)
    select ${workspaceId}, g.id, ${feedId}, ${runId}, g."sourceKey", g.status, g.data, g."dataHash", g."modifiedAt"
    from jsonb_to_recordset(${JSON.stringify(rows)}::jsonb)
      as g(id uuid, "sourceKey" text, status text, data jsonb, "dataHash" text, "modifiedAt" timestamptz)
    on conflict (workspace_id, id) do update set status = excluded.status, data = excluded.data,
      data_hash = excluded.data_hash, modified_at = excluded.modified_at, updated_at = ${marketNow}`)
}

/** Each current listing has one post; one that left the market before its post was made has none to pay for. */
async function keepPosts(tx: Queryable, run: Run, now: readonly State[]): Promise<void> {
  const { workspaceId } = run
  const ids = now.map(({ id }) => id)
  const made = await tx
    .select({ listingId: posts.listingId, status: posts.status })
    .from(posts)
    .where(and(eq(posts.workspaceId, workspaceId), inUuidList(posts.listingId, ids)))
  const statusOf = new Map(made.map((post) => [post.listingId, post.status]))
  const wanting = now.filter(
    ({ id, status }) => status === 'current' && (statusOf.get(id) ?? 'dropped') === 'dropped',
  )
  await keepWaiting(tx, run, wanting)
  const gone = now.filter(({ id, status }) => status !== 'current' && statusOf.get(id) === 'waiting')
  if (gone.length === 0) return
  await tx
    .update(posts)
    .set({ status: 'dropped', waitsFor: null })
    .where(
      and(
        eq(posts.workspaceId, workspaceId),
        inUuidList(
          posts.listingId,
          gone.map(({ id }) => id),
        ),
        eq(posts.status, 'waiting'),
        isNull(posts.holdId),
      ),
    )
}

/** The posts of these listings, those among them that are not there yet, or were let go before they were made. */
async function keepWaiting(tx: Queryable, { workspaceId, feedId, runId }: Run, wanting: readonly State[]) {
  if (wanting.length === 0) return
  const rows = wanting.map(({ id, data }) => ({
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
      -- Back on the market: its post was never made, so it is due now.
      where p.status = 'dropped' and p.made_at is null and p.let_go_by is null`)
}
