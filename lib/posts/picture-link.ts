import { createHmac, timingSafeEqual } from 'node:crypto'
import { z } from 'zod'
import { inWorkspace } from '@/db/client'
import { posts } from '@/db/schema'
import { env } from '@/lib/core/env'
import { notFound } from '@/lib/core/errors'
import { isPost } from './change-post'
import { PostId } from './post-input'

/** A target fetches the picture soon, or asks again with the next delivery. */
const VALID_DAYS = 7
const DAY_MS = 86_400_000

type Of = { workspaceId: number; id: string }

export const PictureInput = z.object({
  w: z.coerce.number().int().positive(),
  p: PostId,
  until: z.coerce.number().int().positive(),
  s: z.string().max(100),
})

/** Where a post's own image can be fetched without a session, for a while. */
export function pictureLink({ workspaceId, id }: Of, now: Date): string {
  const until = now.getTime() + VALID_DAYS * DAY_MS
  const query = new URLSearchParams({
    w: String(workspaceId),
    p: id,
    until: String(until),
    s: signatureOf(workspaceId, id, until),
  })
  return `${env().APP_URL}/api/posts/picture?${query}`
}

/** The file that such a link is for. @throws Refusal `not-found`: it is not ours, too old, or has no image any more */
export async function fileOfLink(
  { w, p, until, s }: z.output<typeof PictureInput>,
  now: Date,
): Promise<{ workspaceId: number; fileName: string }> {
  const [given, wanted] = [Buffer.from(s), Buffer.from(signatureOf(w, p, until))]
  if (given.length !== wanted.length || !timingSafeEqual(given, wanted) || until < now.getTime())
    throw notFound('picture')
  const [post] = await inWorkspace(w, (tx) =>
    tx.select({ imageFile: posts.imageFile }).from(posts).where(isPost(w, p)),
  )
  if (!post?.imageFile) throw notFound('picture')
  return { workspaceId: w, fileName: post.imageFile }
}

const signatureOf = (workspaceId: number, id: string, until: number) =>
  createHmac('sha256', env().NEXTAUTH_SECRET)
    .update(`post-picture:${workspaceId}:${id}:${until}`)
    .digest('base64url')
