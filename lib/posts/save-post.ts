import { and, eq } from 'drizzle-orm'
import { z } from 'zod'
import { inWorkspace, type Queryable } from '@/db/client'
import { marketNow } from '@/db/product-time'
import { auditEvents, images, listings, posts } from '@/db/schema'
import { can } from '@/lib/auth/permissions'
import type { WorkspaceContext } from '@/lib/core/context'
import { Refusal } from '@/lib/core/errors'
import { isShown } from '@/lib/paid-work/rows'
import { assertOpen, assertPublishable, changePost, isPost, type Post } from './change-post'
import { assertMayBeShown } from './display-rules'
import { publishedTexts } from './original-note'
import type { PostInput } from './post-input'

const MOST_PHOTOS = 40
const WithPhotos = z.object({ photoUrls: z.array(z.string()) })

/**
 * Creates or updates a post. The form carries the id, so a second click changes nothing (R12). An approved post stays
 * approved when a member who can approve posts edits it. Otherwise it becomes a draft again.
 * @throws Refusal `post.closed`, `post.unfit`, `post.empty`, `post.picture`, `post.restricted`
 */
export async function savePost(ctx: WorkspaceContext, input: PostInput): Promise<{ id: string }> {
  const { workspaceId, userId } = ctx
  const { id, title, texts } = input
  const created = await inWorkspace(workspaceId, async (tx) => {
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
  if (created) return { id }
  await changePost(ctx, id, 'edit', async (post, tx) => {
    assertOpen(post)
    const staysApproved = post.status !== 'draft' && can(ctx.role, 'posts.approve')
    const picture = await pictureOf(tx, workspaceId, input.picture, post)
    if (staysApproved) {
      assertPublishable(await publishedTexts(tx, { workspaceId, texts, ...picture }), title)
      await assertMayBeShown(tx, { ...post, title, texts, ...picture })
    }
    const content = { title, texts, ...picture, editedBy: userId, editedAt: marketNow }
    // An approver who edits an approved post approves the new text.
    if (staysApproved) return { ...content, approvedBy: userId, approvedAt: marketNow }
    if (post.status === 'draft') return content
    return {
      ...content,
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
    .where(and(isShown(images, workspaceId, which), eq(images.status, 'ready')))
  if (!image?.fileName) throw noPicture()
  return { imageFile: image.fileName, photoUrl: null }
}

/** The photos of a listing, as URLs. */
export async function listingPhotos(tx: Queryable, workspaceId: number, id: string): Promise<string[]> {
  const [listing] = await tx
    .select({ data: listings.data })
    .from(listings)
    .where(and(eq(listings.workspaceId, workspaceId), eq(listings.id, id)))
  return photosOf(listing?.data)
}

const noPicture = () =>
  new Refusal('post.picture', 'This picture is no longer available. Choose another one.')

/** The photo URLs of a stored listing, without invalid ones. */
function photosOf(data: unknown): string[] {
  const listing = WithPhotos.safeParse(data)
  if (!listing.success) return []
  return listing.data.photoUrls.filter((url) => /^https?:\/\//.test(url)).slice(0, MOST_PHOTOS)
}
