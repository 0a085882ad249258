import { generateImage } from 'ai'
import { accountedImages } from '@/lib/ai/accounted'
import { formats, ListingFacts } from '@/lib/ai/built-in/drawing/listing-facts'
import type { ChosenImageModel } from '@/lib/ai/image-model'
import { taskPrompt } from '@/lib/ai/task'
import { isRefusal } from '@/lib/core/errors'
import { readFile } from '@/lib/files/files'
import { decodePicture } from '@/lib/files/pictures'
import { findWork } from '@/lib/paid-work/rows'
import { imageFault } from './image-fault'
import { type Image, imageWork } from './image-work'
import { findPhoto } from './photos/keep-photo'

const TIME_LIMIT_MS = 90_000
const MOST_RETRIES = 1

/** What came is not an image that could be sold; the message is for the reader. */
export class UnusableImage extends Error {}

/** Has a model paint an image and cuts it to its format: a PNG that was looked at, or an error. */
export async function paintImage(
  image: Image,
  chosen: ChosenImageModel,
  signal?: AbortSignal,
): Promise<Uint8Array> {
  const { workspaceId, id, action, parentId, instruction, photoId } = image
  const { model, builtIn } = accountedImages(chosen, { workspaceId, subject: { kind: 'image', id } })
  const brief = ListingFacts.parse(image.brief)
  const { width, height } = formats[brief.format]
  const before = !builtIn && action === 'image.edit' && parentId ? await painted(workspaceId, parentId) : null
  const text = before
    ? `Change this listing image: ${instruction}. Keep everything else as it is.`
    : taskPrompt({ task: 'listing-image', facts: brief }, photoId ? PHOTO_NOTE : PAINTER_NOTE)
  const shown = before ?? (photoId ? await photoOf(workspaceId, photoId) : null)
  const limit = AbortSignal.timeout(TIME_LIMIT_MS)
  const { image: answer } = await generateImage({
    model,
    prompt: shown ? { text, images: [shown] } : text,
    size: `${width}x${height}`,
    maxRetries: MOST_RETRIES,
    abortSignal: signal ? AbortSignal.any([signal, limit]) : limit,
  })
  const png = await decodePicture(workspaceId, answer.uint8Array, (picture) =>
    picture.resize(width, height, { fit: 'cover' }).png().toBuffer(),
  ).catch((error) => {
    // Too many pictures at once: the job is retried.
    if (isRefusal(error, 'busy')) throw error
    throw new UnusableImage('The model answered with something that is not an image.')
  })
  const fault = await imageFault(png)
  if (fault) throw new UnusableImage(fault)
  return png
}

const PAINTER_NOTE =
  'Paint a listing image for an estate agency from these facts: the home as described, the words set cleanly and spelled as given.'

const PHOTO_NOTE =
  'Set these facts around the photo as a listing image for an estate agency: the photo unchanged but for its crop and light, the words set cleanly and spelled as given.'

async function photoOf(workspaceId: number, id: string): Promise<Uint8Array> {
  const { fileName } = await findPhoto({ workspaceId }, id)
  const bytes = await readFile(workspaceId, fileName)
  if (!bytes) throw new UnusableImage('The photo is missing or damaged. Upload it again.')
  return bytes
}

async function painted(workspaceId: number, id: string): Promise<Uint8Array | null> {
  const row = await findWork(imageWork, workspaceId, id)
  return row?.fileName ? readFile(workspaceId, row.fileName) : null
}
