import { subjectIds } from '../actions.ts'
import type { LotExpiry, Outcome } from '../model.ts'
import {
  accept,
  answered,
  type Book,
  type BookLot,
  type CommandOf,
  endOf,
  enter,
  heldOf,
  refuse,
  unspentOf,
} from './book.ts'
import { boundary } from './calendar.ts'

const nameOf = (of: { subjectKind: number; subjectId: string }) => `${of.subjectKind}:${of.subjectId}`
const find = (book: Book, of: { subjectKind: number; subjectId: string }) =>
  book.lots.find((lot) => lot.subject === nameOf(of))

export function grant(book: Book, command: CommandOf<'grant'>, at: number): Outcome {
  const { key, inputHash, credits, kind, actorId, subjectKind, subjectId, reason } = command
  const before = answered(book, key, inputHash, credits)
  if (before) return before
  const expiresAt = notBefore(book, book.lots, ownEnd(book, command.expiry, at))
  const paid = { actorId, subjectKind, subjectId }
  const seq = enter(book, {
    at,
    kind,
    amount: credits,
    extraAmount: credits,
    key,
    inputHash,
    reason,
    ...paid,
  })
  book.lots.push({
    subject: nameOf(command),
    seq,
    size: credits,
    granted: credits,
    takenBack: 0,
    frozen: 0,
    shortfall: 0,
    expiresAt,
    over: false,
  })
  book.extraGranted += credits
  return accept(book, credits, seq)
}

function ownEnd(book: Book, expiry: LotExpiry, at: number): number | null {
  if (expiry.kind === 'never') return null
  return expiry.kind === 'months' ? boundary(at, expiry.months) : book.cycleEnd
}

/** R15, R16: credits are spent in the order bought, so no lot ends before one that is spent ahead of it. */
function notBefore(book: Book, lots: readonly BookLot[], own: number | null): number | null {
  const back = book.used - heldOf(book)
  const ahead = lots.filter(
    (lot) => lot.subject && (lot.frozen > 0 || (lot.size > 0 && endOf(book, lot) > back)),
  )
  const ends = [own, ...ahead.map((lot) => lot.expiresAt)]
  return ends.includes(null) ? null : Math.max(...ends.map(Number))
}

/** R18: by the cumulative amount, first what is frozen, then what is unspent; the rest is a shortfall. */
export function clawBack(book: Book, command: CommandOf<'claw-back'>, at: number): Outcome {
  const before = answered(book, command.key, command.inputHash, command.credits)
  if (before) return before
  const lot = find(book, command)
  if (!lot) return refuse(book, 'lot-unknown', command.credits)
  const missing = Math.min(command.credits, lot.granted) - lot.takenBack - lot.shortfall
  if (missing <= 0) return accept(book, 0, 0)
  const frozen = Math.min(missing, lot.frozen)
  const unspent = Math.min(missing - frozen, unspentOf(book, lot))
  lot.frozen -= frozen
  lot.size -= unspent
  return take(book, lot, command, frozen + unspent, missing, at)
}

type Why = CommandOf<'claw-back'> | CommandOf<'settle-dispute'>

function take(book: Book, lot: BookLot, why: Why, taken: number, wanted: number, at: number): Outcome {
  const { key, inputHash, subjectKind, subjectId, reason } = why
  lot.takenBack += taken
  lot.shortfall += wanted - taken
  book.extraGranted = Math.max(0, book.extraGranted - taken)
  const request = { key, inputHash, subjectKind, subjectId, reason }
  const seq = enter(book, { at, kind: 'clawBack', amount: -taken, extraAmount: -taken, ...request })
  return { ...accept(book, taken, seq), shortfall: lot.shortfall } as Outcome
}

export function freeze(book: Book, command: CommandOf<'freeze'>): Outcome {
  const lot = find(book, command)
  if (!lot) return refuse(book, 'lot-unknown', 0)
  if (lot.frozen > 0) return accept(book, 0, 0)
  lot.frozen = unspentOf(book, lot)
  lot.size -= lot.frozen
  return accept(book, lot.frozen, 0)
}

export function settle(book: Book, command: CommandOf<'settle-dispute'>, at: number): Outcome {
  const before = answered(book, command.key, command.inputHash, 0)
  if (before) return before
  const lot = find(book, command)
  if (!lot) return refuse(book, 'lot-unknown', 0)
  const credits = lot.frozen
  if (command.won && credits === 0) return accept(book, 0, 0)
  lot.frozen = 0
  if (!command.won) {
    const unspent = unspentOf(book, lot)
    lot.size -= unspent
    return take(book, lot, command, credits + unspent, lot.granted - lot.takenBack - lot.shortfall, at)
  }
  if (lot.expiresAt === null || lot.expiresAt > at) lot.size += credits
  else {
    // It ended meanwhile: behind all others, until this cycle ends. Its old place stays, spent and gone.
    const { size } = lot
    const place = book.lots.indexOf(lot)
    book.lots.splice(place, 1, {
      ...lot,
      subject: null,
      granted: 0,
      takenBack: 0,
      shortfall: 0,
      size,
      over: true,
    })
    lot.expiresAt = notBefore(book, book.lots, book.cycleEnd)
    lot.size = credits
    lot.over = false
    book.lots.push(lot)
    book.extraGranted += credits
  }
  return accept(book, credits, 0)
}

export const correction = { subjectKind: subjectIds.correction }
