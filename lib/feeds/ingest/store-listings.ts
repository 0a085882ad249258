import { hash } from 'node:crypto'
import { and, eq, sql } from 'drizzle-orm'
import type { Queryable } from '@/db/client'
import { listingChanges, listings } from '@/db/schema'
import { inUuidList } from '@/lib/core/uuid-list'
import { keyId } from '@/lib/credits/decide/keys'
import type { Listing, ReadListing } from '../listings/listing'
import { type ListingState, type Run, updatePosts } from './update-posts'

export const listingIdOf = (workspaceId: number, sourceKey: string): string =>
  keyId(`listing:${workspaceId}:${sourceKey}`)

type Stored = typeof listings.$inferSelect
type Row = Pick<Stored, 'id' | 'sourceKey' | 'status' | 'data' | 'dataHash' | 'modifiedAt'>

/**
 * The ids of listings by their keys. A listing stored under the same key in another case keeps its id: REAXML's keys are in
 * upper case since they are compared without case.
 */
export async function listingIdsOf(
  tx: Queryable,
  workspaceId: number,
  sourceKeys: readonly string[],
): Promise<Map<string, string>> {
  const keys = [...new Set(sourceKeys)]
  const known = await tx
    .select({ id: listings.id, sourceKey: listings.sourceKey })
    .from(listings)
    .where(
      and(
        eq(listings.workspaceId, workspaceId),
        sql`upper(source_key) in (select upper(key) from jsonb_array_elements_text(${JSON.stringify(keys)}::jsonb) as key)`,
      ),
    )
    .orderBy(listings.createdAt)
  const exact = new Map(known.map(({ id, sourceKey }) => [sourceKey, id]))
  const anyCase = new Map(known.toReversed().map(({ id, sourceKey }) => [sourceKey.toUpperCase(), id]))
  return new Map(
    keys.map((key) => [key, exact.get(key) ?? anyCase.get(key) ?? listingIdOf(workspaceId, key)]),
  )
}

/**
 * Stores the listings of a batch with their previous state, and gives each current listing its one post. Idempotent.
 * Returns the ids of the listings.
 */
export async function storeListings(
  tx: Queryable,
  run: Run,
  read: readonly ReadListing[],
): Promise<readonly string[]> {
  const idOf = await listingIdsOf(
    tx,
    run.workspaceId,
    read.map(({ sourceKey }) => sourceKey),
  )
  const incoming = newestOfEach(
    read,
    (one) => idOf.get(one.sourceKey) ?? listingIdOf(run.workspaceId, one.sourceKey),
  )
  // Ordered by id, so that two files never deadlock.
  const ids = [...incoming.keys()].toSorted()
  if (ids.length === 0) return ids
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
  const now = new Map<string, ListingState>([...before, ...rows.map((row) => [row.id, row] as const)])
  await updatePosts(tx, run, [...now.values()])
  return ids
}

/** When a listing is in a batch twice, the newest entry wins; without times, the last. */
function newestOfEach(
  read: readonly ReadListing[],
  idOf: (one: ReadListing) => string,
): Map<string, ReadListing> {
  const newest = new Map<string, ReadListing>()
  for (const one of read) {
    const id = idOf(one)
    const other = newest.get(id)
    const isOlder = other?.modifiedAt && one.modifiedAt && one.modifiedAt < other.modifiedAt
    if (!isOlder) newest.set(id, one)
  }
  return newest
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
export async function insertChanges(
  tx: Queryable,
  run: Run,
  changed: readonly Pick<Stored, 'workspaceId' | 'id' | 'status' | 'data'>[],
): Promise<void> {
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
      data_hash = excluded.data_hash, modified_at = excluded.modified_at, updated_at = excluded.updated_at`)
}
