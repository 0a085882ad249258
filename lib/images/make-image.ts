import { sql } from 'drizzle-orm'
import { inWorkspace } from '@/db/client'
import { images } from '@/db/schema'
import { faultWords } from '@/lib/ai/fault-words'
import { type ChosenImageModel, imageModel } from '@/lib/ai/image-model'
import { logUnknown } from '@/lib/core/log'
import { fileNameOf } from '@/lib/files/file-name'
import { keepFile } from '@/lib/files/files'
import { renew } from '@/lib/metering/metered'
import { isReserved } from '@/lib/metering/open-reservations'
import { paintImage, UnusableImage } from './paint-image'
import { endImage, IMAGE_LEASE_SECONDS, isImage, isUnfinished, settleImage } from './settle-image'

export type ImageJob = { workspaceId: number; id: string }
type How = { model?: ChosenImageModel; attempt?: { signal?: AbortSignal; last: boolean } }

/** Somebody cancelled it, or another worker finished it. */
class NoLongerWanted extends Error {}
class WaitedTooLong extends Error {}

/**
 * Makes an image, whichever worker and however often: painted, checked, kept as a file, stored as ready and only then
 * paid for. Until it is stored nothing is charged (R13).
 */
export async function makeImage(job: ImageJob, { model, attempt = { last: true } }: How = {}): Promise<void> {
  const { workspaceId, id } = job
  try {
    await make(job, model ?? imageModel(), attempt.signal)
  } catch (error) {
    // A worker that is being stopped leaves the image to the next one.
    if (attempt.signal?.aborted && !attempt.last) throw error
    if (!(error instanceof NoLongerWanted)) {
      const failure = failureWords(error)
      if (!failure && !attempt.last) throw error
      await endImage(workspaceId, id, {
        status: 'failed',
        failure: failure ?? `Something went wrong on our side. Reference ${logUnknown(error, 'image-make')}.`,
      })
    }
  }
  await settleImage(workspaceId, id)
}

async function make({ workspaceId, id }: ImageJob, chosen: ChosenImageModel, signal?: AbortSignal) {
  const progress = progressOf(workspaceId, id)
  const image = await progress(10)
  // Work that waited so long that its price was given back must not be delivered unpaid.
  if (!(await isReserved(workspaceId, image.holdId))) throw new WaitedTooLong()
  const png = await paintImage(image, chosen, signal)
  await progress(80)
  const fileName = fileNameOf(png, 'png')
  if (image.parentId && (await isFileOf(workspaceId, image.parentId, fileName)))
    throw new UnusableImage('It came out just like the version before, so it was not kept.')
  await keepFile(workspaceId, png, 'png')
  const model = chosen.builtIn ? chosen.label : `the model ${chosen.label}`
  await inWorkspace(workspaceId, (tx) =>
    tx
      .update(images)
      .set({ status: 'ready', progressPercent: 100, fileName, model, finishedAt: sql`market_now()` })
      .where(isUnfinished(workspaceId, id)),
  )
}

/** A file's name is its content: the same name is the same picture. */
async function isFileOf(workspaceId: number, id: string, fileName: string): Promise<boolean> {
  const [row] = await inWorkspace(workspaceId, (tx) =>
    tx.select({ fileName: images.fileName }).from(images).where(isImage(workspaceId, id)),
  )
  return row?.fileName === fileName
}

/** Stores how far it is, and says that the work is alive so that its hold is not swept. */
function progressOf(workspaceId: number, id: string) {
  return async (percent: number) => {
    const [image] = await inWorkspace(workspaceId, (tx) =>
      tx
        .update(images)
        .set({ status: 'running', progressPercent: percent })
        .where(isUnfinished(workspaceId, id))
        .returning(),
    )
    if (!image) throw new NoLongerWanted()
    await renew(workspaceId, image.holdId, IMAGE_LEASE_SECONDS)
    return image
  }
}

/** What the reader is told; null: unknown, which may pass when it is tried again. */
function failureWords(error: unknown): string | null {
  if (error instanceof WaitedTooLong) return 'It waited too long to be started.'
  if (error instanceof UnusableImage) return error.message
  return faultWords(error)
}
