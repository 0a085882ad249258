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
): { book: ModelState; outcomes: Outcome[] } {
  const book = structuredClone(before)
  const at = Math.max(now, book.cycleStart, book.anchorAt)
  applyDueEvents(book, at)
  const outcomes = commands.map((command) => {
    const outcome = apply(book, command, at)
    const parts = spendableOf(book) + heldOf(book) + frozenOf(book)
    if (parts !== balanceOf(book) || extraOf(book) < 0) throw new Error('the naive model is inconsistent')
    return outcome
  })
  return { book, outcomes }
}

function apply(book: ModelState, command: Command, at: number): Outcome {
  switch (command.type) {
    case 'charge':
      return charge(book, command, at)
    case 'hold':
      return hold(book, command, at)
    case 'capture':
      return capture(book, command, at)
    case 'release':
      return release(book, command.holdId, at, command.onlyIfLapsed)
    case 'renew':
      return renew(book, command, at)
    case 'grant':
      return grant(book, command, at)
    case 'set-funding':
      return setFunding(book, command, at)
    case 'restart':
      return restart(book, command, at)
    case 'settle-lot':
      return settle(book, command, at)
    case 'deduct':
      return deduct(book, command, at)
    case 'touch':
      return accept(book, 0, 0)
  }
}

function charge(book: ModelState, work: CommandOf<'charge'>, at: number): Outcome {
  const no = answered(book, work.key, work.inputHash, work.credits) ?? unpaid(book, work, at)
  if (no) return no
  const extraAmount = -spend(book, work.credits)
  const { type: _, credits, ...paid } = work
  const seq = enter(book, { at, kind: 'charge', amount: -credits, extraAmount, ...paid })
  tally(book, work.action, work.actorId, credits, work.units, at)
  return accept(book, credits, seq)
}

const fundingOf = ({ allowance, fundedUntil, partlyFundedUntil, spendUntil }: Funding): Funding => ({
  allowance,
  fundedUntil,
  partlyFundedUntil: partlyFundedUntil ?? null,
  spendUntil,
})

/** R17: a cycle grants the most it was ever due by what was paid for, once. */
function setFunding(book: ModelState, command: CommandOf<'set-funding'>, at: number): Outcome {
  book.funding = fundingOf(command)
  const before = changesIn(book)
  if (command.cycle && command.cycle.start === book.cycleStart) book.bought = boughtBy(command.cycle)
  const more = Math.max(0, due(book) - book.granted)
  if (more === 0) return accept(book, 0, 0)
  book.granted += more
  book.allowanceLeft += more
  const subjectKind = changesIn(book) > before ? subjectIds.subscription : subjectIds.cycle
  return accept(book, more, enter(book, { at, kind: 'topUp', amount: more, subjectKind }))
}

function restart(book: ModelState, command: CommandOf<'restart'>, at: number): Outcome {
  const { key, inputHash, anchorAt, subjectKind, subjectId } = command
  const before = answered(book, key, inputHash, 0)
  if (before) return before
  expireAllowance(book, at)
  settleCycle(book)
  const { start, end } = cycleOf(anchorAt, at)
  const carried = extraOf(book)
  Object.assign(book, {
    anchorAt,
    funding: fundingOf(command),
    bought: { full: command.allowance, steps: [] },
    cycleStart: start,
    cycleEnd: end,
    extraGranted: carried + frozenOf(book),
  })
  book.granted = due(book)
  book.allowanceLeft = book.granted
  const request = { key, inputHash, subjectKind, subjectId }
  return accept(book, book.granted, enter(book, { at, kind: 'allowance', amount: book.granted, ...request }))
}

function deduct(book: ModelState, command: CommandOf<'deduct'>, at: number): Outcome {
  const { key, inputHash, credits, actorId, reason } = command
  const before = answered(book, key, inputHash, credits)
  if (before) return before
  if (credits > spendableOf(book)) return refuse(book, 'insufficient', credits)
  const extraAmount = -spend(book, credits)
  const request = { key, inputHash, actorId, reason, ...correction }
  return accept(
    book,
    credits,
    enter(book, { at, kind: 'correction', amount: -credits, extraAmount, ...request }),
  )
}
