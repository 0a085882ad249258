import { and, eq, isNull, sql } from 'drizzle-orm'
import type { Queryable } from '@/db/client'
import { marketNow } from '@/db/product-time'
import { type listings, posts } from '@/db/schema'
import { unfairMessage } from '@/lib/core/text/fair-housing'
import { withoutHiddenUrls } from '@/lib/core/text/hidden-address'
import { inUuidList } from '@/lib/core/uuid-list'
import { keyId } from '@/lib/credits/decide/keys'
import { type Listing, titleOf } from '../listings/listing'

/** The file that is imported. */
export type Run = { workspaceId: number; feedId: string; runId: string }

export const postIdOf = (listingId: string): string => keyId(`post:${listingId}`)

/** The state of a listing that matters for its post. */
export type ListingState = Pick<typeof listings.$inferSelect, 'id' | 'status' | 'data'>

/** A home at an address that got a post in this time asks before another one is paid. */
const RELISTED_WITHIN_MONTHS = 12

/** Only listings on the market that may be shown online get a post. */
const wantsPost = ({ status, data }: ListingState) =>
  status === 'current' && (data as Listing).notForInternet === undefined

/** Gives each listing its post, updates waiting posts, and discards those of listings that can't be advertised any more. */
export async function updatePosts(tx: Queryable, run: Run, now: readonly ListingState[]): Promise<void> {
  const { workspaceId } = run
  const ids = now.map(({ id }) => id)
  const existing = await tx
    .select({ listingId: posts.listingId, status: posts.status })
    .from(posts)
    .where(and(eq(posts.workspaceId, workspaceId), inUuidList(posts.listingId, ids)))
  const statusOf = new Map(existing.map((post) => [post.listingId, post.status]))
  const isWaiting = ({ id }: ListingState) => statusOf.get(id) === 'waiting'
  await insertWaitingPosts(
    tx,
    run,
    now.filter((one) => wantsPost(one) && (statusOf.get(one.id) ?? 'dropped') === 'dropped'),
    now.filter(wantsPost).map(({ id }) => id),
  )
  await refreshWaitingPosts(
    tx,
    workspaceId,
    now.filter((one) => wantsPost(one) && isWaiting(one)),
  )
  await discardWaitingPosts(
    tx,
    workspaceId,
    now.filter((one) => !wantsPost(one) && isWaiting(one)),
  )
}

/** What a post takes from its listing before it is created. Hidden parts of the address stay out. */
function rowOf({ id, data }: ListingState) {
  const listing = data as Listing
  const { headline, description, features, photoUrls } = listing
  return {
    id: postIdOf(id),
    listingId: id,
    title: titleOf(listing),
    photoUrl: withoutHiddenUrls(listing, photoUrls)[0] ?? null,
    unfair: unfairMessage(headline, description, ...features),
  }
}

/** Inserts the posts of these listings, or restores those that were discarded before they were created. */
async function insertWaitingPosts(
  tx: Queryable,
  { workspaceId, feedId, runId }: Run,
  needingPost: readonly ListingState[],
  currentIds: readonly string[],
) {
  if (needingPost.length === 0) return
  const relisted = await relistedIds(tx, workspaceId, needingPost, currentIds)
  const rows = needingPost.map((listing) => {
    const { unfair, ...row } = rowOf(listing)
    const since = relisted.get(listing.id)
    if (since)
      return { ...row, waitsFor: 'relisted', failure: `Relisted: this address got a post on ${since}.` }
    return { ...row, waitsFor: unfair ? 'wording' : 'next', failure: unfair }
  })
  await tx.execute(sql`
    insert into posts as p (workspace_id, id, listing_id, feed_id, run_id, title, photo_url, waits_for, failure)
    select ${workspaceId}, g.id, g."listingId", ${feedId}, ${runId}, g.title, g."photoUrl", g."waitsFor", g.failure
    from jsonb_to_recordset(${JSON.stringify(rows)}::jsonb)
      as g(id uuid, "listingId" uuid, title text, "photoUrl" text, "waitsFor" text, failure text)
    on conflict (workspace_id, listing_id) do update
      set status = 'waiting', waits_for = excluded.waits_for, failure = excluded.failure, title = excluded.title,
        photo_url = excluded.photo_url, quoted_credits = null, run_id = excluded.run_id
      -- Back on the market, and its post was never created.
      where p.status = 'dropped' and p.made_at is null and p.let_go_by is null`)
}

/**
 * The listings whose address already got a post, under another id, with its date. Two homes that share an address and arrive
 * together are not a relisting.
 */
async function relistedIds(
  tx: Queryable,
  workspaceId: number,
  needingPost: readonly ListingState[],
  /** On the market in the same file. */
  currentIds: readonly string[],
): Promise<Map<string, string>> {
  const ids = needingPost.map(({ id }) => id)
  const rows = await tx.execute<{ id: string; since: string }>(sql`
    select l.id, to_char(max(p.made_at), 'FMMon FMDD, YYYY') as since
    from listings l
      join listings other on other.workspace_id = l.workspace_id and listing_address_key(other.data) = listing_address_key(l.data) and other.id <> l.id
      join posts p on p.workspace_id = other.workspace_id and p.listing_id = other.id
    where l.workspace_id = ${workspaceId} and l.id in (select value::uuid from jsonb_array_elements_text(${JSON.stringify(ids)}::jsonb))
      and p.made_at > ${marketNow} - make_interval(months => ${RELISTED_WITHIN_MONTHS}::int)
      and other.id not in (select value::uuid from jsonb_array_elements_text(${JSON.stringify(currentIds)}::jsonb))
    group by l.id`)
  return new Map(rows.map(({ id, since }) => [id, since]))
}

/** A corrected text is no longer held back, and a title follows its listing until the post is created. */
async function refreshWaitingPosts(tx: Queryable, workspaceId: number, waiting: readonly ListingState[]) {
  if (waiting.length === 0) return
  const rows = waiting.map(rowOf)
  await tx.execute(sql`
    update posts set title = g.title, photo_url = g."photoUrl",
      waits_for = case when posts.waits_for = 'wording' and g.unfair is null then 'next'
        when posts.waits_for = 'next' and posts.quoted_credits is null and g.unfair is not null then 'wording'
        else posts.waits_for end,
      failure = case when posts.waits_for = 'wording' or (posts.waits_for = 'next' and posts.quoted_credits is null)
        then g.unfair else posts.failure end
    from jsonb_to_recordset(${JSON.stringify(rows)}::jsonb) as g(id uuid, title text, "photoUrl" text, unfair text)
    where posts.workspace_id = ${workspaceId} and posts.id = g.id and posts.status = 'waiting'
      and (posts.title, posts.photo_url, posts.waits_for = 'wording')
        is distinct from (g.title, g."photoUrl", g.unfair is not null)`)
}

async function discardWaitingPosts(tx: Queryable, workspaceId: number, listings: readonly ListingState[]) {
  if (listings.length === 0) return
  await tx
    .update(posts)
    .set({ status: 'dropped', waitsFor: null })
    .where(
      and(
        eq(posts.workspaceId, workspaceId),
        inUuidList(
          posts.listingId,
          listings.map(({ id }) => id),
        ),
        eq(posts.status, 'waiting'),
        isNull(posts.holdId),
      ),
    )
}
