import type {
  LanguageModelV4,
  LanguageModelV4CallOptions,
  LanguageModelV4FinishReason,
} from '@ai-sdk/provider'
import { z } from 'zod'
import { callService, type Service, unexpectedAnswerError } from './call-service'

const Answer = z.object({
  choices: z
    .array(
      z.object({
        message: z.object({ content: z.string().nullish(), refusal: z.string().nullish() }),
        finish_reason: z.string().nullish(),
      }),
    )
    .min(1),
  usage: z
    .object({
      prompt_tokens: z.number().nullish(),
      completion_tokens: z.number().nullish(),
      /** In US dollars, if the service reports it. */
      cost: z.number().nullish(),
    })
    .nullish(),
})

const PATH = '/chat/completions'

/**
 * A chat model of OpenAI or any compatible service (Ollama, vLLM, LM Studio ...). Text in, text out: the product needs
 * nothing else.
 */
export function openAiCompatibleModel(service: Service): LanguageModelV4 {
  const { modelId } = service
  return {
    specificationVersion: 'v4',
    provider: 'openai-compatible',
    modelId,
    supportedUrls: {},

    async doGenerate(options) {
      const body = JSON.stringify({ model: modelId, messages: messagesOf(options), stream: false })
      const answer = await callService(service, { path: PATH, body, signal: options.abortSignal })
      const { success, data } = Answer.safeParse(answer)
      const choice = data?.choices[0]
      if (!success || !choice) throw unexpectedAnswerError(service, PATH, answer)
      const { content, refusal } = choice.message
      return {
        content: [{ type: 'text', text: content ?? '' }],
        finishReason: {
          unified: refusal ? 'content-filter' : finishOf(choice.finish_reason),
          raw: choice.finish_reason ?? undefined,
        },
        usage: usageOf(data.usage?.prompt_tokens, data.usage?.completion_tokens),
        warnings: [],
        providerMetadata: { service: { cost: data.usage?.cost ?? null } },
      }
    },

    async doStream() {
      throw new Error('this model returns complete texts; streaming is not supported')
    },
  }
}

function messagesOf({ prompt }: LanguageModelV4CallOptions) {
  return prompt.map((message) => ({
    role: message.role,
    content:
      message.role === 'system'
        ? message.content
        : message.content.map((part) => (part.type === 'text' ? part.text : '')).join('\n'),
  }))
}

function finishOf(reason: string | null | undefined): LanguageModelV4FinishReason['unified'] {
  if (reason === 'content_filter') return 'content-filter'
  return reason === 'stop' || reason === 'length' ? reason : 'other'
}

function usageOf(inputTokens: number | null | undefined, outputTokens: number | null | undefined) {
  const [input, output] = [inputTokens ?? undefined, outputTokens ?? undefined]
  return {
    inputTokens: { total: input, noCache: input, cacheRead: undefined, cacheWrite: undefined },
    outputTokens: { total: output, text: output, reasoning: undefined },
  }
}
