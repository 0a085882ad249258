import type { Publisher } from '@/components/posts/network-preview'
import type { PictureOption } from '@/components/posts/picture-choice'
import { photoHref } from '@/lib/feeds/listings/listing-photo'
import { fileHref } from '@/lib/files/files'
import { knownPhotoFaults } from '@/lib/files/web-photo'
import { listImages } from '@/lib/images/list-images'
import { pictureFault } from '@/lib/posts/pictures/check-picture'
import type { PostView } from '@/lib/posts/views'
import { readBrand } from '@/lib/workspaces/brand/brand'
import type { Membership } from '@/lib/workspaces/members/membership'

const IMAGES = 11
/** The longest a page waits for a photo's server. A later answer shows on the next load. */
const CHECK_LIMIT_MS = 2_000

type Shown = Pick<PostView, 'imageHref' | 'imageFile' | 'photoUrl' | 'photos' | 'listingId'>

export type Pictures = {
  pictures: PictureOption[]
  /** The chosen value. `none` when the picture is broken. */
  picture: string
  /** Why the post's picture can’t be used. Null when it can, or when there is none. */
  pictureFault: string | null
}

/** The pictures a post can have: the newest images and the photos of its listing. A broken one is never chosen. */
export async function picturesFor(workspace: Membership, post: Shown | null): Promise<Pictures> {
  const photos = [...new Set([...(post?.photoUrl ? [post.photoUrl] : []), ...(post?.photos ?? [])])]
  const [{ rows }, fault] = await Promise.all([
    listImages(workspace, { limit: IMAGES, filter: 'ready' }),
    post ? checkedInTime({ ...post, workspaceId: workspace.workspaceId }) : null,
  ])
  const faults = await knownPhotoFaults(workspace.workspaceId, photos)
  const images = rows.map(({ id, title, href }) => ({
    value: `image:${id}`,
    label: title,
    href,
    fault: null,
  }))
  const chosen = images.find(({ href }) => href !== null && href === post?.imageHref)?.value
  const current =
    post?.imageHref && !chosen ? [{ value: 'keep', label: 'Current image', href: post.imageHref, fault }] : []
  const own = chosen ?? (current.length > 0 ? 'keep' : post?.photoUrl ? `photo:${post.photoUrl}` : 'none')
  return {
    pictures: [
      { value: 'none', label: 'No picture', href: null, fault: null },
      ...current,
      ...photos.map((url, i) => ({
        value: `photo:${url}`,
        label: `Photo ${i + 1} of the listing`,
        // A photo that the listing no longer names is not fetched.
        href: post?.listingId && post.photos.includes(url) ? photoHref(post.listingId, url) : null,
        fault: faults.get(url) ?? null,
      })),
      ...images,
    ],
    picture: fault === null ? own : 'none',
    pictureFault: fault,
  }
}

/** Who publishes a post, in its preview. */
export async function publisherOf({ workspaceId }: Membership): Promise<Publisher> {
  const { agencyName, logoFileName } = await readBrand(workspaceId)
  return { name: agencyName, logoHref: logoFileName && fileHref(logoFileName) }
}

type Checked = Parameters<typeof pictureFault>[0]

const checkedInTime = (post: Checked): Promise<string | null> =>
  Promise.race([
    // A busy server says nothing about the picture. Approving or scheduling checks it again.
    pictureFault(post).catch(() => null),
    new Promise<null>((resolve) => setTimeout(resolve, CHECK_LIMIT_MS, null)),
  ])
