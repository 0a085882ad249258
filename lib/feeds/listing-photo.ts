import { hash } from 'node:crypto'
import { and, eq, sql } from 'drizzle-orm'
import sharp from 'sharp'
import { inWorkspace } from '@/db/client'
import { marketNow } from '@/db/product-time'
import { listingPhotos, listings } from '@/db/schema'
import type { WorkspaceContext } from '@/lib/core/context'
import { env } from '@/lib/core/env'
import { notFound } from '@/lib/core/errors'
import { keepFile, readFile } from '@/lib/files/files'
import { FetchFailed, fetchOutside, type Wanted } from './arriving/fetch-outside'
import type { Listing } from './listing'

const PHOTO: Wanted = {
  accept: 'image/webp, image/jpeg, image/png, image/gif;q=0.8',
  mostBytes: 10_000_000,
  timeLimitMs: 10_000,
}
/** As large as a preview is drawn on the finest screens. */
const LONGEST_SIDE = 480
const QUALITY = 80
const MOST_PIXELS = 60_000_000
/** What brought nothing is not asked again before. */
const ASK_AGAIN_HOURS = 1
/** Of one process: a page asks for forty at once. */
const MOST_AT_ONCE = 4

type Asked = { id: string; photo: string }

/** Names a photo in our own addresses: its own may be two thousand characters. */
export const photoKey = (url: string): string => hash('sha256', url, 'hex')
export const photoHref = (listingId: string, url: string): string =>
  `/api/listings/${listingId}/photos/${photoKey(url)}`

/**
 * A small copy of a photo that a listing names, as WebP. It is fetched from the open internet once, drawn anew so that nothing
 * but a picture is left of it, and kept.
 * @throws Refusal `not-found`: the listing does not name it, or no photo is there
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
  const copy = await inTurn(() => smallCopyOf(url, allowedHosts))
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
async function smallCopyOf(url: string, allowedHosts: readonly string[]): Promise<Uint8Array | null> {
  try {
    const fetched = await fetchOutside(url, { etag: null, lastModified: null }, allowedHosts, PHOTO)
    return fetched.kind === 'file' && isPhoto(fetched.bytes) ? await drawSmall(fetched.bytes) : null
  } catch (error) {
    if (error instanceof FetchFailed) return null
    throw error
  }
}

const drawSmall = (bytes: Uint8Array): Promise<Uint8Array | null> =>
  sharp(bytes, { limitInputPixels: MOST_PIXELS, failOn: 'truncated' })
    .rotate()
    .resize(LONGEST_SIDE, LONGEST_SIDE, { fit: 'inside', withoutEnlargement: true })
    .webp({ quality: QUALITY })
    .toBuffer()
    // Damaged, or larger than anything that is a photo.
    .catch(() => null)

const BEGINNINGS: [at: number, bytes: Buffer][] = [
  [0, Buffer.from([0xff, 0xd8, 0xff])],
  [0, Buffer.from([0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a])],
  [0, Buffer.from('GIF8')],
  [8, Buffer.from('WEBP')],
]

/** By its first bytes, before anything reads further: what may run or lead elsewhere, as SVG may, is none. */
const isPhoto = (bytes: Uint8Array): boolean =>
  BEGINNINGS.some(([at, beginning]) => beginning.equals(bytes.subarray(at, at + beginning.length)))

let running = 0
const waiting: (() => void)[] = []

async function inTurn<T>(work: () => Promise<T>): Promise<T> {
  if (running >= MOST_AT_ONCE) await new Promise<void>((resolve) => waiting.push(resolve))
  else running += 1
  try {
    return await work()
  } finally {
    const next = waiting.shift()
    if (next) next()
    else running -= 1
  }
}
