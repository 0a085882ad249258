import { generateImage } from 'ai'
import { formats, ListingFacts } from '@/lib/ai/built-in/drawing/listing-facts'
import { withPhotoLabel } from '@/lib/ai/built-in/drawing/photo-label'
import type { ChosenImageModel } from '@/lib/ai/image-model'
import { recordImageModelCalls } from '@/lib/ai/record-calls'
import { taskPrompt } from '@/lib/ai/task'
import { isRefusal } from '@/lib/core/errors'
import { readFile } from '@/lib/files/files'
import { decodePicture } from '@/lib/files/pictures'
import { findWork } from '@/lib/paid-work/rows'
import { imageFault } from './image-fault'
import { type Image, imageWork } from './image-work'
import { findPhoto } from './photos/save-photo'

const TIME_LIMIT_MS = 90_000
const MOST_RETRIES = 1

/** The result is not a usable image. The message is shown to the reader. */
export class UnusableImage extends Error {}

/** Generates an image, crops it to its format and labels it when requested. Returns a checked PNG, or throws. */
export async function paintImage(
  image: Image,
  chosen: ChosenImageModel,
  { signal, labeled }: { signal?: AbortSignal | undefined; labeled: boolean },
): Promise<Uint8Array> {
  const { workspaceId, id, action, parentId, instruction, photoId } = image
  const { model, builtIn } = recordImageModelCalls(chosen, { workspaceId, subject: { kind: 'image', id } })
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
    throw new UnusableImage('The AI service returned something that is not an image. Try again.')
  })
  const fault = await imageFault(png)
  if (fault) throw new UnusableImage(fault)
  return labeled ? withPhotoLabel(png) : png
}

const PAINTER_NOTE =
  'Create a listing image for a real estate agency from these facts: the home as described, and the text set cleanly and spelled exactly as given.'

const PHOTO_NOTE =
  'Create a listing image for a real estate agency from this photo and these facts: keep the photo unchanged except for its crop and light, and set the text cleanly and spelled exactly as given.'

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
