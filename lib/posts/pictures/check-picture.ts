import { inWorkspace } from '@/db/client'
import { posts } from '@/db/schema'
import type { WorkspaceContext } from '@/lib/core/context'
import { Refusal } from '@/lib/core/errors'
import { env } from '@/lib/core/settings/env'
import { readFile } from '@/lib/files/files'
import { type Freshness, webPhoto } from '@/lib/files/web-photo'
import { isPost, type Post } from '../change-post'
import { versionOfPost } from '../post-version'

/** Publishing checks the picture itself. A picture that was just found broken is not requested again on every click. */
const BEFORE_PUBLISHING: Freshness = { goodForSeconds: 3_600, brokenForSeconds: 20 }

type Pictured = Pick<Post, 'workspaceId' | 'imageFile' | 'photoUrl'>

/**
 * Why the picture of a post can't be published, as a continuation of "can’t be used: ". Null when it can, or when there is
 * none. Never call this in a transaction: it can request the photo.
 * @throws Refusal `busy`
 */
export async function pictureFault(
  { workspaceId, imageFile, photoUrl }: Pictured,
  allowedHosts: readonly string[] = env().OUTBOUND_ALLOWED_HOSTS,
): Promise<string | null> {
  if (imageFile) return (await readFile(workspaceId, imageFile)) ? null : 'the file is missing or damaged'
  if (!photoUrl) return null
  return (await webPhoto(workspaceId, photoUrl, BEFORE_PUBLISHING, allowedHosts)).fault
}

export const faultMessage = (fault: string) => `The picture of this post can’t be used: ${fault}.`

type Decision = {
  id: string
  version: string
  /** The member saw that the picture is broken and publishes without it. */
  withoutPicture?: boolean | undefined
}

/**
 * What publishing changes about the picture: nothing, or removes it when the member chose so.
 * @throws Refusal `post.picture-broken`, `busy`
 */
export async function decidePicture(
  { workspaceId }: WorkspaceContext,
  { id, version, withoutPicture }: Decision,
): Promise<Partial<Pictured>> {
  if (withoutPicture) return { imageFile: null, photoUrl: null }
  const [post] = await inWorkspace(workspaceId, (tx) =>
    tx.select().from(posts).where(isPost(workspaceId, id)),
  )
  // Other problems are reported by the decision itself.
  const isOpen = post?.status === 'draft' || post?.status === 'approved' || post?.status === 'scheduled'
  if (!post || !isOpen || versionOfPost(post) !== version) return {}
  const fault = await pictureFault(post)
  if (!fault) return {}
  throw new Refusal(
    'post.picture-broken',
    `${faultMessage(fault)} Choose another picture and save, or continue without a picture.`,
  )
}
