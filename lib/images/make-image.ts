import { aiFailureMessage } from '@/lib/ai/call-outcome'
import { type ChosenImageModel, imageModel } from '@/lib/ai/image-model'
import { fileNameOf } from '@/lib/files/file-name'
import { keepFile } from '@/lib/files/files'
import type { WorkJob } from '@/lib/paid-work/paid-work'
import { findWork } from '@/lib/paid-work/rows'
import { type Attempt, type Maker, runWork } from '@/lib/paid-work/run'
import { labelsAlteredPhotos } from '@/lib/workspaces/altered-photos'
import { type Image, imageWork } from './image-work'
import { paintImage, UnusableImage } from './paint-image'

/** Makes an image: generates it, checks it, and stores it as a file. */
export function makeImage(
  job: WorkJob,
  { model = imageModel(), attempt }: { model?: ChosenImageModel; attempt?: Attempt } = {},
): Promise<void> {
  return runWork(imageWork, job, imageMaker(model), attempt)
}

const imageMaker = (chosen: ChosenImageModel): Maker<Image> => ({
  async make(image, { reached, signal }) {
    const labeled = await needsLabel(image)
    const png = await paintImage(image, chosen, { signal, labeled })
    await reached(80)
    const fileName = fileNameOf(png, 'png')
    const parent = image.parentId && (await findWork(imageWork, image.workspaceId, image.parentId))
    // The file name is a hash of the content: the same name is the same picture.
    if (parent && parent.fileName === fileName)
      throw new UnusableImage(
        'The result was identical to the previous version, so we discarded it. Change the instruction or regenerate.',
      )
    await keepFile(image.workspaceId, png, 'png')
    return {
      ready: { fileName, labeled, model: chosen.builtIn ? chosen.label : `the model ${chosen.label}` },
    }
  },
  failureMessage: (error) => (error instanceof UnusableImage ? error.message : aiFailureMessage(error)),
})

/** An image made from one of the workspace's photos says so, unless the workspace turned that off (R46). */
async function needsLabel({ workspaceId, photoId }: Image): Promise<boolean> {
  return photoId !== null && (await labelsAlteredPhotos(workspaceId))
}
