import type { ImageModelV4 } from '@ai-sdk/provider'
import { createGateway } from 'ai'
import { type Env, env } from '@/lib/core/settings/env'
import { builtInImageModel } from './built-in/image-model'
import { openAiCompatibleImageModel } from './providers/openai-compatible-images'
import { type TokenPrice, tokenPriceOf } from './record-call'

export type ChosenImageModel = {
  model: ImageModelV4
  /** Shown to the reader: "openai/gpt-image-1", "the built-in painter". */
  label: string
  builtIn: boolean
  /** The price of its tokens from the settings; null or absent if not set. */
  price?: TokenPrice | null
}

type Settings = Partial<
  Pick<
    Env,
    'AI_GATEWAY_API_KEY' | 'OPENAI_API_KEY' | 'OPENAI_BASE_URL' | 'AI_IMAGE_MODEL' | 'AI_TOKEN_PRICES'
  >
>

/** Shown to the reader, and stored with each image. */
export const builtInPainterLabel = 'the built-in painter'
const OPENAI_URL = 'https://api.openai.com/v1'
const DEFAULT_MODEL = 'gpt-image-1'

/** The model that generates images: a provider's if a key is set, otherwise the built-in one (R38). */
export function imageModel(settings: Settings = env()): ChosenImageModel {
  const { AI_GATEWAY_API_KEY, OPENAI_API_KEY, OPENAI_BASE_URL, AI_IMAGE_MODEL, AI_TOKEN_PRICES } = settings
  if (AI_GATEWAY_API_KEY) {
    const label = AI_IMAGE_MODEL ?? `openai/${DEFAULT_MODEL}`
    const model = createGateway({ apiKey: AI_GATEWAY_API_KEY }).image(label)
    return { model, label, builtIn: false, price: tokenPriceOf(label, AI_TOKEN_PRICES) }
  }
  if (OPENAI_API_KEY) {
    const baseUrl = OPENAI_BASE_URL ?? OPENAI_URL
    const modelId = AI_IMAGE_MODEL ?? DEFAULT_MODEL
    const model = openAiCompatibleImageModel({ apiKey: OPENAI_API_KEY, baseUrl, modelId })
    return { model, label: modelId, builtIn: false, price: tokenPriceOf(modelId, AI_TOKEN_PRICES) }
  }
  return { model: builtInImageModel, label: builtInPainterLabel, builtIn: true }
}
