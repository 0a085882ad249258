import { and, eq } from 'drizzle-orm'
import { z } from 'zod'
import { inWorkspace } from '@/db/client'
import { listings } from '@/db/schema'
import type { WorkspaceContext } from '@/lib/core/context'
import { notFound, Refusal } from '@/lib/core/errors'
import { env } from '@/lib/core/settings/env'
import { largePhoto, webPhotoKey } from '@/lib/files/web-photo'
import type { PhotoView } from '../views'
import { savePhoto } from './save-photo'

/** A photo of a listing, by the key in its address. */
export const ListingPhotoInput = z.object({
  listing: z.guid(),
  photo: z.string().regex(/^[\da-f]{64}$/),
})

const WithPhotos = z.object({ photoUrls: z.array(z.string()), notForInternet: z.string().optional() })

/**
 * Stores a photo of a listing for an image, like one that a member uploads. It is requested from the web now.
 * @throws Refusal `not-found`: no such photo, or the listing must not be published; `photo.unavailable`
 */
export async function saveListingPhoto(
  ctx: WorkspaceContext,
  { listing: listingId, photo }: z.output<typeof ListingPhotoInput>,
  allowedHosts: readonly string[] = env().OUTBOUND_ALLOWED_HOSTS,
): Promise<PhotoView> {
  const { workspaceId } = ctx
  const [row] = await inWorkspace(workspaceId, (tx) =>
    tx
      .select({ data: listings.data })
      .from(listings)
      .where(and(eq(listings.workspaceId, workspaceId), eq(listings.id, listingId))),
  )
  const listing = WithPhotos.safeParse(row?.data).data
  const url = listing?.photoUrls.find((one) => webPhotoKey(one) === photo)
  if (!url || listing?.notForInternet !== undefined) throw notFound('photo')
  const { bytes, fault } = await largePhoto(workspaceId, url, allowedHosts)
  if (!bytes)
    throw new Refusal(
      'photo.unavailable',
      `This photo can’t be used: ${fault}. Choose another one or upload a photo.`,
    )
  return savePhoto(ctx, bytes)
}
