import type { Command, Funding, Outcome } from '@/lib/credits/model'
import { subjectIds } from '@/lib/credits/shared/actions'
import { applyDueEvents, cycleOf, expireAllowance } from '../calendar.ts'
import {
  accept,
  answered,
  balanceOf,
  type CommandOf,
  enter,
  extraOf,
  frozenOf,
  heldOf,
  type ModelState,
  refuse,
  spendableOf,
} from '../model-state.ts'
import { boughtBy, changesIn, due, settleCycle } from './naive-changes.ts'
import { capture, hold, release, renew } from './naive-holds.ts'
import { correction, grant, settle } from './naive-lots.ts'
import { spend, tally, unpaid } from './naive-spend.ts'

/** One transaction: the commands of a group on a copy of the state, at one instant of the database's clock. */
export function applyGroup(
  before: ModelState,
  commands: readonly Command[],
  now: number,
): { model: ModelState; outcomes: Outcome[] } {
  const model = structuredClone(before)
  const at = Math.max(now, model.cycleStart, model.anchorAt)
  applyDueEvents(model, at)
  const outcomes = commands.map((command) => {
    const outcome = apply(model, command, at)
    const parts = spendableOf(model) + heldOf(model) + frozenOf(model)
    if (parts !== balanceOf(model) || extraOf(model) < 0) throw new Error('the naive model is inconsistent')
    return outcome
  })
  return { model, outcomes }
}

function apply(model: ModelState, command: Command, at: number): Outcome {
  switch (command.type) {
    case 'charge':
      return charge(model, command, at)
    case 'hold':
      return hold(model, command, at)
    case 'capture':
      return capture(model, command, at)
    case 'release':
      return release(model, command.holdId, at, command.onlyIfLapsed)
    case 'renew':
      return renew(model, command, at)
    case 'grant':
      return grant(model, command, at)
    case 'set-funding':
      return setFunding(model, command, at)
    case 'restart':
      return restart(model, command, at)
    case 'settle-lot':
      return settle(model, command, at)
    case 'deduct':
      return deduct(model, command, at)
    case 'touch':
      return accept(model, 0, 0)
  }
}

function charge(model: ModelState, work: CommandOf<'charge'>, at: number): Outcome {
  const no = answered(model, work.key, work.inputHash, work.credits) ?? unpaid(model, work, at)
  if (no) return no
  const extraAmount = -spend(model, work.credits)
  const { type: _, credits, metadata = null, ...paid } = work
  const seq = enter(model, { at, kind: 'charge', amount: -credits, extraAmount, metadata, ...paid })
  tally(model, work.action, work.actorId, credits, work.units, at)
  return accept(model, credits, seq)
}

const fundingOf = ({ allowance, fundedUntil, partlyFundedUntil, spendUntil }: Funding): Funding => ({
  allowance,
  fundedUntil,
  partlyFundedUntil: partlyFundedUntil ?? null,
  spendUntil,
})

/** R17: a cycle grants the most it was ever due by what was paid for, once. */
function setFunding(model: ModelState, command: CommandOf<'set-funding'>, at: number): Outcome {
  model.funding = fundingOf(command)
  const before = changesIn(model)
  if (command.cycle && command.cycle.start === model.cycleStart) model.bought = boughtBy(command.cycle)
  const more = Math.max(0, due(model) - model.granted)
  if (more === 0) return accept(model, 0, 0)
  model.granted += more
  model.allowanceLeft += more
  const subjectKind = changesIn(model) > before ? subjectIds.subscription : subjectIds.cycle
  return accept(model, more, enter(model, { at, kind: 'topUp', amount: more, subjectKind }))
}

function restart(model: ModelState, command: CommandOf<'restart'>, at: number): Outcome {
  const { key, inputHash, anchorAt, subjectKind, subjectId } = command
  const before = answered(model, key, inputHash, 0)
  if (before) return before
  expireAllowance(model, at)
  settleCycle(model)
  const { start, end } = cycleOf(anchorAt, at)
  const carried = extraOf(model)
  Object.assign(model, {
    anchorAt,
    funding: fundingOf(command),
    bought: { full: command.allowance, steps: [] },
    cycleStart: start,
    cycleEnd: end,
    extraGranted: carried + frozenOf(model),
  })
  model.granted = due(model)
  model.allowanceLeft = model.granted
  const request = { key, inputHash, subjectKind, subjectId }
  return accept(
    model,
    model.granted,
    enter(model, { at, kind: 'allowance', amount: model.granted, ...request }),
  )
}

function deduct(model: ModelState, command: CommandOf<'deduct'>, at: number): Outcome {
  const { key, inputHash, credits, actorId, reason } = command
  const before = answered(model, key, inputHash, credits)
  if (before) return before
  if (credits > spendableOf(model)) return refuse(model, 'insufficient', credits)
  const extraAmount = -spend(model, credits)
  const request = { key, inputHash, actorId, reason, ...correction }
  return accept(
    model,
    credits,
    enter(model, { at, kind: 'correction', amount: -credits, extraAmount, ...request }),
  )
}
