import { hash } from 'node:crypto'
import { and, eq, sql } from 'drizzle-orm'
import { inWorkspace } from '@/db/client'
import { marketNow } from '@/db/product-time'
import { listingPhotos, listings } from '@/db/schema'
import type { WorkspaceContext } from '@/lib/core/context'
import { env } from '@/lib/core/env'
import { isRefusal, notFound, Refusal } from '@/lib/core/errors'
import { makeTurns, NoTurn } from '@/lib/core/turns'
import { keepFile, readFile } from '@/lib/files/files'
import { decodePicture } from '@/lib/files/pictures'
import { FetchFailed, fetchOutside, type Wanted } from './arriving/fetch-outside'
import type { Listing } from './listing'

const PHOTO: Wanted = {
  accept: 'image/webp, image/jpeg, image/png',
  mostBytes: 10_000_000,
  timeLimitMs: 10_000,
}
/** As large as a preview is drawn on the finest screens. */
const LONGEST_SIDE = 480
const QUALITY = 80
/** What brought nothing is not asked again before. */
const ASK_AGAIN_HOURS = 1

/** A page asks for forty photos at a time, and a photo's server may be slow. Other workspaces find free places. */
const turns = makeTurns({
  atOnce: 6,
  atOncePerKey: 3,
  maxWaiting: 400,
  maxWaitingPerKey: 80,
  maxWaitMs: 30_000,
  maxRunMs: 60_000,
})

type Asked = { id: string; photo: string }

/** Names a photo in our own addresses: its own may be two thousand characters. */
export const photoKey = (url: string): string => hash('sha256', url, 'hex')
export const photoHref = (listingId: string, url: string): string =>
  `/api/listings/${listingId}/photos/${photoKey(url)}`

/**
 * A small copy of a photo that a listing names, as WebP. It is fetched from the open internet once, drawn anew so that nothing
 * but a picture is left of it, and kept.
 * @throws Refusal `not-found`: the listing does not name it, or no photo is there; `busy`
 */
export async function listingPhoto(
  { workspaceId }: WorkspaceContext,
  { id, photo }: Asked,
  allowedHosts: readonly string[] = env().OUTBOUND_ALLOWED_HOSTS,
): Promise<Uint8Array> {
  const { url, known } = await find(workspaceId, { id, photo })
  if (!url || (known && !known.fileName && !known.isOld)) throw notFound('photo')
  const kept = known?.fileName ? await readFile(workspaceId, known.fileName) : null
  if (kept) return kept
  const copy = await turns(String(workspaceId), () => smallCopyOf(workspaceId, url, allowedHosts)).catch(
    (error) => {
      throw error instanceof NoTurn ? busy() : error
    },
  )
  const fileName = copy && (await keepFile(workspaceId, copy, 'webp'))
  await inWorkspace(workspaceId, (tx) =>
    tx
      .insert(listingPhotos)
      .values({ workspaceId, urlHash: photo, fileName })
      .onConflictDoUpdate({
        target: [listingPhotos.workspaceId, listingPhotos.urlHash],
        set: { fileName, askedAt: marketNow },
      }),
  )
  if (!copy) throw notFound('photo')
  return copy
}

function find(workspaceId: number, { id, photo }: Asked) {
  return inWorkspace(workspaceId, async (tx) => {
    const [listing] = await tx
      .select({ data: listings.data })
      .from(listings)
      .where(and(eq(listings.workspaceId, workspaceId), eq(listings.id, id)))
    const [known] = await tx
      .select({
        fileName: listingPhotos.fileName,
        isOld: sql<boolean>`${listingPhotos.askedAt} < ${marketNow} - make_interval(hours => ${ASK_AGAIN_HOURS})`,
      })
      .from(listingPhotos)
      .where(and(eq(listingPhotos.workspaceId, workspaceId), eq(listingPhotos.urlHash, photo)))
    const urls = (listing?.data as Listing | undefined)?.photoUrls ?? []
    return { url: urls.find((one) => photoKey(one) === photo), known }
  })
}

/** Null: there is no photo, or none that may be shown. */
async function smallCopyOf(
  workspaceId: number,
  url: string,
  allowedHosts: readonly string[],
): Promise<Uint8Array | null> {
  try {
    const fetched = await fetchOutside(url, { etag: null, lastModified: null }, allowedHosts, PHOTO)
    return fetched.kind === 'file' ? await drawSmall(workspaceId, fetched.bytes) : null
  } catch (error) {
    if (error instanceof FetchFailed) return null
    // What cannot be opened is no photo. That we are busy says nothing about it.
    if (isRefusal(error) && error.code !== 'busy') return null
    throw error
  }
}

const drawSmall = (workspaceId: number, bytes: Uint8Array): Promise<Uint8Array> =>
  decodePicture(workspaceId, bytes, (photo) =>
    photo
      .rotate()
      .resize(LONGEST_SIDE, LONGEST_SIDE, { fit: 'inside', withoutEnlargement: true })
      .webp({ quality: QUALITY })
      .toBuffer(),
  )

const busy = () =>
  new Refusal('busy', 'Many photos are loading right now. Try again in a minute.', { retryAfterSeconds: 60 })
