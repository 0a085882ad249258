import { applyCommands } from '@/lib/credits/decide/apply-commands'
import { cycleAt } from '@/lib/credits/decide/cycle'
import { keyId } from '@/lib/credits/decide/keys'
import { type Account, availableOf, type Loaded, type Lot } from '@/lib/credits/model'
import { actionIds, subjectIds } from '@/lib/credits/shared/actions'

/**
 * Projects what will be left in the future, including resets and expiring lots. Calls must go forward in time. It works
 * on a copy with the ledger's own pure logic, or a limit's arithmetic, and spends nothing.
 */
export type BudgetProjection = {
  /** Null: the trial or plan has ended by then, so nothing can be spent. */
  leftAt(at: number): number | null
  /** False when there is not enough left; then nothing is spent. */
  spend(at: number, amount: number): boolean
  /** The start of the cycle that contains `at`. */
  cycleStartAt(at: number): number
}

/** Projects the balance if only the spending requested here takes place. */
export function projectCredits(account: Account, lots: Lot[]): BudgetProjection {
  let state: Loaded = { account: expectingPayment(account), lots, holds: [], entriesByKey: new Map() }
  let spent = 0
  const moveTo = (at: number) => {
    state = { ...state, account: applyCommands(state, [], at).account }
    return state.account
  }
  const isOver = (at: number) => account.spendUntil !== null && at >= account.spendUntil
  return {
    leftAt: (at) => (isOver(at) ? null : availableOf(moveTo(at))),
    cycleStartAt: (at) => moveTo(at).cycleStart,
    spend(at, credits) {
      spent += 1
      const work = {
        key: keyId(`projection:${spent}`),
        inputHash: '0',
        credits,
        units: 1,
        action: actionIds['campaign.send'],
        actorId: 0,
        rateVersion: 0,
        subjectKind: subjectIds.campaign,
        subjectId: keyId(`projection:${spent}`),
      }
      const after = applyCommands(state, [{ type: 'charge', ...work }], at)
      state = { ...state, account: after.account }
      return after.outcomes.every(({ ok }) => ok)
    },
  }
}

/** A paid plan with a grace period renews, so the projection assumes that its next payments arrive. */
function expectingPayment(account: Account): Account {
  const { cycleStart, fundedUntil, partlyFundedUntil } = account
  const renews = fundedUntil !== null && cycleStart < fundedUntil && (partlyFundedUntil ?? 0) > fundedUntil
  return renews ? { ...account, fundedUntil: null } : account
}

type Limit = { limit: number; used: number } & Pick<Account, 'anchorAt' | 'cycleStart' | 'spendUntil'>

/** Projects a monthly limit, which resets with each cycle (R3). */
export function projectLimit({ limit, used, anchorAt, cycleStart, spendUntil }: Limit): BudgetProjection {
  let [left, since] = [Math.max(0, limit - used), cycleStart]
  const moveTo = (at: number) => {
    const { start } = cycleAt(anchorAt, at)
    if (start > since) [left, since] = [limit, start]
    return left
  }
  const isOver = (at: number) => spendUntil !== null && at >= spendUntil
  return {
    leftAt: (at) => (isOver(at) ? null : moveTo(at)),
    cycleStartAt: (at) => {
      moveTo(at)
      return since
    },
    spend(at, units) {
      if (isOver(at) || units > moveTo(at)) return false
      left -= units
      return true
    },
  }
}
