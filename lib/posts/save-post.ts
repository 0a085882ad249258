import { and, eq } from 'drizzle-orm'
import { z } from 'zod'
import { inWorkspace, type Queryable } from '@/db/client'
import { marketNow } from '@/db/product-time'
import { auditEvents, images, listings, posts } from '@/db/schema'
import { can } from '@/lib/auth/permissions'
import type { WorkspaceContext } from '@/lib/core/context'
import { Refusal } from '@/lib/core/errors'
import { assertOpen, assertPublishable, changePost, isPost, type Post } from './change-post'
import type { PostInput } from './post-input'

const MOST_PHOTOS = 40
const WithPhotos = z.object({ photoUrls: z.array(z.string()) })

/**
 * Keeps a post, new or changed: the id comes with the form, so a second click changes nothing more (R12). One that was
 * approved stays so when whoever may approve changes it; else it is a draft again, to be read.
 * @throws Refusal `post.closed`, `post.unfit`, `post.empty`, `post.picture`
 */
export async function savePost(ctx: WorkspaceContext, input: PostInput): Promise<{ id: string }> {
  const { workspaceId, userId } = ctx
  const { id, title, texts } = input
  const made = await inWorkspace(workspaceId, async (tx) => {
    const [before] = await tx.select({ id: posts.id }).from(posts).where(isPost(workspaceId, id))
    if (before) return false
    const picture = await pictureOf(tx, workspaceId, input.picture, null)
    const rows = await tx
      .insert(posts)
      .values({
        workspaceId,
        id,
        title,
        texts,
        ...picture,
        status: 'draft',
        madeAt: marketNow,
        editedBy: userId,
        editedAt: marketNow,
      })
      .onConflictDoNothing()
      .returning({ id: posts.id })
    if (rows.length > 0)
      await tx
        .insert(auditEvents)
        .values({ workspaceId, actorId: userId, verb: 'post.write', detail: { id, title } })
    return rows.length > 0
  })
  if (made) return { id }
  await changePost(ctx, id, 'edit', async (post, tx) => {
    assertOpen(post)
    const keeps = post.status !== 'draft' && can(ctx.role, 'posts.approve')
    if (keeps) assertPublishable(texts)
    const picture = await pictureOf(tx, workspaceId, input.picture, post)
    const words = { title, texts, ...picture, editedBy: userId, editedAt: marketNow }
    // An approver who changes an approved post approves what they wrote.
    if (keeps) return { ...words, approvedBy: userId, approvedAt: marketNow }
    if (post.status === 'draft') return words
    return {
      ...words,
      status: 'draft',
      scheduledAt: null,
      missedAt: null,
      approvedAt: null,
      approvedBy: null,
    }
  })
  return { id }
}

type Picture = Pick<Post, 'imageFile' | 'photoUrl'>

async function pictureOf(
  tx: Queryable,
  workspaceId: number,
  chosen: PostInput['picture'],
  post: Post | null,
): Promise<Picture> {
  if (chosen === 'none') return { imageFile: null, photoUrl: null }
  if (chosen === 'keep') return { imageFile: post?.imageFile ?? null, photoUrl: post?.photoUrl ?? null }
  const which = chosen.slice(chosen.indexOf(':') + 1)
  if (chosen.startsWith('photo:')) {
    const known = post?.listingId ? await listingPhotos(tx, workspaceId, post.listingId) : []
    if (which !== post?.photoUrl && !known.includes(which)) throw noPicture()
    return { imageFile: null, photoUrl: which }
  }
  const [image] = await tx
    .select({ fileName: images.fileName })
    .from(images)
    .where(and(eq(images.workspaceId, workspaceId), eq(images.id, which), eq(images.status, 'ready')))
  if (!image?.fileName) throw noPicture()
  return { imageFile: image.fileName, photoUrl: null }
}

/** The photos of a listing, at their addresses on the web. */
export async function listingPhotos(tx: Queryable, workspaceId: number, id: string): Promise<string[]> {
  const [listing] = await tx
    .select({ data: listings.data })
    .from(listings)
    .where(and(eq(listings.workspaceId, workspaceId), eq(listings.id, id)))
  return photosOf(listing?.data)
}

const noPicture = () => new Refusal('post.picture', 'This picture is no longer there. Choose another one.')

/** What a stored listing says of its photos; an address that is none is left out. */
function photosOf(data: unknown): string[] {
  const listing = WithPhotos.safeParse(data)
  if (!listing.success) return []
  return listing.data.photoUrls.filter((url) => /^https?:\/\//.test(url)).slice(0, MOST_PHOTOS)
}
