import { and, eq } from 'drizzle-orm'
import { inWorkspace } from '@/db/client'
import { listings } from '@/db/schema'
import type { WorkspaceContext } from '@/lib/core/context'
import { notFound } from '@/lib/core/errors'
import { env } from '@/lib/core/settings/env'
import { readFile } from '@/lib/files/files'
import { type Freshness, webPhoto, webPhotoKey } from '@/lib/files/web-photo'
import type { Listing } from './listing'

/** A preview shows the stored copy. A failed request is repeated after an hour. */
const PREVIEW: Freshness = { goodForSeconds: Number.POSITIVE_INFINITY, brokenForSeconds: 3_600 }
/** Used when the stored copy is missing. */
const FRESH: Freshness = { goodForSeconds: 0, brokenForSeconds: 3_600 }

type PhotoRef = { id: string; photo: string }

export const photoHref = (listingId: string, url: string): string =>
  `/api/listings/${listingId}/photos/${webPhotoKey(url)}`

/**
 * A small WebP copy of a listing's photo.
 * @throws Refusal `not-found`: the listing has no such photo, or it can't be loaded; `busy`
 */
export async function listingPhoto(
  { workspaceId }: WorkspaceContext,
  { id, photo }: PhotoRef,
  allowedHosts: readonly string[] = env().OUTBOUND_ALLOWED_HOSTS,
): Promise<Uint8Array> {
  const url = await findUrl(workspaceId, { id, photo })
  if (!url) throw notFound('photo')
  for (const freshness of [PREVIEW, FRESH]) {
    const { fileName } = await webPhoto(workspaceId, url, freshness, allowedHosts)
    const copy = fileName && (await readFile(workspaceId, fileName))
    if (copy) return copy
    if (!fileName) break
  }
  throw notFound('photo')
}

async function findUrl(workspaceId: number, { id, photo }: PhotoRef): Promise<string | undefined> {
  const [listing] = await inWorkspace(workspaceId, (tx) =>
    tx
      .select({ data: listings.data })
      .from(listings)
      .where(and(eq(listings.workspaceId, workspaceId), eq(listings.id, id))),
  )
  const urls = (listing?.data as Listing | undefined)?.photoUrls ?? []
  return urls.find((one) => webPhotoKey(one) === photo)
}
