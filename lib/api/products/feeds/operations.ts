import { z } from 'zod'
import { postStatuses } from '@/db/schema/work/posts'
import type { Operation } from '../../operation'
import { IdPath, PageInput, quotedCredits } from '../parts'

const ApprovePosts = z.object({
  posts: z.int().min(1).max(100_000).describe('How many to create, oldest first'),
  quotedCredits: quotedCredits.describe(
    'Their total price: posts × priceCredits from /posts/waiting. If it has changed, nothing is approved',
  ),
})

const listedStatuses = postStatuses.map((status) => status)

export const feedOperations = {
  listFeeds: {
    method: 'GET',
    path: '/feeds',
    scope: 'feeds.read',
    summary: 'List property feeds with their state and spending',
    input: z.object({}),
    response: 'FeedList',
  },
  pushFeedFile: {
    method: 'POST',
    path: '/feeds/{id}/files',
    scope: 'feeds.write',
    summary: 'Send a REAXML or RESO file to a feed, as the request body; each new listing gets one post',
    input: IdPath,
    response: 'FeedFile',
    status: 202,
    upload: ['application/xml', 'application/json'],
    limit: 'upload',
  },
  getFeedFile: {
    method: 'GET',
    path: '/feed-files/{id}',
    scope: 'feeds.read',
    summary: 'Get the results of a file',
    input: IdPath,
    response: 'FeedFile',
  },
  listListings: {
    method: 'GET',
    path: '/listings',
    scope: 'feeds.read',
    summary: 'List listings with their posts, most recently updated first',
    input: PageInput,
    response: 'ListingList',
  },
  getListing: {
    method: 'GET',
    path: '/listings/{id}',
    scope: 'feeds.read',
    summary: 'Get a listing with its changes',
    input: IdPath,
    response: 'ListingWithChanges',
  },
  listPosts: {
    method: 'GET',
    path: '/posts',
    scope: 'feeds.read',
    summary: 'List posts, newest first; archived posts only if you filter for `dropped`',
    input: PageInput.extend({
      search: z.string().trim().max(100).optional(),
      filter: z.enum(listedStatuses).optional(),
    }),
    response: 'PostList',
  },
  getPost: {
    method: 'GET',
    path: '/posts/{id}',
    scope: 'feeds.read',
    summary: 'Get a post with its texts and what it cost',
    input: IdPath,
    response: 'Post',
  },
  waitingPosts: {
    method: 'GET',
    path: '/posts/waiting',
    scope: 'feeds.read',
    summary: 'Get how many posts need approval and what they would cost',
    input: z.object({}),
    response: 'WaitingPosts',
  },
  approvePosts: {
    method: 'POST',
    path: '/posts/approve',
    scope: 'feeds.write',
    summary: 'Create posts that need approval, for the quoted total',
    input: ApprovePosts,
    response: 'ApprovedPosts',
    keyed: true,
    status: 202,
    example: { posts: 3, quotedCredits: 15 },
  },
  discardPost: {
    method: 'POST',
    path: '/posts/{id}/discard',
    scope: 'feeds.write',
    summary: 'Archive a post that is not published; its credits stay spent',
    input: IdPath,
    response: 'Post',
  },
} satisfies Record<string, Operation>
