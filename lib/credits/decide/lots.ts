import { assert } from '@/lib/core/assert'
import type { Command, Lot, LotExpiry, Outcome } from '../model.ts'
import { subjectIds } from '../shared/actions.ts'
import { addMonthsTo } from './cycle.ts'
import type { Draft } from './draft.ts'
import { nilId } from './keys.ts'

type Of<T extends Command['type']> = Extract<Command, { type: T }>

/** Grants extra credits as a lot of their own. They are spent after the allowance (R15). */
export function grantLot(draft: Draft, command: Of<'grant'>): Outcome {
  const { account, lots, at } = draft
  const { key, inputHash, credits, kind, actorId, subjectKind, subjectId, reason } = command
  const before = draft.replay(key, inputHash, credits)
  if (before) return before
  assert(Number.isSafeInteger(credits) && credits > 0, 'a grant is a whole number of credits above zero')
  const fromCredit = account.extraEnd
  account.extraEnd += credits
  account.extraLeft += credits
  account.extraGranted += credits
  const entry = draft.addEntry(kind, credits, {
    key,
    inputHash,
    actorId,
    subjectKind,
    subjectId,
    reason,
    extraAmount: credits,
  })
  const lot: Lot = {
    seq: entry.seq,
    subjectKind,
    subjectId,
    fromCredit,
    toCredit: account.extraEnd,
    granted: credits,
    takenBack: 0,
    frozen: 0,
    shortfall: 0,
    expired: 0,
    paymentRevision: 0,
    expiresAt: expiryOf(draft, command.expiry),
    grantedAt: at,
  }
  lots.push(lot)
  draft.newLots.add(lot)
  if (lot.expiresAt !== null && (account.nextLotExpiry === null || lot.expiresAt < account.nextLotExpiry)) {
    account.nextLotExpiry = lot.expiresAt
  }
  return draft.accept(credits, entry.seq)
}

/**
 * When a lot granted now expires (R16). Never before the lots that are spent ahead of it; otherwise the watermark could
 * not tell which credits are gone. This favors the buyer and only happens after the expiry setting was changed.
 */
function expiryOf(draft: Draft, expiry: LotExpiry): number | null {
  const own =
    expiry.kind === 'never'
      ? null
      : expiry.kind === 'months'
        ? addMonthsTo(draft.at, expiry.months)
        : draft.account.cycleEnd
  return notBeforeOthers(draft, own, draft.lots)
}

/** Frozen credits, and credits a hold may return, count toward the lots ahead: both may become spendable again. */
export function notBeforeOthers(draft: Draft, own: number | null, lots: readonly Lot[]): number | null {
  const { extraUsed, held } = draft.account
  const ahead = lots.filter(
    (lot) => lot.frozen > 0 || lot.toCredit > Math.max(lot.fromCredit, extraUsed - held),
  )
  if (own === null || ahead.some((lot) => lot.expiresAt === null)) return null
  return Math.max(own, ...ahead.map((lot) => lot.expiresAt ?? 0))
}

export function unspentOf(draft: Draft, lot: Lot): number {
  return Math.max(0, lot.toCredit - Math.max(lot.fromCredit, draft.account.extraUsed))
}

/** An operator takes credits, with a reason. Refused if they are not available: a balance is never below zero. */
export function deduct(draft: Draft, command: Of<'deduct'>): Outcome {
  const { key, inputHash, credits, actorId, reason } = command
  const before = draft.replay(key, inputHash, credits)
  if (before) return before
  if (credits > draft.account.allowanceLeft + draft.account.extraLeft)
    return draft.refuse('insufficient', credits)
  const fromExtra = draft.takeCredits(credits)
  const entry = draft.addEntry('correction', -credits, {
    key,
    inputHash,
    actorId,
    reason,
    extraAmount: -fromExtra,
    subjectKind: subjectIds.correction,
    subjectId: nilId,
  })
  return draft.accept(credits, entry.seq)
}
