import { and, eq } from 'drizzle-orm'
import { z } from 'zod'
import type { Queryable } from '@/db/client'
import { listings } from '@/db/schema'
import { Refusal } from '@/lib/core/errors'
import { mentionsHidden, withoutHiddenUrls } from '@/lib/core/text/hidden-address'
import type { Post } from './change-post'
import { textsOf } from './post-version'

const Listed = z.object({
  street: z.string(),
  suburb: z.string(),
  showsStreet: z.boolean(),
  hidesSuburb: z.literal(true).optional(),
  notForInternet: z.string().optional(),
})

type Shown = Pick<Post, 'workspaceId' | 'listingId' | 'title' | 'texts' | 'photoUrl'>

/** Why a listing's post can't be published: its feed restricts what may be shown (R43). Null when it can. */
export async function displayProblem(tx: Queryable, post: Shown): Promise<string | null> {
  if (!post.listingId) return null
  const [row] = await tx
    .select({ data: listings.data })
    .from(listings)
    .where(and(eq(listings.workspaceId, post.workspaceId), eq(listings.id, post.listingId)))
  const { data: listing } = Listed.safeParse(row?.data)
  if (!listing) return null
  if (listing.notForInternet) return `This listing can’t be published. ${listing.notForInternet}`
  const words = [post.title, ...Object.values(textsOf(post.texts))].join('\n')
  if (mentionsHidden(listing, words))
    return 'This post mentions an address that the feed hides from the public. Remove it from the title and texts.'
  if (post.photoUrl && withoutHiddenUrls(listing, [post.photoUrl]).length === 0)
    return 'The file name of the picture has an address that the feed hides from the public. Choose another picture.'
  return null
}

/** @throws Refusal `post.restricted` */
export async function assertMayBeShown(tx: Queryable, post: Shown): Promise<void> {
  const problem = await displayProblem(tx, post)
  if (problem) throw new Refusal('post.restricted', problem)
}
