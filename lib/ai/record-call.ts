import { APICallError } from 'ai'
import { system } from '@/db/client'
import { aiCalls } from '@/db/schema'
import { type Subject, subjectIds } from '@/lib/credits/actions'

type Call = { workspaceId: number; subject: Subject; provider: string; model: string; images: number }

/** Asks a model and keeps what it took beside the credits, whether it answered or not. */
export async function recordCall<T>(call: Call, ask: () => Promise<T>): Promise<T> {
  const { workspaceId, subject, provider, model, images } = call
  const startedAt = performance.now()
  const keep = (outcome: string, made: number) =>
    system()
      .insert(aiCalls)
      .values({
        workspaceId,
        subjectKind: subjectIds[subject.kind],
        subjectId: subject.id,
        provider,
        model,
        outcome,
        images: made,
        durationMs: Math.round(performance.now() - startedAt),
      })
  try {
    const answer = await ask()
    await keep('ok', images)
    return answer
  } catch (error) {
    await keep(callOutcome(error), 0)
    throw error
  }
}

export type CallOutcome = 'time-out' | 'busy' | 'refused' | 'malformed' | 'failed'

/** In a word why a model did not answer. */
export function callOutcome(error: unknown): CallOutcome {
  const cause = lastErrorOf(error)
  if (cause instanceof Error && /Timeout|Abort/.test(cause.name)) return 'time-out'
  if (!APICallError.isInstance(cause)) return 'failed'
  const { statusCode = 0 } = cause
  if (statusCode === 429 || statusCode >= 500) return 'busy'
  if (statusCode >= 400) return 'refused'
  return statusCode >= 200 ? 'malformed' : 'failed'
}

/** Retries are gathered into one error that carries the last. */
function lastErrorOf(error: unknown): unknown {
  return error instanceof Error && 'lastError' in error ? error.lastError : error
}
