import { assert } from '@/lib/core/assert'
import type { WorkspaceContext } from '@/lib/core/context'
import { inputHash, keyId } from '@/lib/credits/decide/keys'
import type { Command } from '@/lib/credits/model'
import { post } from '@/lib/credits/post'
import { findHold } from '@/lib/credits/read/find-hold'
import { type Subject, subjectIds } from '@/lib/credits/shared/actions'
import { giveBackUnits } from '@/lib/plan-limits/limits'

type What = { holdId: string; subject: Subject; reason: string }

/**
 * Refunds the credits paid for broken work, once, as an entry with its reason. They are extra credits until the end of
 * the cycle, like the allowance that paid for the work. The work no longer counts toward a monthly limit (R3, R13).
 */
export async function refundHold(
  { workspaceId, userId }: WorkspaceContext,
  { holdId, subject, reason }: What,
): Promise<{ credits: number }> {
  await giveBackUnits(workspaceId, holdId)
  const hold = await findHold(workspaceId, holdId)
  if (!hold || hold.captured === 0) return { credits: 0 }
  const outcome = await post(workspaceId, refundCommand({ holdId, subject, reason }, hold.captured, userId))
  assert(outcome.ok, `the credits of hold ${holdId} can be refunded`)
  return { credits: hold.captured }
}

/** The entry of a refund. Its key is the hold's, so work is refunded once, by our check or by an operator. */
export const refundCommand = (
  { holdId, subject, reason }: What,
  credits: number,
  actorId: number,
): Command => ({
  type: 'grant',
  kind: 'correction',
  key: keyId(`give-back:${holdId}`),
  inputHash: inputHash(['give-back', holdId, credits]),
  credits,
  actorId,
  subjectKind: subjectIds[subject.kind],
  subjectId: subject.id,
  expiry: { kind: 'cycle-end' },
  reason,
})
