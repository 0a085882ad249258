import type { LotExpiry, Outcome } from '@/lib/credits/model'
import { subjectIds } from '@/lib/credits/shared/actions'
import { boundary } from '../calendar.ts'
import {
  accept,
  answered,
  type CommandOf,
  endOf,
  enter,
  heldOf,
  type ModelLot,
  type ModelState,
  refuse,
  unspentOf,
} from '../model-state.ts'

const nameOf = (of: { subjectKind: number; subjectId: string }) => `${of.subjectKind}:${of.subjectId}`
const find = (model: ModelState, of: { subjectKind: number; subjectId: string }) =>
  model.lots.find((lot) => lot.subject === nameOf(of))

export function grant(model: ModelState, command: CommandOf<'grant'>, at: number): Outcome {
  const { key, inputHash, credits, kind, actorId, subjectKind, subjectId, reason } = command
  const before = answered(model, key, inputHash, credits)
  if (before) return before
  const expiresAt = notBefore(model, model.lots, ownEnd(model, command.expiry, at))
  const paid = { actorId, subjectKind, subjectId }
  const seq = enter(model, {
    at,
    kind,
    amount: credits,
    extraAmount: credits,
    key,
    inputHash,
    reason,
    ...paid,
  })
  model.lots.push({
    subject: nameOf(command),
    seq,
    size: credits,
    granted: credits,
    takenBack: 0,
    frozen: 0,
    shortfall: 0,
    expired: 0,
    revision: 0,
    expiresAt,
    over: false,
  })
  model.extraGranted += credits
  return accept(model, credits, seq)
}

function ownEnd(model: ModelState, expiry: LotExpiry, at: number): number | null {
  if (expiry.kind === 'never') return null
  return expiry.kind === 'months' ? boundary(at, expiry.months) : model.cycleEnd
}

/** R15, R16: credits are spent in the order bought, so no lot expires before one that is spent ahead of it. */
function notBefore(model: ModelState, lots: readonly ModelLot[], own: number | null): number | null {
  const back = model.used - heldOf(model)
  const ahead = lots.filter(
    (lot) => lot.subject && (lot.frozen > 0 || (lot.size > 0 && endOf(model, lot) > back)),
  )
  const ends = [own, ...ahead.map((lot) => lot.expiresAt)]
  return ends.includes(null) ? null : Math.max(...ends.map(Number))
}

/** R18: updates the lot from its payment: takes credits for refunded money, freezes credits for disputed money. */
export function settle(model: ModelState, command: CommandOf<'settle-lot'>, at: number): Outcome {
  const lot = find(model, command)
  if (!lot) return refuse(model, 'lot-unknown', command.returned)
  const answer = (credits: number, seq: number) =>
    ({ ...accept(model, credits, seq), shortfall: lot.shortfall }) as Outcome
  if (command.revision < lot.revision) return answer(0, 0)
  lot.revision = command.revision
  const owed = Math.min(command.returned, lot.granted)
  const [takenBefore, frozenBefore, unspentBefore] = [lot.takenBack, lot.frozen, unspentOf(model, lot)]
  const neverSpent = takenBefore + frozenBefore + unspentBefore
  lot.takenBack = Math.min(owed, neverSpent)
  lot.frozen = Math.min(command.disputed, neverSpent - lot.takenBack)
  lot.shortfall = Math.max(0, owed - lot.takenBack - lot.expired)
  const more = neverSpent - lot.takenBack - lot.frozen - unspentBefore
  if (more > 0) comeBack(model, lot, more, at)
  else lot.size += more
  const taken = lot.takenBack - takenBefore
  model.extraGranted = Math.max(0, model.extraGranted - taken)
  if (taken === 0) return answer(0, 0)
  const { subjectKind, subjectId, reason } = command
  const why = { subjectKind, subjectId, reason }
  return answer(
    Math.abs(taken),
    enter(model, { at, kind: 'clawBack', amount: -taken, extraAmount: -taken, ...why }),
  )
}

function comeBack(model: ModelState, lot: ModelLot, credits: number, at: number): void {
  const ended = lot.expiresAt !== null && lot.expiresAt <= at
  if (ended || endOf(model, lot) < model.ended) {
    // Its place is gone: moves it behind all others. If it has expired, it lasts until this cycle ends. The old place
    // remains, spent and gone.
    const place = model.lots.indexOf(lot)
    const nothing = { granted: 0, takenBack: 0, frozen: 0, shortfall: 0, expired: 0 }
    model.lots.splice(place, 1, { ...lot, ...nothing, subject: null, over: true })
    lot.expiresAt = notBefore(model, model.lots, ended ? model.cycleEnd : lot.expiresAt)
    lot.size = credits
    lot.over = false
    model.lots.push(lot)
    return
  }
  lot.size += credits
  for (const later of model.lots.slice(model.lots.indexOf(lot) + 1)) {
    const end = lot.expiresAt
    if (!later.over && later.expiresAt !== null && (end === null || later.expiresAt < end))
      later.expiresAt = end
  }
}

export const correction = { subjectKind: subjectIds.correction }
