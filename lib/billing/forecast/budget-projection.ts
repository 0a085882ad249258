import { applyCommands } from '@/lib/credits/decide/apply-commands'
import { cycleAt } from '@/lib/credits/decide/cycle'
import { keyId } from '@/lib/credits/decide/keys'
import { type Account, availableOf, type Loaded, type Lot } from '@/lib/credits/model'
import { actionIds, subjectIds } from '@/lib/credits/shared/actions'

/**
 * What will be left at times to come, resets and expiring lots included. Asked and spent from forward in time only.
 * Nothing real is spent: it is the ledger's own pure plan, or a limit's arithmetic, on a copy.
 */
export type Purse = {
  /** Null: the trial or plan is over by then, and nothing can be spent. */
  leftAt(at: number): number | null
  /** False when it would be refused; then nothing is taken. */
  spend(at: number, amount: number): boolean
  /** When the cycle that `at` falls in began. */
  cycleStartAt(at: number): number
}

/** The balance, as the ledger would keep it if nothing were spent but what is asked for here. */
export function creditsPurse(account: Account, lots: Lot[]): Purse {
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
        key: keyId(`purse:${spent}`),
        inputHash: '0',
        credits,
        units: 1,
        action: actionIds['campaign.send'],
        actorId: 0,
        rateVersion: 0,
        subjectKind: subjectIds.campaign,
        subjectId: keyId(`purse:${spent}`),
      }
      const after = applyCommands(state, [{ type: 'charge', ...work }], at)
      state = { ...state, account: after.account }
      return after.outcomes.every(({ ok }) => ok)
    },
  }
}

/** A plan that is paid for now and has a grace after it renews: what is planned counts on its next payments. */
function expectingPayment(account: Account): Account {
  const { cycleStart, fundedUntil, partlyFundedUntil } = account
  const renews = fundedUntil !== null && cycleStart < fundedUntil && (partlyFundedUntil ?? 0) > fundedUntil
  return renews ? { ...account, fundedUntil: null } : account
}

type Limit = { limit: number; used: number } & Pick<Account, 'anchorAt' | 'cycleStart' | 'spendUntil'>

/** A monthly limit, which starts again with each cycle (R3). */
export function limitPurse({ limit, used, anchorAt, cycleStart, spendUntil }: Limit): Purse {
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
