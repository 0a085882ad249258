import { Refusal } from '@/lib/core/errors'
import { formatWait } from '@/lib/rate-limits/labels'
import { returnUse, tryUse } from '@/lib/rate-limits/limiter'
import { limitOf } from '@/lib/rate-limits/limits'

const NAME = 'free-cancel.workspace'

/**
 * Cancels work. Canceling work that has not begun is always allowed. Work in progress has already cost us something but
 * costs the customer nothing when canceled, so a workspace has only a few such cancellations per day (R42). Beyond
 * them, the work finishes and is charged as quoted. `cancel` returns whether it ended anything.
 * @throws Refusal `cancel.limit`
 */
export async function cancelForFree(
  workspaceId: number,
  isInProgress: boolean,
  cancel: () => Promise<boolean>,
): Promise<boolean> {
  if (!isInProgress) return cancel()
  const outcome = await tryUse(NAME, workspaceId)
  if (!outcome.ok) throw noneLeft(outcome.retryAfterSeconds)
  const ended = await cancel()
  // It had already finished or been canceled, so this does not count.
  if (!ended) await returnUse(NAME, workspaceId)
  return ended
}

function noneLeft(retryAfterSeconds: number): Refusal {
  const { most } = limitOf(NAME)
  return new Refusal(
    'cancel.limit',
    `Your workspace has canceled ${most} jobs in progress today, so this one will finish at the price you confirmed. You can cancel jobs in progress again in ${formatWait(retryAfterSeconds)}. Jobs that haven’t started can always be canceled.`,
    { limit: most, retryAfterSeconds },
  )
}
