import type { ImageModelV4, LanguageModelV4 } from '@ai-sdk/provider'
import type { CallOutcome } from './call-outcome'
import type { ChosenImageModel } from './image-model'
import type { ChosenModel } from './language-model'
import { recordCall, type Work } from './record-call'

/**
 * The same model, which records each of its calls, including failed attempts. An answer that was cut off or refused is an
 * error.
 */
export function recordModelCalls(chosen: ChosenModel, work: Work): ChosenModel {
  const { model, builtIn, price = null } = chosen
  const call = { ...work, provider: model.provider, model: model.modelId, price }
  return {
    ...chosen,
    model: {
      specificationVersion: 'v4',
      provider: model.provider,
      modelId: model.modelId,
      supportedUrls: model.supportedUrls,
      doGenerate: (options) =>
        recordCall(
          call,
          () => model.doGenerate(options),
          (answer) => ({
            outcome: outcomeOf(answer),
            inputTokens: answer.usage.inputTokens.total,
            outputTokens: answer.usage.outputTokens.total,
            costUsd: builtIn ? 0 : costIn(answer.providerMetadata),
          }),
        ),
      doStream: () => Promise.reject(new Error('streaming is not supported: texts are checked as a whole')),
    },
  }
}

/** The same for an image model. */
export function recordImageModelCalls(chosen: ChosenImageModel, work: Work): ChosenImageModel {
  const { model, builtIn, price = null } = chosen
  const call = { ...work, provider: model.provider, model: model.modelId, price }
  return {
    ...chosen,
    model: {
      specificationVersion: 'v4',
      provider: model.provider,
      modelId: model.modelId,
      maxImagesPerCall: model.maxImagesPerCall,
      ...(model.supportsFileInputs !== undefined && { supportsFileInputs: model.supportsFileInputs }),
      doGenerate: (options) =>
        recordCall(
          call,
          () => model.doGenerate(options),
          (answer) => ({
            outcome: answer.images.length > 0 ? 'ok' : 'malformed',
            inputTokens: answer.usage?.inputTokens,
            outputTokens: answer.usage?.outputTokens,
            images: answer.images.length,
            costUsd: builtIn ? 0 : costIn(answer.providerMetadata),
          }),
        ),
    },
  }
}

type TextAnswer = Awaited<ReturnType<LanguageModelV4['doGenerate']>>
type Metadata =
  | TextAnswer['providerMetadata']
  | Awaited<ReturnType<ImageModelV4['doGenerate']>>['providerMetadata']

function outcomeOf({ finishReason, content }: TextAnswer): CallOutcome {
  if (finishReason.unified === 'content-filter') return 'refused'
  if (finishReason.unified === 'length') return 'truncated'
  return content.some((part) => part.type === 'text' && part.text.trim() !== '') ? 'ok' : 'malformed'
}

/** In US dollars. Undefined if the gateway or service does not report it. */
function costIn(metadata: Metadata): number | undefined {
  for (const entry of Object.values(metadata ?? {})) {
    const cost = Number.parseFloat(String((entry as Record<string, unknown>).cost))
    if (Number.isFinite(cost) && cost >= 0) return cost
  }
  return undefined
}
