import type { Outcome } from '@/lib/credits/model'
import { accept, type CommandOf, enter, type ModelState, refuse } from '../model-state.ts'
import { spend, tally, unpaid } from './naive-spend.ts'

export function hold(model: ModelState, command: CommandOf<'hold'>, at: number): Outcome {
  const { key, inputHash, credits, leaseMs } = command
  const known = model.holds.find((one) => one.id === key)
  if (known && known.inputHash !== inputHash) return refuse(model, 'key-reused', credits)
  if (known) return { ...accept(model, known.amount, known.entrySeq, key), replayed: true } as Outcome
  const no = unpaid(model, command, at)
  if (no) return no
  const fromExtra = spend(model, credits)
  const { actorId, action, units, rateVersion, subjectKind, subjectId, metadata = null } = command
  const work = { actorId, action, units, rateVersion, subjectKind, subjectId, metadata }
  const { cycleStart } = model
  const fresh = { id: key, inputHash, amount: credits, fromExtra, cycleStart, leaseUntil: at + leaseMs, work }
  model.holds.push({ ...fresh, state: 'open', captured: 0, entrySeq: 0 })
  return accept(model, credits, 0, key)
}

export function capture(
  model: ModelState,
  { holdId, credits, units }: CommandOf<'capture'>,
  at: number,
): Outcome {
  const one = model.holds.find((candidate) => candidate.id === holdId)
  if (!one) return refuse(model, 'hold-unknown', credits)
  if (credits === 0) return release(model, holdId, at)
  if (one.state !== 'open') {
    if (one.captured !== credits) return refuse(model, 'hold-settled', credits)
    return { ...accept(model, credits, one.entrySeq, holdId), replayed: true } as Outcome
  }
  if (credits > one.amount) return refuse(model, 'above-hold', credits)
  // The allowance in the hold pays first, as when the hold was opened.
  const fromAllowance = Math.min(credits, one.amount - one.fromExtra)
  const extra = credits - fromAllowance
  one.state = 'captured'
  one.captured = credits
  const paid = { ...one.work, units, inputHash: one.inputHash }
  one.entrySeq = enter(model, { at, kind: 'capture', amount: -credits, extraAmount: -extra, ...paid })
  tally(model, one.work.action, one.work.actorId, credits, units, at)
  giveBack(model, one.cycleStart, one.amount - one.fromExtra - fromAllowance, one.fromExtra - extra, at)
  return accept(model, credits, one.entrySeq, holdId)
}

export function release(model: ModelState, holdId: string, at: number, onlyIfLapsed = false): Outcome {
  const one = model.holds.find((candidate) => candidate.id === holdId)
  if (!one) return refuse(model, 'hold-unknown', 0)
  if (one.state === 'captured') return refuse(model, 'hold-settled', 0)
  if (one.state === 'released') return { ...accept(model, 0, 0, holdId), replayed: true } as Outcome
  if (onlyIfLapsed && at < one.leaseUntil) return accept(model, 0, 0, holdId)
  one.state = 'released'
  giveBack(model, one.cycleStart, one.amount - one.fromExtra, one.fromExtra, at)
  return accept(model, one.amount, 0, holdId)
}

/** R13, R14: credits that would be gone by now without the hold are gone. */
function giveBack(model: ModelState, cycleStart: number, allowance: number, extra: number, at: number): void {
  const running = cycleStart === model.cycleStart
  const extraBack = Math.min(extra, model.used - model.ended)
  model.used -= extraBack
  if (running) model.allowanceLeft += allowance
  else model.extraGranted += extraBack
  const gone = (running ? 0 : allowance) + extra - extraBack
  if (gone > 0)
    enter(model, { at, kind: 'expiry', amount: -gone, extraAmount: extraBack - extra, subjectKind: 8 })
}

export function renew(model: ModelState, { holdId, leaseMs }: CommandOf<'renew'>, at: number): Outcome {
  const one = model.holds.find((candidate) => candidate.id === holdId)
  if (!one) return refuse(model, 'hold-unknown', 0)
  if (one.state !== 'open') return refuse(model, 'hold-settled', 0)
  if (at + leaseMs > one.leaseUntil) one.leaseUntil = at + leaseMs
  return accept(model, 0, 0, holdId)
}
