import { assert } from '@/lib/core/assert'
import { cycleAt } from '@/lib/credits/decide/cycle'
import { inputHash, keyId, nilId } from '@/lib/credits/decide/keys'
import type { Funding } from '@/lib/credits/model'
import { post } from '@/lib/credits/post'
import { readAccount } from '@/lib/credits/read/read'
import { subjectIds } from '@/lib/credits/shared/actions'
import type { PlanFacts } from '../catalog/terms.ts'
import { billedLines } from '../payments/billed-lines.ts'
import type { SubscriptionState } from '../subscription/read-subscription.ts'
import { firstTerms, paidTerms } from './paid-terms.ts'

const MS = 1000
/** A boundary may pass while Stripe is read, and a new cycle may start; more than that does not happen. */
const MOST_ATTEMPTS = 4

/**
 * Posts the terms of a subscription with what was paid in the current cycle (R17). A new subscription first starts a cycle
 * where its paid time starts, and so does paid time after a gap: a resumed and paid plan is funded immediately (R19). A new
 * cycle that was bought in the middle of another also starts here.
 */
export async function postTerms(
  workspaceId: number,
  state: SubscriptionState,
  facts: PlanFacts,
  isNew: boolean,
): Promise<void> {
  const { subscription, item, status, funding } = state
  const paidFrom = funding.anchor * MS
  if (isNew || (status !== 'canceled' && (await followsGap(workspaceId, paidFrom)))) {
    const { at } = await readAccount(workspaceId)
    const lines = await billedLines(state, cycleAt(paidFrom, at).start)
    const name = isNew ? subscription.id : `${subscription.id}:${funding.anchor}`
    await beginCycle(workspaceId, name, firstTerms(lines, facts, paidFrom, at))
  }
  const period = { anchorAt: subscription.billing_cycle_anchor * MS, end: item.current_period_end * MS }
  for (let left = MOST_ATTEMPTS; left > 0; left -= 1) {
    const account = await readAccount(workspaceId)
    const lines = await billedLines(state, account.cycleStart)
    const paid = paidTerms(account, lines, facts, period)
    if ('begins' in paid) {
      await beginCycle(workspaceId, `${subscription.id}:${period.anchorAt}`, paid.begins)
      continue
    }
    await post(workspaceId, { type: 'set-funding', ...paid.terms, cycle: paid.cycle })
    if ((await readAccount(workspaceId)).cycleStart === account.cycleStart) return
  }
}

/** Whether the paid time starts within the current cycle, so the time before it in the cycle was not paid. */
async function followsGap(workspaceId: number, paidFrom: number): Promise<boolean> {
  const { anchorAt, cycleStart, at } = await readAccount(workspaceId)
  if (paidFrom <= cycleStart || paidFrom > at) return false
  return cycleAt(anchorAt, paidFrom).start !== paidFrom
}

/** Starts a cycle with its own anchor, once. */
async function beginCycle(
  workspaceId: number,
  name: string,
  begun: Funding & { anchorAt: number },
): Promise<void> {
  const outcome = await post(workspaceId, {
    type: 'restart',
    key: keyId(`subscription:${name}`),
    inputHash: inputHash(['subscription', name]),
    subjectKind: subjectIds.subscription,
    subjectId: nilId,
    ...begun,
  })
  assert(outcome.ok, `subscription ${name} begins its cycle`)
}
