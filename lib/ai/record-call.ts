import { system } from '@/db/client'
import { aiCalls } from '@/db/schema'
import { log } from '@/lib/core/logging/log'
import type { Env } from '@/lib/core/settings/env'
import { type Subject, subjectIds } from '@/lib/credits/shared/actions'
import { type CallOutcome, callFault, UnusableAnswer } from './call-outcome'

/** What a model call is for. */
export type Work = { workspaceId: number; subject: Subject }

type ModelCall = Work & { provider: string; model: string; price: TokenPrice | null }

/** The usage of a call, as reported by the provider, and its outcome. */
export type Usage = {
  outcome: CallOutcome
  inputTokens?: number | undefined
  outputTokens?: number | undefined
  images?: number
  /** In US dollars, as reported by the provider. */
  costUsd?: number | undefined
}

/**
 * Calls a model once and records its usage, whether it succeeds or fails.
 * @throws UnusableAnswer if the answer cannot be used
 */
export async function recordCall<T>(
  call: ModelCall,
  ask: () => PromiseLike<T>,
  read: (answer: T) => Usage,
): Promise<T> {
  const startedAt = performance.now()
  const record = (usage: Usage) => write(call, usage, Math.round(performance.now() - startedAt))
  let answer: T
  try {
    answer = await ask()
  } catch (error) {
    await record({ outcome: callFault(error) })
    throw error
  }
  const usage = read(answer)
  await record(usage)
  if (usage.outcome !== 'ok') throw new UnusableAnswer(usage.outcome)
  return answer
}

/** A record that cannot be written does not fail the call. */
async function write(
  { workspaceId, subject, provider, model, price }: ModelCall,
  usage: Usage,
  durationMs: number,
) {
  const { outcome, inputTokens, outputTokens, images = 0, costUsd } = usage
  const costMicroUsd = costUsd === undefined ? priceMicroUsd(price, usage) : Math.round(costUsd * 1_000_000)
  await saveCall({
    workspaceId,
    subjectKind: subjectIds[subject.kind],
    subjectId: subject.id,
    provider,
    model,
    outcome,
    inputTokens,
    outputTokens,
    images,
    durationMs,
    costMicroUsd,
  }).catch((error) => log.error({ err: error, subject: subject.id }, 'a model call could not be recorded'))
}

/** US dollars for a million tokens, which is millionths of a dollar for one. */
export type TokenPrice = { inputUsd: number; outputUsd: number }
type Tokens = { inputTokens?: number | undefined; outputTokens?: number | undefined }

/** The price from the settings, or null. */
export const tokenPriceOf = (model: string, prices: Env['AI_TOKEN_PRICES'] = []): TokenPrice | null =>
  prices.find((one) => one.model === model) ?? null

/** The cost of a call in millionths of a US dollar, for providers that do not report it. Null if unknown. */
export function priceMicroUsd(
  price: TokenPrice | null,
  { inputTokens, outputTokens }: Tokens,
): number | null {
  if (!price || (inputTokens === undefined && outputTokens === undefined)) return null
  return Math.round((inputTokens ?? 0) * price.inputUsd + (outputTokens ?? 0) * price.outputUsd)
}

type Call = typeof aiCalls.$inferInsert
type Waiting = { call: Call; resolve: () => void; reject: (error: unknown) => void }

let waiting: Waiting[] = []

/**
 * Saves one model call and resolves when it is stored. Calls of one turn of the event loop are inserted together, because
 * the posts of a large file are a hundred calls that end at the same time.
 */
export function saveCall(call: Call): Promise<void> {
  return new Promise((resolve, reject) => {
    if (waiting.length === 0) setImmediate(writeWaiting)
    waiting.push({ call, resolve, reject })
  })
}

async function writeWaiting(): Promise<void> {
  const some = waiting
  waiting = []
  try {
    await system()
      .insert(aiCalls)
      .values(some.map(({ call }) => call))
    for (const { resolve } of some) resolve()
  } catch {
    // One that cannot be stored does not fail the others.
    for (const { call, resolve, reject } of some)
      await system().insert(aiCalls).values(call).then(resolve, reject)
  }
}
