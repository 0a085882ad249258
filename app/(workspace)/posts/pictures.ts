import type { PictureOption } from '@/components/posts/picture-choice'
import { photoHref } from '@/lib/feeds/listing-photo'
import { listImages } from '@/lib/images/list-images'
import type { PostView } from '@/lib/posts/views'
import type { Membership } from '@/lib/workspaces/membership'

const IMAGES = 11

type Shown = Pick<PostView, 'imageHref' | 'photoUrl' | 'photos' | 'listingId'>

/** What a post's picture can be: the newest images, and the photos of its listing. */
export async function picturesFor(
  workspace: Membership,
  post: Shown | null,
): Promise<{ pictures: PictureOption[]; picture: string }> {
  const { rows } = await listImages(workspace, { limit: IMAGES, filter: 'ready' })
  const images = rows.map(({ id, title, href }) => ({ value: `image:${id}`, label: title, href }))
  const photos = [...new Set([...(post?.photoUrl ? [post.photoUrl] : []), ...(post?.photos ?? [])])]
  const chosen = images.find(({ href }) => href !== null && href === post?.imageHref)?.value
  const kept =
    post?.imageHref && !chosen ? [{ value: 'keep', label: 'The image it has', href: post.imageHref }] : []
  return {
    pictures: [
      { value: 'none', label: 'No picture', href: null },
      ...kept,
      ...photos.map((url, i) => ({
        value: `photo:${url}`,
        label: `Photo ${i + 1} of the listing`,
        // One that the listing does not name any more is not fetched.
        href: post?.listingId && post.photos.includes(url) ? photoHref(post.listingId, url) : null,
      })),
      ...images,
    ],
    picture: chosen ?? (kept.length > 0 ? 'keep' : post?.photoUrl ? `photo:${post.photoUrl}` : 'none'),
  }
}
