import type { LanguageModelV4 } from '@ai-sdk/provider'
import { createGateway } from 'ai'
import { type Env, env } from '@/lib/core/settings/env'
import { builtInModel } from './built-in/model'
import { openAiCompatibleModel } from './providers/openai-compatible'
import { type TokenPrice, tokenPriceOf } from './record-call'

export type ChosenModel = {
  model: LanguageModelV4
  /** Shown to the reader: "openai/gpt-5-mini", "the built-in writer". */
  label: string
  builtIn: boolean
  /** The price of its tokens from the settings; null or absent if not set. */
  price?: TokenPrice | null
}

type Settings = Partial<
  Pick<Env, 'AI_GATEWAY_API_KEY' | 'OPENAI_API_KEY' | 'OPENAI_BASE_URL' | 'AI_MODEL' | 'AI_TOKEN_PRICES'>
>

const OPENAI_URL = 'https://api.openai.com/v1'
const DEFAULT_MODEL = 'gpt-5-mini'

/** The model that writes texts: a provider's if a key is set, otherwise the built-in one (R38). */
export function languageModel(settings: Settings = env()): ChosenModel {
  const { AI_GATEWAY_API_KEY, OPENAI_API_KEY, OPENAI_BASE_URL, AI_MODEL, AI_TOKEN_PRICES } = settings
  if (AI_GATEWAY_API_KEY) {
    const modelId = AI_MODEL ?? `openai/${DEFAULT_MODEL}`
    const model = createGateway({ apiKey: AI_GATEWAY_API_KEY })(modelId)
    return { model, label: modelId, builtIn: false, price: tokenPriceOf(modelId, AI_TOKEN_PRICES) }
  }
  if (OPENAI_API_KEY) {
    const modelId = AI_MODEL ?? DEFAULT_MODEL
    const baseUrl = OPENAI_BASE_URL ?? OPENAI_URL
    return {
      model: openAiCompatibleModel({ apiKey: OPENAI_API_KEY, baseUrl, modelId }),
      label: modelId,
      builtIn: false,
      price: tokenPriceOf(modelId, AI_TOKEN_PRICES),
    }
  }
  return { model: builtInModel, label: 'the built-in writer', builtIn: true }
}
