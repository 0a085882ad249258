import type { LanguageModelV4, LanguageModelV4CallOptions } from '@ai-sdk/provider'
import { APICallError } from 'ai'
import { z } from 'zod'

type Settings = { apiKey: string; baseUrl: string; modelId: string }

const Answer = z.object({
  choices: z.array(
    z.object({ message: z.object({ content: z.string().nullish() }), finish_reason: z.string().nullish() }),
  ),
  usage: z.object({ prompt_tokens: z.number().nullish(), completion_tokens: z.number().nullish() }).nullish(),
})

/**
 * A chat model of OpenAI, or of any service that speaks its language (Ollama, vLLM, LM Studio ...). Text in, text out:
 * that is all the product asks of it.
 */
export function openAiCompatibleModel({ apiKey, baseUrl, modelId }: Settings): LanguageModelV4 {
  const url = `${baseUrl}/chat/completions`
  return {
    specificationVersion: 'v4',
    provider: 'openai-compatible',
    modelId,
    supportedUrls: {},

    async doGenerate(options) {
      const body = { model: modelId, messages: messagesOf(options), stream: false }
      const response = await fetch(url, {
        method: 'POST',
        headers: { 'content-type': 'application/json', authorization: `Bearer ${apiKey}` },
        body: JSON.stringify(body),
        signal: options.abortSignal ?? null,
      })
      const text = await response.text()
      const failed = (message: string) =>
        // The prompt stays out of the error: it ends in logs.
        new APICallError({
          message,
          url,
          requestBodyValues: { model: modelId },
          statusCode: response.status,
          responseBody: text.slice(0, 500),
        })
      if (!response.ok) throw failed(`the model's service answered ${response.status}`)
      const answer = Answer.safeParse(parseJson(text))
      const choice = answer.data?.choices[0]
      if (!choice) throw failed("the model's service answered with something else than a completion")
      return {
        content: [{ type: 'text', text: choice.message.content ?? '' }],
        finishReason: { unified: finishOf(choice.finish_reason), raw: choice.finish_reason ?? undefined },
        usage: usageOf(answer.data?.usage?.prompt_tokens, answer.data?.usage?.completion_tokens),
        warnings: [],
      }
    },

    async doStream() {
      throw new Error('this model answers whole texts; streaming is not used by the product')
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

function parseJson(text: string): unknown {
  try {
    return JSON.parse(text)
  } catch {
    return null
  }
}

const finishOf = (reason: string | null | undefined) =>
  reason === 'stop' || reason === 'length' ? reason : ('other' as const)

function usageOf(inputTokens: number | null | undefined, outputTokens: number | null | undefined) {
  const [input, output] = [inputTokens ?? undefined, outputTokens ?? undefined]
  return {
    inputTokens: { total: input, noCache: input, cacheRead: undefined, cacheWrite: undefined },
    outputTokens: { total: output, text: output, reasoning: undefined },
  }
}
