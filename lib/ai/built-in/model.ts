import type { LanguageModelV4, LanguageModelV4CallOptions, LanguageModelV4StreamPart } from '@ai-sdk/provider'
import { readTask } from '../task'
import { writeListingPost } from './listing-post'
import { writeMarketSummary } from './market-summary'

/** The tasks of the built-in model, by name, with the function that writes each from its facts. */
const WRITERS: Record<string, (facts: unknown) => string> = {
  'market-summary': writeMarketSummary,
  'listing-post': writeListingPost,
}

const FINISH = {
  finishReason: { unified: 'stop' as const, raw: undefined },
  usage: {
    inputTokens: { total: undefined, noCache: undefined, cacheRead: undefined, cacheWrite: undefined },
    outputTokens: { total: undefined, text: undefined, reasoning: undefined },
  },
}

/**
 * Writes from facts by rules, offline, with the same interface as any other model. It knows only the tasks above and
 * throws for any other.
 */
export const builtInModel: LanguageModelV4 = {
  specificationVersion: 'v4',
  provider: 'market-trak',
  modelId: 'built-in-writer',
  supportedUrls: {},

  async doGenerate(options) {
    return { content: [{ type: 'text', text: write(options) }], warnings: [], ...FINISH }
  },

  async doStream(options) {
    const id = 'text'
    const parts: LanguageModelV4StreamPart[] = [
      { type: 'stream-start', warnings: [] },
      { type: 'text-start', id },
      { type: 'text-delta', id, delta: write(options) },
      { type: 'text-end', id },
      { type: 'finish', ...FINISH },
    ]
    return {
      stream: new ReadableStream({
        start(controller) {
          for (const part of parts) controller.enqueue(part)
          controller.close()
        },
      }),
    }
  },
}

function write({ prompt, abortSignal }: LanguageModelV4CallOptions): string {
  abortSignal?.throwIfAborted()
  const text = prompt
    .filter((message) => message.role === 'user')
    .flatMap((message) => message.content.map((part) => (part.type === 'text' ? part.text : '')))
    .join('\n')
  const found = readTask(text)
  const writer = found && WRITERS[found.task]
  if (!writer) throw new Error('the built-in writer does not know this task')
  return writer(found.facts)
}
