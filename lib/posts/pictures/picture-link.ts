import { and, eq, isNull } from 'drizzle-orm'
import { z } from 'zod'
import { inWorkspace } from '@/db/client'
import { posts, workspaces } from '@/db/schema'
import { isSignature, signatureOf } from '@/lib/core/clients/signature'
import { notFound } from '@/lib/core/errors'
import { env } from '@/lib/core/settings/env'
import { rowNumber } from '@/lib/core/text/input'
import { isPost } from '../change-post'
import { PostId } from '../post-input'

/** Targets fetch the picture soon after a delivery. The next delivery has a new link. */
const VALID_DAYS = 7
const DAY_MS = 86_400_000
const PURPOSE = 'post-picture'

type Of = { workspaceId: number; id: string }

export const PictureInput = z.object({
  w: rowNumber,
  p: PostId,
  until: z.coerce.number().int().positive(),
  s: z.string().max(100),
})

/** A link to a post's image that works without a session until it expires. */
export function pictureLink({ workspaceId, id }: Of, now: Date): string {
  const until = now.getTime() + VALID_DAYS * DAY_MS
  const query = new URLSearchParams({
    w: String(workspaceId),
    p: id,
    until: String(until),
    s: signatureOf(PURPOSE, signed(workspaceId, id, until)),
  })
  return `${env().APP_URL}/api/posts/picture?${query}`
}

/** The file a picture link points to. @throws Refusal `not-found`: the link is invalid or expired, or the image is gone */
export async function fileOfLink(
  { w, p, until, s }: z.output<typeof PictureInput>,
  now: Date,
): Promise<{ workspaceId: number; fileName: string }> {
  if (!isSignature(s, PURPOSE, signed(w, p, until)) || until < now.getTime()) throw notFound('picture')
  const [post] = await inWorkspace(w, (tx) =>
    tx
      .select({ imageFile: posts.imageFile })
      .from(posts)
      .innerJoin(workspaces, eq(workspaces.id, posts.workspaceId))
      .where(and(isPost(w, p), isNull(workspaces.deletedAt))),
  )
  if (!post?.imageFile) throw notFound('picture')
  return { workspaceId: w, fileName: post.imageFile }
}

const signed = (workspaceId: number, id: string, until: number) => `${workspaceId}:${id}:${until}`
