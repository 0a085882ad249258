import { log } from '@/lib/core/logging/log'
import { type Subject, subjectIds } from '@/lib/credits/shared/actions'
import { type CallOutcome, callFault, UnusableAnswer } from './call-outcome'
import { saveCall } from './save-call'
import { priceMicroUsd, type TokenPrice } from './token-prices'

/** What a model is asked for. */
export type Work = { workspaceId: number; subject: Subject }

type Asked = Work & { provider: string; model: string; price: TokenPrice | null }

/** What an answer took, as far as the provider says, and whether it is any good. */
export type Took = {
  outcome: CallOutcome
  inputTokens?: number | undefined
  outputTokens?: number | undefined
  images?: number
  /** US dollars by the provider's own account. */
  costUsd?: number | undefined
}

/**
 * Asks a model once and keeps what it took beside the credits, whether it answered or not.
 * @throws UnusableAnswer when it answered with nothing that could be used
 */
export async function recordCall<T>(
  asked: Asked,
  ask: () => PromiseLike<T>,
  read: (answer: T) => Took,
): Promise<T> {
  const startedAt = performance.now()
  const keep = (took: Took) => write(asked, took, Math.round(performance.now() - startedAt))
  let answer: T
  try {
    answer = await ask()
  } catch (error) {
    await keep({ outcome: callFault(error) })
    throw error
  }
  const took = read(answer)
  await keep(took)
  if (took.outcome !== 'ok') throw new UnusableAnswer(took.outcome)
  return answer
}

/** Accounts that cannot be written do not cost the person their result. */
async function write(
  { workspaceId, subject, provider, model, price }: Asked,
  took: Took,
  durationMs: number,
) {
  const { outcome, inputTokens, outputTokens, images = 0, costUsd } = took
  const costMicroUsd = costUsd === undefined ? priceMicroUsd(price, took) : Math.round(costUsd * 1_000_000)
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
  }).catch((error) =>
    log.error({ err: error, subject: subject.id }, 'a call of a model was not written down'),
  )
}
