import { hash } from 'node:crypto'
import { and, eq, inArray, sql } from 'drizzle-orm'
import { inWorkspace } from '@/db/client'
import { marketNow } from '@/db/product-time'
import { listingPhotos } from '@/db/schema'
import { isRefusal, Refusal } from '@/lib/core/errors'
import { OutboundError } from '@/lib/core/outbound/allowed-url'
import { requestOutside } from '@/lib/core/outbound/request-outside'
import { makeTurns, NoTurn } from '@/lib/core/process/turns'
import { keepFile, readFile } from './files'
import { decodePicture, openOwnPicture } from './pictures'

/**
 * Photos on the web that listings link to: fetched from public hosts, checked, and stored as a small re-encoded copy without
 * anything else from the original file.
 */
export type WebPhoto =
  | { fileName: string; fault: null }
  /** `fault` continues "This photo can’t be used: ". */
  | { fileName: null; fault: string }

const MOST_BYTES = 10_000_000
const TIME_LIMIT_MS = 10_000
const MOST_REDIRECTS = 3
/** The smallest size that social networks show as a picture. */
const FEWEST_PIXELS = 200
/** The size of a preview on high-density screens. */
const LONGEST_SIDE = 480
const QUALITY = 80
/** A picture whose colors vary less than this is blank. */
const BLANK_DEVIATION = 1

/** A page requests up to forty photos, and their servers can be slow. Other workspaces still get a turn. */
const turns = makeTurns({
  maxConcurrent: 6,
  maxConcurrentPerKey: 3,
  maxWaiting: 400,
  maxWaitingPerKey: 80,
  maxWaitMs: 30_000,
  maxRunMs: 60_000,
})

/** Identifies a photo in our URLs, because its own URL can have 2,000 characters. */
export const webPhotoKey = (url: string): string => hash('sha256', url, 'hex')

/** How old a stored result can be, in seconds, before the photo is requested again. */
export type Freshness = { goodForSeconds: number; brokenForSeconds: number }

/**
 * The photo at a URL, from the stored result or requested now.
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
        set: { fileName, fault, askedAt: sql`excluded.asked_at` },
      }),
  )
  return photoOf({ fileName, fault })
}

/** Why these photos couldn't be used when last requested, by URL. Photos without an entry are good or unknown. */
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

/** A copy without a fault is a photo. Older rows can have neither. */
function photoOf({ fileName, fault }: { fileName: string | null; fault: string | null }): WebPhoto {
  if (fileName !== null && fault === null) return { fileName, fault }
  return { fileName: null, fault: fault ?? 'there is no picture at its URL' }
}

export type LargePhoto = { bytes: Uint8Array; fault: null } | { bytes: null; fault: string }

/** The largest side that networks keep. */
const LARGE_SIDE = 2_048
const LARGE_QUALITY = 88

/**
 * The photo at a URL in the size networks ask for, as JPEG. Requested now and not stored; where its server does not answer, our
 * small copy of it.
 */
export async function largePhoto(
  workspaceId: number,
  url: string,
  allowedHosts: readonly string[],
): Promise<LargePhoto> {
  try {
    const { copy, fault } = await turns(String(workspaceId), () =>
      requestPhoto(workspaceId, url, allowedHosts, makeLargeCopy),
    )
    if (copy) return { bytes: copy, fault: null }
    const small = await storedCopy(workspaceId, url, allowedHosts)
    return small
      ? { bytes: small, fault: null }
      : { bytes: null, fault: fault ?? 'there is no picture at its URL' }
  } catch (error) {
    if (error instanceof NoTurn || isRefusal(error, 'busy'))
      return { bytes: null, fault: 'many photos are loading right now' }
    throw error
  }
}

const STORED: Freshness = {
  goodForSeconds: Number.POSITIVE_INFINITY,
  brokenForSeconds: Number.POSITIVE_INFINITY,
}

async function storedCopy(
  workspaceId: number,
  url: string,
  allowedHosts: readonly string[],
): Promise<Uint8Array | null> {
  const { fileName } = await webPhoto(workspaceId, url, STORED, allowedHosts)
  const bytes = fileName && (await readFile(workspaceId, fileName))
  return bytes ? openOwnPicture(bytes).jpeg({ quality: LARGE_QUALITY }).toBuffer() : null
}

const makeLargeCopy: MakeCopy = (workspaceId, bytes) =>
  decodePicture(workspaceId, bytes, async (photo) => ({
    copy: await photo
      .rotate()
      .resize(LARGE_SIDE, LARGE_SIDE, { fit: 'inside', withoutEnlargement: true })
      .flatten({ background: '#ffffff' })
      .toColourspace('srgb')
      .jpeg({ quality: LARGE_QUALITY })
      .toBuffer(),
    fault: null,
  }))

type MakeCopy = (workspaceId: number, bytes: Uint8Array) => Promise<Requested>

type Requested = { copy: Uint8Array; fault: null } | { copy: null; fault: string }

async function requestPhoto(
  workspaceId: number,
  url: string,
  allowedHosts: readonly string[],
  copyOf: MakeCopy = makeCopy,
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
    return await copyOf(workspaceId, bytes)
  } catch (error) {
    if (error instanceof OutboundError) return { copy: null, fault: outboundFault(error) }
    // A busy server says nothing about the photo.
    if (isRefusal(error) && error.code.startsWith('picture.'))
      return { copy: null, fault: pictureFaults[error.code] ?? 'it isn’t a JPEG, PNG or WebP picture' }
    throw error
  }
}

const makeCopy: MakeCopy = (workspaceId, bytes) =>
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

const pictureFaults: Record<string, string> = {
  'picture.heic': 'it is a HEIC file, which we can’t read',
  'picture.too-many-pixels': 'it has too many pixels',
  'picture.too-deep': 'it has more than 8 bits per color',
  'picture.too-slow': 'it takes too long to open',
}

function outboundFault({ problem }: OutboundError): string {
  if (problem === 'timeout') return 'its server took too long to answer'
  if (problem === 'too-large') return `it is larger than ${MOST_BYTES / 1_000_000} MB`
  if (problem === 'unknown-name' || problem === 'unreachable') return 'its server can’t be reached'
  return 'its URL isn’t public'
}

const busy = () =>
  new Refusal('busy', 'Many photos are loading right now. Try again in a minute.', { retryAfterSeconds: 60 })
