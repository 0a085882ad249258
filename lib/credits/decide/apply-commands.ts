import { assert } from '@/lib/core/assert'
import type { Command, Funding, LedgerChange, Loaded, Outcome, PaidCycle } from '../model.ts'
import { subjectIds } from '../shared/actions.ts'
import { cycleAt } from './cycle.ts'
import { Draft } from './draft.ts'
import { captureHold, openHold, releaseHold, renewHold } from './holds.ts'
import { deduct, grantLot } from './lots.ts'
import { applyDueEvents, carryOver, expireAllowance, fundedAllowance } from './roll-forward.ts'
import { settleLot } from './settle-lot.ts'
import { charge } from './spend.ts'

/**
 * The core of the ledger: what a list of commands does to one workspace at the instant `at`. A pure function: no clock,
 * no database, no randomness, and its input is not modified. A refused command changes nothing and never stops the ones
 * after it (R11).
 */
export function applyCommands(loaded: Loaded, commands: readonly Command[], at: number): LedgerChange {
  // The database's clock may be set back, or be behind the clock that opened the account. The ledger's clock never
  // moves back past the start of its cycle or the anchor, because every event must belong to a cycle.
  const { cycleStart, anchorAt } = loaded.account
  const draft = new Draft(loaded, Math.max(at, cycleStart, anchorAt))
  applyDueEvents(draft)
  const outcomes = commands.map((command) => apply(draft, command))
  const { account, entries, usage } = draft
  assert(account.allowanceLeft >= 0 && account.extraLeft >= 0, 'a balance is never below zero')
  assert(account.extraEnd - account.extraUsed === account.extraLeft, 'extra credits left match the lots')
  return {
    before: loaded.account,
    account,
    entries,
    usage,
    cycles: [...draft.cycles.values()],
    outcomes,
    newHolds: [...draft.newHolds],
    changedHolds: [...draft.changedHolds],
    newLots: [...draft.newLots],
    changedLots: [...draft.changedLots],
    lotChanges: [...draft.lotChanges.values()],
  }
}

function apply(draft: Draft, command: Command): Outcome {
  switch (command.type) {
    case 'charge':
      return charge(draft, command)
    case 'hold':
      return openHold(draft, command, command.leaseMs)
    case 'capture':
      return captureHold(draft, command.holdId, command.credits, command.units)
    case 'release':
      return releaseHold(draft, command.holdId, command.onlyIfLapsed)
    case 'renew':
      return renewHold(draft, command.holdId, command.leaseMs)
    case 'grant':
      return grantLot(draft, command)
    case 'set-funding':
      return setFunding(draft, command)
    case 'restart':
      return restart(draft, command)
    case 'settle-lot':
      return settleLot(draft, command)
    case 'deduct':
      return deduct(draft, command)
    case 'touch':
      return draft.accept(0, 0)
  }
}

/**
 * Updates the funding and what was paid for in the running cycle. The cycle is topped up to that amount, never above
 * what it has already granted: an upgrade adds the paid share of the difference once, a downgrade takes nothing now,
 * and upgrading again adds nothing (R17). A cycle that began unpaid gets the rest of its allowance when the payment
 * arrives (R19).
 */
function setFunding(draft: Draft, funding: Funding & { cycle?: PaidCycle }): Outcome {
  const { account } = draft
  const { cycle } = funding
  const changesBefore = account.paidChanges
  account.allowance = funding.allowance
  account.fundedUntil = funding.fundedUntil
  account.partlyFundedUntil = funding.partlyFundedUntil ?? null
  account.spendUntil = funding.spendUntil
  if (cycle?.start === account.cycleStart) {
    account.cycleAllowance = cycle.allowance
    const { credits, back } = sumPlanChanges(cycle.changes)
    account.paidChanges = credits
    account.paidBack = back
  }
  const difference = fundedAllowance(draft) - account.granted
  if (difference <= 0) return draft.accept(0, 0)
  const name = `${account.cycleStart}:${account.granted === 0 ? 'late' : 'top-up'}:${account.granted + difference}`
  account.granted += difference
  account.allowanceLeft += difference
  const subject = account.paidChanges > changesBefore ? subjectIds.subscription : subjectIds.cycle
  draft.addCycleEntry('topUp', difference, 0, draft.at, name, subject)
  return draft.accept(difference, account.seq)
}

/**
 * Total of the plan changes in whole credits, and how far it fell from its peak. Increases and decreases are both
 * rounded up, so downgrading and upgrading again never adds up to more than before.
 */
export function sumPlanChanges(changes: PaidCycle['changes']): { credits: number; back: number } {
  let [sum, most] = [0, 0]
  for (const { credits, part, whole } of changes) {
    const share = Math.ceil((Math.abs(credits) * part) / whole)
    sum += credits < 0 ? -share : share
    most = Math.max(most, sum)
  }
  return { credits: sum, back: most - sum }
}

function restart(draft: Draft, command: Extract<Command, { type: 'restart' }>): Outcome {
  const { account } = draft
  const before = draft.replay(command.key, command.inputHash, 0)
  if (before) return before
  expireAllowance(draft, draft.at)
  carryOver(draft)
  account.anchorAt = command.anchorAt
  account.allowance = command.allowance
  account.fundedUntil = command.fundedUntil
  account.partlyFundedUntil = command.partlyFundedUntil ?? null
  account.spendUntil = command.spendUntil
  const cycle = cycleAt(command.anchorAt, draft.at)
  draft.beginCycle(cycle.start, cycle.end)
  account.extraGranted = account.extraLeft + account.frozen
  const allowance = fundedAllowance(draft)
  account.granted = allowance
  account.allowanceLeft = allowance
  const { subjectKind, subjectId, key, inputHash } = command
  const entry = draft.addEntry('allowance', allowance, { key, inputHash, subjectKind, subjectId })
  return draft.accept(allowance, entry.seq)
}
