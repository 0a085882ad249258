import type { ImageModelV4, ImageModelV4CallOptions } from '@ai-sdk/provider'
import { APICallError } from 'ai'
import { z } from 'zod'

type Settings = { apiKey: string; baseUrl: string; modelId: string }

const Answer = z.object({ data: z.array(z.object({ b64_json: z.string().min(1) })).min(1) })

/** What such services draw; the nearest is asked for, and cut to size afterwards. */
const SIZES = { wide: '1536x1024', square: '1024x1024', tall: '1024x1536' } as const

/** An image model of OpenAI, or of any service that speaks its language. With a file it edits, without it draws. */
export function openAiCompatibleImageModel({ apiKey, baseUrl, modelId }: Settings): ImageModelV4 {
  return {
    specificationVersion: 'v4',
    provider: 'openai-compatible',
    modelId,
    maxImagesPerCall: 1,
    supportsFileInputs: true,

    async doGenerate(options) {
      const url = `${baseUrl}/images/${options.files?.length ? 'edits' : 'generations'}`
      const response = await fetch(url, {
        method: 'POST',
        ...bodyOf(options, modelId, apiKey),
        signal: options.abortSignal ?? null,
      })
      const text = await response.text()
      const failed = (message: string) =>
        // The prompt and the picture stay out of the error: it ends in logs.
        new APICallError({
          message,
          url,
          requestBodyValues: { model: modelId },
          statusCode: response.status,
          responseBody: text.slice(0, 500),
        })
      if (!response.ok) throw failed(`the model's service answered ${response.status}`)
      const answer = Answer.safeParse(parseJson(text))
      if (!answer.success) throw failed("the model's service answered with something else than an image")
      return {
        images: answer.data.data.map(({ b64_json }) => b64_json),
        warnings: [],
        response: { timestamp: new Date(), modelId, headers: undefined },
      }
    },
  }
}

function bodyOf(
  { prompt = '', size, files }: ImageModelV4CallOptions,
  model: string,
  apiKey: string,
): Pick<RequestInit, 'headers' | 'body'> {
  const authorization = `Bearer ${apiKey}`
  const file = files?.[0]
  if (file?.type !== 'file') {
    const body = JSON.stringify({ model, prompt, n: 1, size: nearestSize(size) })
    return { headers: { authorization, 'content-type': 'application/json' }, body }
  }
  const bytes = typeof file.data === 'string' ? Buffer.from(file.data, 'base64') : Uint8Array.from(file.data)
  const form = new FormData()
  for (const [name, value] of Object.entries({ model, prompt, n: '1', size: nearestSize(size) }))
    form.set(name, value)
  form.set('image', new Blob([bytes], { type: file.mediaType }), 'image.png')
  return { headers: { authorization }, body: form }
}

function nearestSize(size: string | undefined): string {
  const [width = 1, height = 1] = (size ?? '1x1').split('x').map(Number)
  if (width / height > 1.2) return SIZES.wide
  return height / width > 1.2 ? SIZES.tall : SIZES.square
}

function parseJson(text: string): unknown {
  try {
    return JSON.parse(text)
  } catch {
    return null
  }
}
