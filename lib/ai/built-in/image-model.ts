import type { ImageModelV4 } from '@ai-sdk/provider'
import { readTask } from '../task'
import { drawListing } from './drawing/draw-listing'
import { ListingFacts } from './drawing/listing-facts'

/** Draws listing images from their facts, offline, behind the same interface as any other image model. */
export const builtInImageModel: ImageModelV4 = {
  specificationVersion: 'v4',
  provider: 'market-trak',
  modelId: 'built-in-painter',
  maxImagesPerCall: 1,
  supportsFileInputs: true,

  async doGenerate({ prompt, files, abortSignal }) {
    abortSignal?.throwIfAborted()
    const task = readTask(prompt ?? '')
    if (task?.task !== 'listing-image') throw new Error('the built-in painter only draws listing images')
    const file = files?.[0]
    const photo = file?.type === 'file' ? bytesOf(file.data) : null
    const image = await drawListing(ListingFacts.parse(task.facts), photo)
    return {
      images: [image],
      warnings: [],
      response: { timestamp: new Date(), modelId: 'built-in-painter', headers: undefined },
    }
  },
}

const bytesOf = (data: string | Uint8Array): Uint8Array =>
  typeof data === 'string' ? Buffer.from(data, 'base64') : data
