import { and, eq } from 'drizzle-orm'
import { inWorkspace } from '@/db/client'
import { listingPhotos, listings } from '@/db/schema'
import type { WorkspaceContext } from '@/lib/core/context'
import { isRefusal } from '@/lib/core/errors'
import type { Listing } from '@/lib/feeds/listings/listing'
import { readFile } from '@/lib/files/files'
import { webPhotoKey } from '@/lib/files/web-photo'
import { getImage } from '@/lib/images/get-image'
import { keepEmailPicture } from '@/lib/templates/email-picture'
import { pictureValue } from '@/lib/templates/shared/blocks'
import type { SourceRef } from './shared/source'

/**
 * The photo of a listing or an image as the value of the merge field for a listing card; null without one. Altered photos are
 * left out: an email has no place for the link to the original, which they need (R46).
 */
export async function emailPhotoOf(ctx: WorkspaceContext, { kind, id }: SourceRef): Promise<string | null> {
  const { workspaceId } = ctx
  const file =
    kind === 'listing' ? await storedPhotoOf(ctx, id) : kind === 'image' ? await imageFileOf(ctx, id) : null
  const bytes = file ? await readFile(workspaceId, file) : null
  if (!bytes) return null
  try {
    return pictureValue((await keepEmailPicture(workspaceId, bytes)).name)
  } catch (error) {
    // The campaign can be written without it: storage is full, or many pictures are being processed.
    if (isRefusal(error)) return null
    throw error
  }
}

/** The first photo of the listing that was fetched: its page shows the photos, and asks for them. */
async function storedPhotoOf({ workspaceId }: WorkspaceContext, id: string): Promise<string | null> {
  return inWorkspace(workspaceId, async (tx) => {
    const [row] = await tx
      .select({ data: listings.data })
      .from(listings)
      .where(and(eq(listings.workspaceId, workspaceId), eq(listings.id, id)))
    const listing = row?.data as Listing | undefined
    const [url] = listing && listing.notForInternet === undefined ? listing.photoUrls : []
    if (!url) return null
    const [photo] = await tx
      .select({ fileName: listingPhotos.fileName })
      .from(listingPhotos)
      .where(and(eq(listingPhotos.workspaceId, workspaceId), eq(listingPhotos.urlHash, webPhotoKey(url))))
    return photo?.fileName ?? null
  })
}

async function imageFileOf(ctx: WorkspaceContext, id: string): Promise<string | null> {
  const { shown } = await getImage(ctx, id)
  return shown.labeledPhotoId ? null : (shown.href?.split('/').at(-1) ?? null)
}
