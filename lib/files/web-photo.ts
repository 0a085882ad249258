import { hash } from 'node:crypto'
import { and, eq, inArray, sql } from 'drizzle-orm'
import { inWorkspace } from '@/db/client'
import { marketNow } from '@/db/product-time'
import { listingPhotos } from '@/db/schema'
import { isRefusal, Refusal } from '@/lib/core/errors'
import { OutboundError } from '@/lib/core/outbound/allowed-url'
import { requestOutside } from '@/lib/core/outbound/request-outside'
import { makeTurns, NoTurn } from '@/lib/core/turns'
import { keepFile } from './files'
import { decodePicture, openOwnPicture } from './pictures'

/**
 * Photos that listings name on the web: fetched from the open internet, checked, and kept as a small copy, drawn anew so
 * that nothing but a picture is left of them.
 */
export type WebPhoto =
  | { fileName: string; fault: null }
  /** `fault` continues "This photo can’t be used: ". */
  | { fileName: null; fault: string }

const MOST_BYTES = 10_000_000
const TIME_LIMIT_MS = 10_000
const MOST_REDIRECTS = 3
/** What networks still show as a picture and not as a stamp. */
const FEWEST_PIXELS = 200
/** As large as a preview is drawn on the finest screens. */
const LONGEST_SIDE = 480
const QUALITY = 80
/** A picture whose colors differ less than this is one plain area. */
const BLANK_DEVIATION = 1

/** A page requests forty photos at a time, and a photo's server may be slow. Other workspaces find free places. */
const turns = makeTurns({
  maxConcurrent: 6,
  maxConcurrentPerKey: 3,
  maxWaiting: 400,
  maxWaitingPerKey: 80,
  maxWaitMs: 30_000,
  maxRunMs: 60_000,
})

/** Names a photo in our own addresses: its own may be two thousand characters. */
export const webPhotoKey = (url: string): string => hash('sha256', url, 'hex')

/** How old, in seconds, what we know of a photo may be before it is requested again. */
export type Freshness = { goodForSeconds: number; brokenForSeconds: number }

/**
 * The photo at an address, from what is known of it or requested now.
 * @throws Refusal `busy`, `storage.full`
 */
export async function webPhoto(
  workspaceId: number,
  url: string,
  { goodForSeconds, brokenForSeconds }: Freshness,
  allowedHosts: readonly string[],
): Promise<WebPhoto> {
  const urlHash = webPhotoKey(url)
  const known = await inWorkspace(workspaceId, async (tx) => {
    const [row] = await tx
      .select({
        fileName: listingPhotos.fileName,
        fault: listingPhotos.fault,
        ageSeconds: sql<number>`extract(epoch from ${marketNow} - ${listingPhotos.askedAt})::float`,
      })
      .from(listingPhotos)
      .where(and(eq(listingPhotos.workspaceId, workspaceId), eq(listingPhotos.urlHash, urlHash)))
    return row
  })
  const knownPhoto = known && photoOf(known)
  const goodFor = knownPhoto?.fault === null ? goodForSeconds : brokenForSeconds
  if (knownPhoto && known.ageSeconds < goodFor) return knownPhoto
  const { copy, fault } = await turns(String(workspaceId), () =>
    requestPhoto(workspaceId, url, allowedHosts),
  ).catch((error) => {
    throw error instanceof NoTurn ? busy() : error
  })
  const fileName = copy ? await keepFile(workspaceId, copy, 'webp') : (known?.fileName ?? null)
  await inWorkspace(workspaceId, (tx) =>
    tx
      .insert(listingPhotos)
      .values({ workspaceId, urlHash, fileName, fault })
      .onConflictDoUpdate({
        target: [listingPhotos.workspaceId, listingPhotos.urlHash],
        set: { fileName, fault, askedAt: marketNow },
      }),
  )
  return photoOf({ fileName, fault })
}

/** Why these photos could not be used when they were last requested, by address; others are good or unknown. */
export async function knownPhotoFaults(
  workspaceId: number,
  urls: readonly string[],
): Promise<Map<string, string>> {
  const urlOf = new Map(urls.map((url) => [webPhotoKey(url), url]))
  if (urlOf.size === 0) return new Map()
  const rows = await inWorkspace(workspaceId, (tx) =>
    tx
      .select()
      .from(listingPhotos)
      .where(
        and(eq(listingPhotos.workspaceId, workspaceId), inArray(listingPhotos.urlHash, [...urlOf.keys()])),
      ),
  )
  return new Map(
    rows.flatMap((row) => {
      const { fault } = photoOf(row)
      return fault === null ? [] : [[urlOf.get(row.urlHash) ?? '', fault] as const]
    }),
  )
}

/** A copy without a fault is a photo; rows from before faults were written down have neither. */
function photoOf({ fileName, fault }: { fileName: string | null; fault: string | null }): WebPhoto {
  if (fileName !== null && fault === null) return { fileName, fault }
  return { fileName: null, fault: fault ?? 'there is no picture at its address' }
}

type Requested = { copy: Uint8Array; fault: null } | { copy: null; fault: string }

async function requestPhoto(
  workspaceId: number,
  url: string,
  allowedHosts: readonly string[],
): Promise<Requested> {
  try {
    const { status, bytes } = await requestOutside(url, {
      headers: {
        accept: 'image/webp, image/jpeg, image/png',
        'accept-encoding': 'identity',
        'user-agent': 'MarketTrak feed',
      },
      mostBytes: MOST_BYTES,
      timeLimitMs: TIME_LIMIT_MS,
      mostRedirects: MOST_REDIRECTS,
      allowedHosts,
    })
    if (status !== 200) return { copy: null, fault: `its server answered ${status}` }
    if (bytes.length === 0) return { copy: null, fault: 'the file is empty' }
    return await drawSmall(workspaceId, bytes)
  } catch (error) {
    if (error instanceof OutboundError) return { copy: null, fault: outboundWords(error) }
    // That we are busy says nothing about the photo.
    if (isRefusal(error) && error.code.startsWith('picture.'))
      return { copy: null, fault: pictureWords[error.code] ?? 'it isn’t a JPEG, PNG or WebP picture' }
    throw error
  }
}

const drawSmall = (workspaceId: number, bytes: Uint8Array): Promise<Requested> =>
  decodePicture(workspaceId, bytes, async (photo, { width, height }) => {
    if (Math.min(width, height) < FEWEST_PIXELS)
      return { copy: null, fault: `it is too small (${width} × ${height} pixels)` }
    const copy = await photo
      .rotate()
      .resize(LONGEST_SIDE, LONGEST_SIDE, { fit: 'inside', withoutEnlargement: true })
      .webp({ quality: QUALITY })
      .toBuffer()
    const { channels } = await openOwnPicture(copy).stats()
    const isBlank = channels.every(({ stdev }) => stdev < BLANK_DEVIATION)
    return isBlank ? { copy: null, fault: 'it is blank' } : { copy, fault: null }
  })

const pictureWords: Record<string, string> = {
  'picture.heic': 'it is a HEIC file, which we can’t read',
  'picture.too-many-pixels': 'it has too many pixels',
  'picture.too-deep': 'it has more than 8 bits per color',
  'picture.too-slow': 'it takes too long to open',
}

function outboundWords({ problem }: OutboundError): string {
  if (problem === 'timeout') return 'its server took too long to answer'
  if (problem === 'too-large') return `it is larger than ${MOST_BYTES / 1_000_000} MB`
  if (problem === 'unknown-name' || problem === 'unreachable') return 'its server can’t be reached'
  return 'its address isn’t a public web address'
}

const busy = () =>
  new Refusal('busy', 'Many photos are loading right now. Try again in a minute.', { retryAfterSeconds: 60 })
