import { assert } from '@/lib/core/assert'
import { env } from '@/lib/core/env'
import { subjectIds } from '@/lib/credits/actions'
import { cycleAt } from '@/lib/credits/cycle'
import { inputHash, keyId, nilId } from '@/lib/credits/keys'
import type { Terms } from '@/lib/credits/model'
import { post } from '@/lib/credits/post'
import { readAccount } from '@/lib/credits/read'
import { billedLines } from './billed-lines.ts'
import { firstTerms, paidTerms } from './paid-terms.ts'
import type { SubscriptionState } from './read-subscription.ts'
import type { PlanFacts } from './terms.ts'

const MS = 1000
/** A boundary may pass while Stripe is read, and a new cycle may begin; more than that does not happen. */
const MOST_ATTEMPTS = 4

/**
 * Posts the terms of a subscription with what was paid for in the running cycle (R17). A subscription that is new to us
 * begins a cycle of its own first, and so does a new cycle that was bought in the middle of another.
 */
export async function postTerms(
  workspaceId: number,
  { subscription, item }: SubscriptionState,
  facts: PlanFacts,
  isNew: boolean,
): Promise<void> {
  const graceDays = env().PAYMENT_GRACE_DAYS
  const period = { anchorAt: subscription.billing_cycle_anchor * MS, end: item.current_period_end * MS }
  if (isNew) {
    const { at } = await readAccount(workspaceId)
    const lines = await billedLines(subscription, cycleAt(period.anchorAt, at).start)
    const first = firstTerms(lines, facts, period.anchorAt, at, graceDays)
    await beginCycle(workspaceId, subscription.id, first)
  }
  for (let left = MOST_ATTEMPTS; left > 0; left -= 1) {
    const account = await readAccount(workspaceId)
    const lines = await billedLines(subscription, account.cycleStart)
    const paid = paidTerms(account, lines, facts, period, graceDays)
    if ('begins' in paid) {
      await beginCycle(workspaceId, `${subscription.id}:${period.anchorAt}`, paid.begins)
      continue
    }
    await post(workspaceId, { type: 'terms', ...paid.terms, cycle: paid.cycle })
    if ((await readAccount(workspaceId)).cycleStart === account.cycleStart) return
  }
}

/** Begins a cycle that has an anchor of its own, once. */
async function beginCycle(
  workspaceId: number,
  name: string,
  begun: Terms & { anchorAt: number },
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
