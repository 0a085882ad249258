import sharp from 'sharp'
import { Refusal } from '@/lib/core/errors'

export const MOST_PHOTO_BYTES = 12_000_000
const MOST_PIXELS = 60_000_000
/** Of the shorter side: less would be seen to be blown up. */
const FEWEST_PIXELS = 500
/** Of the longer side, as it is kept: no format shows more. */
const KEPT_PIXELS = 2_400
const QUALITY = 88
const KINDS = ['jpeg', 'png', 'webp']
/** How HEIC files name themselves in their first box (ISO 23008-12). The licence of its codec keeps us from reading them. */
const HEIC_BRANDS = /^(hei[cxms]|hev[cxms]|mif1|msf1)$/

export type Photo = { jpeg: Uint8Array; widthPixels: number; heightPixels: number }

/**
 * A photo as it may be kept: judged by its content and not by its name, upright, and without anything that the camera wrote
 * into it, such as where it was taken.
 * @throws Refusal `photo.too-large`, `photo.heic`, `photo.not-a-photo`, `photo.too-small`
 */
export async function readPhoto(bytes: Uint8Array): Promise<Photo> {
  if (bytes.length > MOST_PHOTO_BYTES)
    throw new Refusal('photo.too-large', `A photo may have at most ${MOST_PHOTO_BYTES / 1_000_000} MB.`)
  if (isHeic(bytes)) throw new Refusal('photo.heic', HEIC_WORDS)
  const photo = sharp(bytes, { limitInputPixels: MOST_PIXELS, failOn: 'truncated' })
  const { format, width = 0, height = 0 } = await photo.metadata().catch(() => notAPhoto())
  if (!KINDS.includes(format ?? '')) return notAPhoto()
  if (Math.min(width, height) < FEWEST_PIXELS)
    throw new Refusal(
      'photo.too-small',
      `This photo is too small: both sides need at least ${FEWEST_PIXELS} pixels.`,
    )
  const { data, info } = await photo
    .rotate()
    .resize(KEPT_PIXELS, KEPT_PIXELS, { fit: 'inside', withoutEnlargement: true })
    .flatten({ background: '#ffffff' })
    .toColourspace('srgb')
    .jpeg({ quality: QUALITY })
    .toBuffer({ resolveWithObject: true })
    .catch(() => notAPhoto())
  return { jpeg: data, widthPixels: info.width, heightPixels: info.height }
}

const HEIC_WORDS =
  'This is a HEIC photo, as iPhones take them, and it cannot be used. Save it as JPEG and choose that one: on a Mac, open it in Preview and choose File, Export; on the iPhone, choose Settings, Camera, Formats, Most Compatible before the next photo.'

function isHeic(bytes: Uint8Array): boolean {
  const letters = (from: number) => Buffer.from(bytes.subarray(from, from + 4)).toString('latin1')
  return letters(4) === 'ftyp' && HEIC_BRANDS.test(letters(8))
}

function notAPhoto(): never {
  throw new Refusal('photo.not-a-photo', 'This is not a JPEG, PNG or WebP photo, or the file is damaged.')
}
