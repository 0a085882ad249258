import type { Outcome } from '@/lib/credits/model'
import { accept, type CommandOf, enter, type ModelState, refuse } from '../model-state.ts'
import { spend, tally, unpaid } from './naive-spend.ts'

export function hold(book: ModelState, command: CommandOf<'hold'>, at: number): Outcome {
  const { key, inputHash, credits, leaseMs } = command
  const known = book.holds.find((one) => one.id === key)
  if (known && known.inputHash !== inputHash) return refuse(book, 'key-reused', credits)
  if (known) return { ...accept(book, known.amount, known.entrySeq, key), replayed: true } as Outcome
  const no = unpaid(book, command, at)
  if (no) return no
  const fromExtra = spend(book, credits)
  const { actorId, action, units, rateVersion, subjectKind, subjectId } = command
  const work = { actorId, action, units, rateVersion, subjectKind, subjectId }
  const { cycleStart } = book
  const fresh = { id: key, inputHash, amount: credits, fromExtra, cycleStart, leaseUntil: at + leaseMs, work }
  book.holds.push({ ...fresh, state: 'open', captured: 0, entrySeq: 0 })
  return accept(book, credits, 0, key)
}

export function capture(
  book: ModelState,
  { holdId, credits, units }: CommandOf<'capture'>,
  at: number,
): Outcome {
  const one = book.holds.find((candidate) => candidate.id === holdId)
  if (!one) return refuse(book, 'hold-unknown', credits)
  if (credits === 0) return release(book, holdId, at)
  if (one.state !== 'open') {
    if (one.captured !== credits) return refuse(book, 'hold-settled', credits)
    return { ...accept(book, credits, one.entrySeq, holdId), replayed: true } as Outcome
  }
  if (credits > one.amount) return refuse(book, 'above-hold', credits)
  // The allowance in the hold pays first, as when the hold was opened.
  const fromAllowance = Math.min(credits, one.amount - one.fromExtra)
  const extra = credits - fromAllowance
  one.state = 'captured'
  one.captured = credits
  const paid = { ...one.work, units, inputHash: one.inputHash }
  one.entrySeq = enter(book, { at, kind: 'capture', amount: -credits, extraAmount: -extra, ...paid })
  tally(book, one.work.action, one.work.actorId, credits, units, at)
  giveBack(book, one.cycleStart, one.amount - one.fromExtra - fromAllowance, one.fromExtra - extra, at)
  return accept(book, credits, one.entrySeq, holdId)
}

export function release(book: ModelState, holdId: string, at: number, onlyIfLapsed = false): Outcome {
  const one = book.holds.find((candidate) => candidate.id === holdId)
  if (!one) return refuse(book, 'hold-unknown', 0)
  if (one.state === 'captured') return refuse(book, 'hold-settled', 0)
  if (one.state === 'released') return { ...accept(book, 0, 0, holdId), replayed: true } as Outcome
  if (onlyIfLapsed && at < one.leaseUntil) return accept(book, 0, 0, holdId)
  one.state = 'released'
  giveBack(book, one.cycleStart, one.amount - one.fromExtra, one.fromExtra, at)
  return accept(book, one.amount, 0, holdId)
}

/** R13, R14: credits that would be gone by now without the hold are gone. */
function giveBack(book: ModelState, cycleStart: number, allowance: number, extra: number, at: number): void {
  const running = cycleStart === book.cycleStart
  const extraBack = Math.min(extra, book.used - book.ended)
  book.used -= extraBack
  if (running) book.allowanceLeft += allowance
  else book.extraGranted += extraBack
  const gone = (running ? 0 : allowance) + extra - extraBack
  if (gone > 0)
    enter(book, { at, kind: 'expiry', amount: -gone, extraAmount: extraBack - extra, subjectKind: 8 })
}

export function renew(book: ModelState, { holdId, leaseMs }: CommandOf<'renew'>, at: number): Outcome {
  const one = book.holds.find((candidate) => candidate.id === holdId)
  if (!one) return refuse(book, 'hold-unknown', 0)
  if (one.state !== 'open') return refuse(book, 'hold-settled', 0)
  if (at + leaseMs > one.leaseUntil) one.leaseUntil = at + leaseMs
  return accept(book, 0, 0, holdId)
}
