import type { LanguageModelV4, LanguageModelV4CallOptions, LanguageModelV4StreamPart } from '@ai-sdk/provider'
import { readTask } from '../task'
import { writeListingPost } from './listing-post'
import { writeMarketSummary } from './market-summary'

/** What the built-in model can write: a task's name and the function that writes it from the facts. */
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
 * Writes from facts with rules and no network, behind the same interface as any other model. It knows only the tasks
 * above and says so when it is asked for something else.
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
  const asked = prompt
    .filter((message) => message.role === 'user')
    .flatMap((message) => message.content.map((part) => (part.type === 'text' ? part.text : '')))
    .join('\n')
  const found = readTask(asked)
  const writer = found && WRITERS[found.task]
  if (!writer) throw new Error('the built-in writer does not know this task')
  return writer(found.facts)
}
