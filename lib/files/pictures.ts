import sharp, { type Sharp } from 'sharp'
import { isRefusal, Refusal } from '@/lib/core/errors'
import { makeTurns, NoTurn, TurnTooLong } from '@/lib/core/process/turns'

/**
 * The only module that opens pictures (the import rules check it). Pictures from outside are identified by their first
 * bytes before any library sees them, and decoded one at a time per process. See docs/decisions/0024.
 */

export const MAX_PICTURE_PIXELS = 20_000_000
const MAX_DECODE_SECONDS = 10

const turns = makeTurns({
  maxConcurrent: 1,
  maxConcurrentPerKey: 1,
  // Each holds its file in memory while it waits.
  maxWaiting: 12,
  maxWaitingPerKey: 4,
  maxWaitMs: 20_000,
  maxRunMs: (MAX_DECODE_SECONDS + 5) * 1_000,
})

// Whatever else libvips can read, such as SVG, PDF, TIFF or anything through ImageMagick, stays closed in this process.
sharp.block({ operation: ['VipsForeignLoad'] })
sharp.unblock({ operation: ['VipsForeignLoadJpeg', 'VipsForeignLoadPng', 'VipsForeignLoadWebp'] })
// One thread for each picture and nothing kept between pictures: memory stays in proportion to one picture.
sharp.concurrency(1)
sharp.cache(false)

const LIMITS = {
  limitInputPixels: MAX_PICTURE_PIXELS,
  limitInputChannels: 5,
  unlimited: false,
  failOn: 'truncated',
} as const

export type PictureKind = 'jpeg' | 'png' | 'webp' | 'heic'

const PNG_SIGNATURE = '\x89PNG\r\n\x1a\n'
/** How HEIC files name themselves in their first box (ISO 23008-12). */
const HEIC_BRANDS = /^(hei[cxms]|hev[cxms]|mif1|msf1)$/

/** Identifies a picture by its signature, never by its name or content type. Null for any other file. */
export function pictureKind(bytes: Uint8Array): PictureKind | null {
  const text = (from: number, to: number) => Buffer.from(bytes.subarray(from, to)).toString('latin1')
  if (text(0, 3) === '\xff\xd8\xff') return 'jpeg'
  if (text(0, 8) === PNG_SIGNATURE) return 'png'
  if (text(0, 4) === 'RIFF' && text(8, 12) === 'WEBP') return 'webp'
  if (text(4, 8) === 'ftyp' && HEIC_BRANDS.test(text(8, 12))) return 'heic'
  return null
}

export type PictureSize = { width: number; height: number }

/**
 * Opens an untrusted picture for `work` when it is its turn. `key` is the owner of the picture: owners take turns.
 * @throws Refusal `picture.unreadable`, `picture.heic`, `picture.too-many-pixels`, `picture.too-deep`,
 *   `picture.too-slow`, `busy`
 */
export async function decodePicture<T>(
  key: string | number,
  bytes: Uint8Array,
  work: (picture: Sharp, size: PictureSize) => Promise<T>,
): Promise<T> {
  const kind = pictureKind(bytes)
  if (kind === 'heic') throw new Refusal('picture.heic', HEIC_HELP)
  if (!kind) throw unreadable()
  try {
    return await turns(String(key), async () => {
      const size = await checkedSize(bytes, kind)
      return work(sharp(bytes, LIMITS).timeout({ seconds: MAX_DECODE_SECONDS }), size)
    })
  } catch (error) {
    throw isRefusal(error) ? error : refusalOf(error)
  }
}

/** Opens a picture that we made ourselves, so its size is known to be small. */
export const openOwnPicture = (bytes: Uint8Array): Sharp =>
  sharp(bytes, LIMITS).timeout({ seconds: MAX_DECODE_SECONDS })

/** Reads the header only: nothing is decoded before it is known to be small enough. */
async function checkedSize(bytes: Uint8Array, kind: PictureKind): Promise<PictureSize> {
  // Without the library's own limit, so that the message names the size of the picture instead of calling it damaged.
  const { format, width, height, depth } = await sharp(bytes, {
    ...LIMITS,
    limitInputPixels: false,
  }).metadata()
  if (format !== kind || !width || !height) throw unreadable()
  if (width * height > MAX_PICTURE_PIXELS)
    throw new Refusal(
      'picture.too-many-pixels',
      `This picture has ${Math.ceil((width * height) / 1_000_000)} megapixels. The limit is ${MAX_PICTURE_PIXELS / 1_000_000}. Upload a smaller copy.`,
    )
  if (depth !== 'uchar')
    throw new Refusal(
      'picture.too-deep',
      'This picture has more than 8 bits per color. Save it as a JPEG or 8-bit PNG and upload it again.',
    )
  return { width, height }
}

function refusalOf(error: unknown): Refusal {
  if (error instanceof NoTurn)
    return new Refusal('busy', 'Many pictures are being processed right now. Try again in a minute.', {
      retryAfterSeconds: 60,
    })
  if (error instanceof TurnTooLong || /^timeout: /.test(error instanceof Error ? error.message : ''))
    return new Refusal(
      'picture.too-slow',
      'This picture takes too long to open. Save it as a JPEG and upload it again.',
    )
  return unreadable()
}

const unreadable = () =>
  new Refusal(
    'picture.unreadable',
    'This file isn’t a JPEG, PNG or WebP picture, or it’s damaged. Choose another one.',
  )

/** The license of the HEIC codec prevents us from reading these. */
const HEIC_HELP =
  'We can’t read HEIC photos, the format iPhones use. Save it as a JPEG and upload it again. On a Mac, open it in Preview and choose File > Export. On an iPhone, set Settings > Camera > Formats to Most Compatible for new photos.'
