import type { ImageModelV4, ImageModelV4CallOptions } from '@ai-sdk/provider'
import { z } from 'zod'
import { callService, type Service, unexpectedAnswerError } from './call-service'

const Answer = z.object({
  data: z.array(z.object({ b64_json: z.string().min(1) })).min(1),
  usage: z
    .object({
      input_tokens: z.number().nullish(),
      output_tokens: z.number().nullish(),
      /** In US dollars, if the service reports it. */
      cost: z.number().nullish(),
    })
    .nullish(),
})

/** The sizes that these services support. We request the nearest one and crop the result. */
const SIZES = { wide: '1536x1024', square: '1024x1024', tall: '1024x1536' } as const

/** An image model of OpenAI or any compatible service. With a file it edits; without one it generates. */
export function openAiCompatibleImageModel(service: Service): ImageModelV4 {
  const { modelId } = service
  return {
    specificationVersion: 'v4',
    provider: 'openai-compatible',
    modelId,
    maxImagesPerCall: 1,
    supportsFileInputs: true,

    async doGenerate(options) {
      const path = `/images/${options.files?.length ? 'edits' : 'generations'}`
      const answer = await callService(service, {
        path,
        body: bodyOf(options, modelId),
        signal: options.abortSignal,
      })
      const { success, data } = Answer.safeParse(answer)
      if (!success) throw unexpectedAnswerError(service, path, answer)
      const [inputTokens, outputTokens] = [
        data.usage?.input_tokens ?? undefined,
        data.usage?.output_tokens ?? undefined,
      ]
      return {
        images: data.data.map(({ b64_json }) => b64_json),
        warnings: [],
        response: { timestamp: new Date(), modelId, headers: undefined },
        usage: { inputTokens, outputTokens, totalTokens: undefined },
        providerMetadata: { service: { images: [], cost: data.usage?.cost ?? null } },
      }
    },
  }
}

function bodyOf({ prompt = '', size, files }: ImageModelV4CallOptions, model: string): string | FormData {
  const file = files?.[0]
  if (file?.type !== 'file') return JSON.stringify({ model, prompt, n: 1, size: nearestSize(size) })
  const bytes = typeof file.data === 'string' ? Buffer.from(file.data, 'base64') : Uint8Array.from(file.data)
  const form = new FormData()
  for (const [name, value] of Object.entries({ model, prompt, n: '1', size: nearestSize(size) }))
    form.set(name, value)
  form.set('image', new Blob([bytes], { type: file.mediaType }), 'image')
  return form
}

function nearestSize(size: string | undefined): string {
  const [width = 1, height = 1] = (size ?? '1x1').split('x').map(Number)
  if (width / height > 1.2) return SIZES.wide
  return height / width > 1.2 ? SIZES.tall : SIZES.square
}
