import type { ImageModelV4 } from '@ai-sdk/provider'
import { createGateway } from 'ai'
import { type Env, env } from '@/lib/core/env'
import { builtInImageModel } from './built-in/image-model'
import { openAiCompatibleImageModel } from './openai-compatible-images'

export type ChosenImageModel = {
  model: ImageModelV4
  /** As the reader is told: "openai/gpt-image-1", "the built-in painter". */
  label: string
  builtIn: boolean
}

type Settings = Pick<Env, 'AI_GATEWAY_API_KEY' | 'OPENAI_API_KEY' | 'OPENAI_BASE_URL'>

const OPENAI_URL = 'https://api.openai.com/v1'
const IMAGE_MODEL = 'gpt-image-1'

/** The model for images: a real one when a key is set, else the built-in one (R38). */
export function imageModel(settings: Settings = env()): ChosenImageModel {
  const { AI_GATEWAY_API_KEY, OPENAI_API_KEY, OPENAI_BASE_URL } = settings
  if (AI_GATEWAY_API_KEY) {
    const label = `openai/${IMAGE_MODEL}`
    return { model: createGateway({ apiKey: AI_GATEWAY_API_KEY }).image(label), label, builtIn: false }
  }
  if (OPENAI_API_KEY) {
    const baseUrl = OPENAI_BASE_URL ?? OPENAI_URL
    const model = openAiCompatibleImageModel({ apiKey: OPENAI_API_KEY, baseUrl, modelId: IMAGE_MODEL })
    return { model, label: IMAGE_MODEL, builtIn: false }
  }
  return { model: builtInImageModel, label: 'the built-in painter', builtIn: true }
}
