import { assert } from '@/lib/core/assert'
import { subjectIds } from './actions.ts'
import { addMonthsTo } from './cycle.ts'
import type { Draft } from './draft.ts'
import { nilId } from './keys.ts'
import type { Command, Lot, LotExpiry, Outcome } from './model.ts'

type Of<T extends Command['type']> = Extract<Command, { type: T }>
type Named = { subjectKind: number; subjectId: string }

/** Extra credits that were bought or given: a lot of their own, spent after the allowance (R15). */
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
  const entry = draft.enter(kind, credits, {
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
 * When a lot granted now ends (R16). Never before the lots that are spent ahead of it, or the watermark could not
 * tell which credits are gone; that is to the buyer's advantage and happens only when the setting was changed.
 */
function expiryOf(draft: Draft, expiry: LotExpiry): number | null {
  const own =
    expiry.kind === 'never'
      ? null
      : expiry.kind === 'months'
        ? addMonthsTo(draft.at, expiry.months)
        : draft.account.cycleEnd
  return neverBeforeOthers(draft, own, draft.lots)
}

/** What is frozen counts among the lots ahead, and what a hold may still give back: both may be spent again. */
function neverBeforeOthers(draft: Draft, own: number | null, lots: readonly Lot[]): number | null {
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

/** Shortens a lot from its end, or with a negative number lengthens it; the lots behind it move along. */
function shorten(draft: Draft, lot: Lot, credits: number): void {
  const { account } = draft
  for (const later of draft.lots) {
    if (!isBehind(later, lot)) continue
    later.fromCredit -= credits
    later.toCredit -= credits
    draft.touchLot(later)
  }
  lot.toCredit -= credits
  draft.touchLot(lot)
  account.extraEnd -= credits
  account.extraLeft -= credits
}

/** Lots that are empty for now share their place with the next one; of those the one that ends first is ahead. */
function isBehind(lot: Lot, other: Lot): boolean {
  if (lot === other) return false
  if (lot.fromCredit !== other.fromCredit) return lot.fromCredit > other.fromCredit
  const [end, otherEnd] = [
    lot.expiresAt ?? Number.POSITIVE_INFINITY,
    other.expiresAt ?? Number.POSITIVE_INFINITY,
  ]
  return end === otherEnd ? lot.seq > other.seq : end > otherEnd
}

function lotOf(draft: Draft, { subjectKind, subjectId }: Named): Lot | undefined {
  return draft.lots.find((lot) => lot.subjectKind === subjectKind && lot.subjectId === subjectId)
}

/** Credits that were spent are never taken: the balance stays at zero or above and the shortfall is recorded (R18). */
export function clawBack(draft: Draft, command: Of<'claw-back'>): Outcome {
  const before = draft.replay(command.key, command.inputHash, command.credits)
  if (before) return before
  const lot = lotOf(draft, command)
  if (!lot) return draft.refuse('lot-unknown', command.credits)
  const wanted = Math.min(command.credits, lot.granted) - lot.takenBack - lot.shortfall
  if (wanted <= 0) return draft.accept(0, 0)
  const fromFrozen = Math.min(wanted, lot.frozen)
  const fromUnspent = Math.min(wanted - fromFrozen, unspentOf(draft, lot))
  setAside(draft, lot, -fromFrozen)
  shorten(draft, lot, fromUnspent)
  return takeBack(draft, lot, command, fromFrozen + fromUnspent, wanted)
}

function takeBack(
  draft: Draft,
  lot: Lot,
  why: Of<'claw-back'> | Of<'settle-dispute'>,
  taken: number,
  wanted: number,
): Outcome {
  lot.takenBack += taken
  if (taken > 0) draft.noteLotChange(lot, { takenBack: taken })
  lot.shortfall += wanted - taken
  draft.touchLot(lot)
  draft.account.extraGranted = Math.max(0, draft.account.extraGranted - taken)
  const { key, inputHash, subjectKind, subjectId, reason } = why
  const entry = draft.enter('clawBack', -taken, {
    key,
    inputHash,
    subjectKind,
    subjectId,
    reason,
    extraAmount: -taken,
  })
  return { ...draft.accept(taken, entry.seq), shortfall: lot.shortfall }
}

/** Moves credits of a lot into what is set aside, or with a negative number out of it. */
function setAside(draft: Draft, lot: Lot, credits: number): void {
  if (credits === 0) return
  lot.frozen += credits
  draft.account.frozen += credits
  draft.noteLotChange(lot, { frozen: credits })
}

/** A dispute was opened: the unspent part can neither be spent nor expires until it is settled. */
export function freezeLot(draft: Draft, command: Of<'freeze'>): Outcome {
  const lot = lotOf(draft, command)
  if (!lot) return draft.refuse('lot-unknown', 0)
  const credits = lot.frozen > 0 ? 0 : unspentOf(draft, lot)
  if (credits === 0) return draft.accept(0, 0)
  shorten(draft, lot, credits)
  setAside(draft, lot, credits)
  return draft.accept(credits, 0)
}

export function settleDispute(draft: Draft, command: Of<'settle-dispute'>): Outcome {
  const before = draft.replay(command.key, command.inputHash, 0)
  if (before) return before
  const lot = lotOf(draft, command)
  if (!lot) return draft.refuse('lot-unknown', 0)
  const { account, at } = draft
  const credits = lot.frozen
  // Won again, or with nothing set aside: no entry remembers it, so the lot itself has to, and keeps its end.
  if (command.won && credits === 0) return draft.accept(0, 0)
  setAside(draft, lot, -credits)
  if (!command.won) {
    // What a hold gave back since the freeze is unspent too.
    const unspent = unspentOf(draft, lot)
    shorten(draft, lot, unspent)
    return takeBack(draft, lot, command, credits + unspent, lot.granted - lot.takenBack - lot.shortfall)
  }
  if (lot.expiresAt !== null && lot.expiresAt <= at) {
    // It would have ended while it was frozen: it comes back behind the others, until this cycle ends.
    draft.noteLotChange(lot, { formerEnd: lot.expiresAt })
    lot.fromCredit = account.extraEnd
    lot.toCredit = account.extraEnd
    lot.expiresAt = neverBeforeOthers(
      draft,
      account.cycleEnd,
      draft.lots.filter((other) => other !== lot),
    )
    account.extraGranted += credits
    if (lot.expiresAt !== null)
      account.nextLotExpiry = Math.min(account.nextLotExpiry ?? lot.expiresAt, lot.expiresAt)
  }
  shorten(draft, lot, -credits)
  return draft.accept(credits, 0)
}

/** An operator takes credits away, with a reason. Refused when they are not there: no balance is ever below zero. */
export function deduct(draft: Draft, command: Of<'deduct'>): Outcome {
  const { key, inputHash, credits, actorId, reason } = command
  const before = draft.replay(key, inputHash, credits)
  if (before) return before
  if (credits > draft.account.allowanceLeft + draft.account.extraLeft)
    return draft.refuse('insufficient', credits)
  const fromExtra = draft.take(credits)
  const entry = draft.enter('correction', -credits, {
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
