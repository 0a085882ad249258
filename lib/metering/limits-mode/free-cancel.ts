import { Refusal } from '@/lib/core/errors'
import { waitWords } from '@/lib/limits-of-use/labels'
import { returnUse, tryUse } from '@/lib/limits-of-use/limiter'
import { limitOf } from '@/lib/limits-of-use/limits'

const NAME = 'free-cancel.workspace'

/**
 * Cancels work. What has not begun is canceled freely. Work in progress has cost us something, and canceling it costs the
 * customer nothing, so a workspace has only a few such cancels a day (R42); beyond them the work finishes and is charged
 * as it was quoted. `cancel` says whether it ended anything.
 * @throws Refusal `cancel.limit`
 */
export async function cancelFreely(
  workspaceId: number,
  isInProgress: boolean,
  cancel: () => Promise<boolean>,
): Promise<boolean> {
  if (!isInProgress) return cancel()
  const outcome = await tryUse(NAME, workspaceId)
  if (!outcome.ok) throw noneLeft(outcome.retryAfterSeconds)
  const ended = await cancel()
  // It had finished, or was canceled before: that was no cancel.
  if (!ended) await returnUse(NAME, workspaceId)
  return ended
}

function noneLeft(retryAfterSeconds: number): Refusal {
  const { most } = limitOf(NAME)
  return new Refusal(
    'cancel.limit',
    `Your workspace has canceled ${most} jobs in progress today, so this one will finish at the price you confirmed. You can cancel jobs in progress again in ${waitWords(retryAfterSeconds)}. Jobs that haven’t started can always be canceled.`,
    { limit: most, retryAfterSeconds },
  )
}
