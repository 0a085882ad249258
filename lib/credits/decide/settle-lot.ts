import type { Command, Lot, Outcome } from '../model.ts'
import type { Draft } from './draft.ts'
import { keyId } from './keys.ts'
import { notBeforeOthers, unspentOf } from './lots.ts'

type SettleLot = Extract<Command, { type: 'settle-lot' }>

/**
 * Updates a lot after refunds and disputes of its payment (R18). `returned` are credits whose money was refunded,
 * `disputed` are credits whose money is disputed. Both are totals, so repeating the command changes nothing, and a
 * failed refund gives credits back.
 *
 * Refunded credits are taken from unspent credits: first the frozen ones, then the available ones. Expired credits are
 * neither taken nor owed. Anything that can't be taken is recorded as a shortfall, so the balance never falls below
 * zero. A command with an older revision of the payment is ignored.
 */
export function settleLot(draft: Draft, command: SettleLot): Outcome {
  const { subjectKind, subjectId, revision } = command
  const lot = draft.lots.find((one) => one.subjectKind === subjectKind && one.subjectId === subjectId)
  if (!lot) return draft.refuse('lot-unknown', command.returned)
  if (revision < lot.paymentRevision) return { ...draft.accept(0, 0), shortfall: lot.shortfall }
  const returned = Math.min(command.returned, lot.granted)
  const unspent = unspentOf(draft, lot)
  const available = lot.takenBack + lot.frozen + unspent
  const takenBack = Math.min(returned, available)
  const frozen = Math.min(command.disputed, available - takenBack)
  const change = { takenBack: takenBack - lot.takenBack, frozen: frozen - lot.frozen }

  lot.paymentRevision = revision
  lot.shortfall = Math.max(0, returned - takenBack - lot.expired)
  lot.takenBack = takenBack
  lot.frozen = frozen
  draft.account.frozen += change.frozen
  draft.account.extraGranted = Math.max(0, draft.account.extraGranted - change.takenBack)
  if (change.takenBack !== 0 || change.frozen !== 0) draft.recordLotChange(lot, change)
  const restored = -change.takenBack - change.frozen
  if (restored > 0) restore(draft, lot, restored)
  else resize(draft, lot, restored)
  draft.markLotChanged(lot)
  const seq = change.takenBack === 0 ? 0 : addClawBack(draft, lot, -change.takenBack, command.reason)
  return { ...draft.accept(Math.abs(change.takenBack), seq), shortfall: lot.shortfall }
}

/**
 * The key is derived from the entry's number, not from a request: the command may be repeated, and each change of the
 * lot is its own entry.
 */
function addClawBack(draft: Draft, lot: Lot, amount: number, reason: string | null): number {
  const { workspaceId, seq } = draft.account
  const { subjectKind, subjectId } = lot
  const key = keyId(`payment:${workspaceId}:${lot.seq}:${seq + 1}`)
  return draft.addEntry('clawBack', amount, { key, subjectKind, subjectId, reason, extraAmount: amount }).seq
}

/** Returns credits to a lot: in its old place, or behind all other lots if that place has expired. */
function restore(draft: Draft, lot: Lot, credits: number): void {
  const { account, at } = draft
  const isOver = lot.expiresAt !== null && lot.expiresAt <= at
  if (isOver || lot.toCredit < account.extraExpired) {
    if (lot.expiresAt !== null) draft.recordLotChange(lot, { formerEnd: lot.expiresAt })
    lot.fromCredit = account.extraEnd
    lot.toCredit = account.extraEnd
    // Credits that would have expired in the meantime can be used until this cycle ends.
    const end = isOver ? account.cycleEnd : lot.expiresAt
    const others = draft.lots.filter((other) => other !== lot)
    lot.expiresAt = notBeforeOthers(draft, end, others)
  }
  resize(draft, lot, credits)
  // A later lot granted while this one was empty may expire earlier, which is not allowed: see `grantLot`.
  for (const later of draft.lots) if (isBehind(later, lot)) extendExpiry(draft, later, lot.expiresAt)
  if (lot.expiresAt !== null)
    account.nextLotExpiry = Math.min(account.nextLotExpiry ?? lot.expiresAt, lot.expiresAt)
}

function extendExpiry(draft: Draft, lot: Lot, end: number | null): void {
  if (lot.expiresAt === null || (end !== null && lot.expiresAt >= end)) return
  lot.expiresAt = end
  draft.markLotChanged(lot)
}

/** Extends a lot at its end, or shortens it if the number is negative. The lots behind it move along. */
function resize(draft: Draft, lot: Lot, credits: number): void {
  if (credits === 0) return
  const { account } = draft
  for (const later of draft.lots) {
    if (!isBehind(later, lot)) continue
    later.fromCredit += credits
    later.toCredit += credits
    draft.markLotChanged(later)
  }
  lot.toCredit += credits
  account.extraEnd += credits
  account.extraLeft += credits
}

/**
 * Whether `lot` is behind `other`. An empty lot has the same position as the one behind it. Of several empty lots, the
 * one that expires first is ahead.
 */
function isBehind(lot: Lot, other: Lot): boolean {
  if (lot === other) return false
  if (lot.fromCredit !== other.fromCredit) return lot.fromCredit > other.fromCredit
  if (lot.toCredit !== other.toCredit) return lot.toCredit > other.toCredit
  const [end, otherEnd] = [
    lot.expiresAt ?? Number.POSITIVE_INFINITY,
    other.expiresAt ?? Number.POSITIVE_INFINITY,
  ]
  return end === otherEnd ? lot.seq > other.seq : end > otherEnd
}
