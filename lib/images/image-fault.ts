import { openOwnPicture } from '@/lib/files/pictures'

/** An image with less color variation than this is blank. */
const BLANK_DEVIATION = 2

/** What is wrong with an image, as a sentence for the reader. Null if we find nothing. */
export async function imageFault(bytes: Uint8Array | null): Promise<string | null> {
  if (!bytes) return 'The file is missing or damaged.'
  try {
    const { channels } = await openOwnPicture(bytes).removeAlpha().stats()
    return channels.every(({ stdev }) => stdev < BLANK_DEVIATION) ? 'The image is blank.' : null
  } catch {
    return 'The file is missing or damaged.'
  }
}
