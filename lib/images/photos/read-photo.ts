import { Refusal } from '@/lib/core/errors'
import { decodePicture } from '@/lib/files/pictures'

export const MOST_PHOTO_BYTES = 12_000_000
/** The minimum of the shorter side. A smaller photo would look blurred. */
const FEWEST_PIXELS = 500
/** The longer side of a stored photo. No format shows more. */
const KEPT_PIXELS = 2_400
const QUALITY = 88

export type Photo = { jpeg: Uint8Array; widthPixels: number; heightPixels: number }

/**
 * Converts a photo to the form we store: upright and without metadata, such as the location where it was taken.
 * @throws Refusal `photo.too-large`, `photo.too-small`, and those of `decodePicture`
 */
export async function readPhoto(workspaceId: number, bytes: Uint8Array): Promise<Photo> {
  if (bytes.length > MOST_PHOTO_BYTES)
    throw new Refusal(
      'photo.too-large',
      `Photos can be up to ${MOST_PHOTO_BYTES / 1_000_000} MB. Choose a smaller one.`,
    )
  return decodePicture(workspaceId, bytes, async (photo, { width, height }) => {
    if (Math.min(width, height) < FEWEST_PIXELS)
      throw new Refusal(
        'photo.too-small',
        `This photo is too small. Choose one with at least ${FEWEST_PIXELS} pixels on each side.`,
      )
    const { data, info } = await photo
      .rotate()
      .resize(KEPT_PIXELS, KEPT_PIXELS, { fit: 'inside', withoutEnlargement: true })
      .flatten({ background: '#ffffff' })
      .toColourspace('srgb')
      .jpeg({ quality: QUALITY })
      .toBuffer({ resolveWithObject: true })
    return { jpeg: data, widthPixels: info.width, heightPixels: info.height }
  })
}
