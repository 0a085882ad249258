import type { z } from 'zod'
import { waitingPosts as readWaiting } from '@/lib/feeds/connections/list-feeds'
import { getListing as findListing } from '@/lib/feeds/listings/get-listing'
import { listListings as list } from '@/lib/feeds/listings/list-listings'
import { generateWaiting } from '@/lib/feeds/posts/generate-waiting'
import type { ListingRow } from '@/lib/feeds/views'
import { archivePost } from '@/lib/posts/decide-post'
import { getPost as findPost } from '@/lib/posts/get-post'
import { listPosts as findPosts } from '@/lib/posts/list-posts'
import type { PostRow, PostStatus } from '@/lib/posts/views'
import type { ApiContext } from '../../keys/authenticate'
import type { PageInput } from '../parts'
import { asRequest, requestId } from '../requests'
import type { feedOperations } from './operations'

type InputOf<Name extends keyof typeof feedOperations> = z.output<(typeof feedOperations)[Name]['input']>
type ById = { id: string }

export async function listListings(ctx: ApiContext, query: z.output<typeof PageInput>) {
  const { rows, nextBefore } = await list(ctx, query)
  return { items: rows.map(listingOf), nextBefore }
}

export async function getListing(ctx: ApiContext, { id }: ById) {
  const { firstSeenAt, changes, ...row } = await findListing(ctx, id)
  return { ...listingOf(row), firstSeenAt, changes }
}

/** The status of a listing's post is one of the posts' statuses. */
const listingOf = ({ post, photoHref: _, ...row }: ListingRow) => ({
  ...row,
  post: post && { ...post, status: post.status as PostStatus },
})

export async function listPosts(ctx: ApiContext, query: InputOf<'listPosts'>) {
  const { rows, nextBefore } = await findPosts(ctx, query)
  return { items: rows.map(postOf), nextBefore }
}

export async function getPost(ctx: ApiContext, { id }: ById) {
  const post = await findPost(ctx, id)
  const { texts, photoUrl, listingId, model, scheduledAt, exportedAt, approvedBy, paid } = post
  return {
    ...postOf(post),
    ...{ texts, photoUrl, listingId, model, scheduledAt, postedAt: exportedAt, approvedBy, paid },
  }
}

const postOf = ({ id, title, status, waitsFor, isDue, at, networks, failure }: PostRow) => ({
  ...{ id, title, status, waitsFor, isDue, at, networks, failure },
})

export async function waitingPosts(ctx: ApiContext) {
  const { counts, total, priceCredits, leftCredits, spendingLimitLeftCredits, affordable } =
    await readWaiting(ctx)
  return {
    posts: total,
    totalCredits: total * priceCredits,
    priceCredits,
    reasons: counts,
    leftCredits,
    spendingLimitLeftCredits,
    affordablePosts: affordable,
  }
}

export async function approvePosts(
  ctx: ApiContext,
  { posts: most, quotedCredits }: InputOf<'approvePosts'>,
  idempotencyKey: string,
) {
  const request = { requestId: requestId(ctx, idempotencyKey), posts: most, quotedCredits }
  const { posts } = await asRequest(generateWaiting(ctx, request))
  return { posts, quotedCredits }
}

export async function discardPost(ctx: ApiContext, { id }: ById) {
  await archivePost(ctx, { id })
  return getPost(ctx, { id })
}
