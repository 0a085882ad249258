import { z } from 'zod'
import { feedRunStatuses, listingStatuses } from '@/db/schema/work/feeds'
import { postStatuses, postWaits } from '@/db/schema/work/posts'
import { networks } from '@/lib/posts/shared/networks'
import { instant, pageOf, paid, rowId, whole } from '../parts'

const FeedList = z.strictObject({
  items: z.array(
    z.strictObject({
      id: rowId,
      name: z.string(),
      paused: z.boolean().describe('A paused feed creates no posts without approval'),
      disconnectedAt: instant.nullable(),
      lastHeardAt: instant.nullable(),
      pullFailure: z.string().nullable().describe('Why the last fetch of its URL failed'),
      capCredits: whole.nullable().describe('Its spending limit per billing cycle; null without one'),
      spentCredits: whole.describe('In this billing cycle'),
      waitingPosts: whole,
    }),
  ),
})

const FeedFile = z.strictObject({
  id: rowId,
  feedId: rowId,
  status: z.enum(feedRunStatuses),
  readCount: whole,
  newCount: whole,
  changedCount: whole,
  errorCount: whole,
  postCount: whole.describe('Posts that it created or that wait for approval'),
  failure: z.string().nullable(),
  createdAt: instant,
  url: z.url().describe('This object in the API; poll it until its status is `done` or `failed`'),
})

const postOfListing = z
  .strictObject({ id: rowId, status: z.enum(postStatuses), waitsFor: z.enum(postWaits).nullable() })
  .nullable()
const listing = {
  id: rowId,
  title: z.string(),
  kind: z.string(),
  status: z.enum(listingStatuses),
  priceWords: z.string(),
  hidesAddress: z.boolean().describe('The street is for members of the workspace only'),
  notForInternet: z.string().nullable().describe('Why it is not advertised online; null when it may be'),
  sourceKey: z.string().describe('Its id in the CRM'),
  updatedAt: instant,
  post: postOfListing,
}
const ListingList = pageOf(z.strictObject(listing))
const ListingWithChanges = z.strictObject({
  ...listing,
  firstSeenAt: instant,
  changes: z
    .array(
      z.strictObject({
        at: instant,
        fields: z.array(z.strictObject({ field: z.string(), before: z.string(), after: z.string() })),
      }),
    )
    .describe('Newest first'),
})

const post = {
  id: rowId,
  title: z.string(),
  status: z.enum(postStatuses),
  waitsFor: z.enum(postWaits).nullable().describe('Why it waits; `next` if it is being created'),
  isDue: z.boolean(),
  at: instant.describe('When it is scheduled, was posted, or was created'),
  networks: z.array(z.enum(networks)),
  failure: z.string().nullable(),
}
const PostList = pageOf(z.strictObject(post))
const Post = z.strictObject({
  ...post,
  texts: z.partialRecord(z.enum(networks), z.string()),
  photoUrl: z.string().nullable(),
  listingId: rowId.nullable().describe('Null if it was written by hand'),
  model: z.string().nullable().describe('What wrote it; null if it was written by hand'),
  scheduledAt: instant.nullable(),
  postedAt: instant.nullable(),
  approvedBy: z.string().nullable(),
  paid,
})

const WaitingPosts = z.strictObject({
  posts: whole.describe('Posts that need approval'),
  totalCredits: whole.describe('The price of all of them; send it as quotedCredits'),
  priceCredits: whole.describe('The price of each'),
  reasons: z.partialRecord(z.enum(postWaits), whole).describe('How many wait, by reason'),
  leftCredits: whole,
  spendingLimitLeftCredits: whole.nullable(),
  affordablePosts: whole.describe('How many the balance and the spending limits cover'),
})

const ApprovedPosts = z.strictObject({
  posts: whole.describe('Posts that are being created'),
  quotedCredits: whole,
})

export const feedResponses = {
  FeedList,
  FeedFile,
  ListingList,
  ListingWithChanges,
  PostList,
  Post,
  WaitingPosts,
  ApprovedPosts,
}
