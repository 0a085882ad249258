import { assert } from '@/lib/core/assert'
import { availableOf, type Outcome, type Work } from '../model.ts'
import type { Draft } from './draft.ts'

/** Why this work can't be paid for now, or null. Shared by charge and hold so that both refuse in the same way. */
export function spendRefusal(draft: Draft, work: Work): Outcome | null {
  const { account } = draft
  if (account.spendUntil !== null && draft.at >= account.spendUntil)
    return draft.refuse('stopped', work.credits)
  if (work.credits > availableOf(account)) return draft.refuse('insufficient', work.credits)
  return null
}

/** Charges for work immediately. */
export function charge(draft: Draft, work: Work): Outcome {
  const before = draft.replay(work.key, work.inputHash, work.credits) ?? spendRefusal(draft, work)
  if (before) return before
  assert(Number.isSafeInteger(work.credits) && work.credits >= 0, 'a charge is a whole number of credits')
  const fromExtra = draft.takeCredits(work.credits)
  const entry = draft.addEntry('charge', -work.credits, {
    ...paidBy(work),
    key: work.key,
    extraAmount: -fromExtra,
  })
  draft.countUsage(work.action, work.actorId, work.credits, work.units)
  return draft.accept(work.credits, entry.seq)
}

function paidBy(work: Work) {
  const { inputHash, actorId, action, units, rateVersion, subjectKind, subjectId, metadata = null } = work
  return { inputHash, actorId, action, units, rateVersion, subjectKind, subjectId, metadata }
}
