import { assert } from '@/lib/core/assert'
import { type Hold, holdStates, type Outcome, type Work } from '../model.ts'
import type { Draft } from './draft.ts'
import { keyId } from './keys.ts'
import { spendRefusal } from './spend.ts'

/** Sets credits aside for work that is about to start (R13). They move from available to held; no entry is written. */
export function openHold(draft: Draft, work: Work, leaseMs: number): Outcome {
  const { account, at } = draft
  const existing = draft.holds.get(work.key)
  if (existing) {
    if (existing.inputHash !== work.inputHash) return draft.refuse('key-reused', work.credits)
    return { ...draft.accept(existing.amount, existing.entrySeq, existing.id), replayed: true }
  }
  const refusal = spendRefusal(draft, work)
  if (refusal) return refusal
  assert(
    Number.isSafeInteger(work.credits) && work.credits > 0,
    'a hold is a whole number of credits above zero',
  )
  const fromExtra = draft.takeCredits(work.credits)
  account.held += work.credits
  draft.heldExtra += fromExtra
  const { key, credits, metadata = null, ...what } = work
  const hold: Hold = {
    ...what,
    metadata,
    id: key,
    amount: credits,
    fromExtra,
    state: holdStates.open,
    captured: 0,
    cycleStart: account.cycleStart,
    openedAt: at,
    leaseUntil: at + leaseMs,
    settledAt: null,
    entrySeq: 0,
  }
  draft.holds.set(hold.id, hold)
  draft.newHolds.add(hold)
  return draft.accept(credits, 0, hold.id)
}

/** Charges for what was delivered, up to the held amount. The rest is returned (R13). */
export function captureHold(draft: Draft, holdId: string, credits: number, units: number): Outcome {
  const hold = draft.holds.get(holdId)
  if (!hold) return draft.refuse('hold-unknown', credits)
  // Checked before the state of the hold, so that a repeated request gets the same answer.
  if (credits === 0) return releaseHold(draft, holdId)
  if (hold.state !== holdStates.open) {
    if (hold.state !== holdStates.captured || hold.captured !== credits)
      return draft.refuse('hold-settled', credits)
    return { ...draft.accept(credits, hold.entrySeq, holdId), replayed: true }
  }
  if (credits > hold.amount || credits < 0 || !Number.isSafeInteger(credits))
    return draft.refuse('above-hold', credits)
  draft.account.held -= credits
  const fromExtra = Math.max(0, credits - (hold.amount - hold.fromExtra))
  const { actorId, action, rateVersion, subjectKind, subjectId, metadata } = hold
  const entry = draft.addEntry('capture', -credits, {
    key: keyId(`capture:${hold.id}`),
    inputHash: hold.inputHash,
    extraAmount: -fromExtra,
    actorId,
    action,
    units,
    rateVersion,
    subjectKind,
    subjectId,
    metadata,
  })
  draft.countUsage(action, actorId, credits, units)
  returnCredits(draft, hold, hold.amount - hold.fromExtra - (credits - fromExtra), hold.fromExtra - fromExtra)
  hold.state = holdStates.captured
  hold.captured = credits
  hold.entrySeq = entry.seq
  hold.settledAt = draft.at
  draft.markHoldChanged(hold)
  return draft.accept(credits, entry.seq, holdId)
}

/** The work failed, was canceled or its process died: it costs nothing (R13). */
export function releaseHold(draft: Draft, holdId: string, onlyIfLapsed = false): Outcome {
  const hold = draft.holds.get(holdId)
  if (!hold) return draft.refuse('hold-unknown', 0)
  if (hold.state === holdStates.captured) return draft.refuse('hold-settled', 0)
  if (hold.state === holdStates.released) return { ...draft.accept(0, 0, holdId), replayed: true }
  if (onlyIfLapsed && hold.leaseUntil > draft.at) return draft.accept(0, 0, holdId)
  returnCredits(draft, hold, hold.amount - hold.fromExtra, hold.fromExtra)
  hold.state = holdStates.released
  hold.settledAt = draft.at
  draft.markHoldChanged(hold)
  return draft.accept(hold.amount, 0, holdId)
}

export function renewHold(draft: Draft, holdId: string, leaseMs: number): Outcome {
  const hold = draft.holds.get(holdId)
  if (!hold) return draft.refuse('hold-unknown', 0)
  if (hold.state !== holdStates.open) return draft.refuse('hold-settled', 0)
  hold.leaseUntil = Math.max(hold.leaseUntil, draft.at + leaseMs)
  draft.markHoldChanged(hold)
  return draft.accept(0, 0, holdId)
}

/**
 * Returns held credits to where they came from. Allowance from an earlier cycle and extra credits that have since
 * expired would be gone by now, so they expire instead of being returned.
 */
function returnCredits(draft: Draft, hold: Hold, allowance: number, extra: number): void {
  const { account } = draft
  account.held -= allowance + extra
  draft.heldExtra -= hold.fromExtra
  const sameCycle = hold.cycleStart === account.cycleStart
  const extraBack = Math.min(extra, account.extraUsed - account.extraExpired)
  if (sameCycle) account.allowanceLeft += allowance
  account.extraLeft += extraBack
  account.extraUsed -= extraBack
  if (!sameCycle) account.extraGranted += extraBack
  const expired = (sameCycle ? 0 : allowance) + (extra - extraBack)
  if (expired > 0)
    draft.addCycleEntry('expiry', -expired, extraBack - extra, draft.at, `hold:${hold.id}:expires`)
}
