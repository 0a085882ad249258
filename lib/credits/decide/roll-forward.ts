import type { Account, Lot } from '../model.ts'
import { cycleAt } from './cycle.ts'
import type { Draft } from './draft.ts'

/**
 * Applies what fell due up to `draft.at`: expired lots, the end of the cycle, the new allowance (R14, R16, R19). Called
 * before every command, so a reset happens with the first command or read after its boundary and an idle workspace
 * costs nothing. Cycles without any activity are skipped in one step.
 */
export function applyDueEvents(draft: Draft): void {
  const { account, at } = draft
  if (at < account.cycleEnd) {
    expireLots(draft, at)
    return
  }
  const ended = account.cycleEnd
  expireLots(draft, ended)
  expireAllowance(draft, ended)
  const cycle = cycleAt(account.anchorAt, at)
  expireLots(draft, cycle.start)
  openCycle(draft, cycle.start, cycle.end)
  expireLots(draft, at)
}

/** Unused allowance does not roll over. Held credits stay held past the boundary until they are settled. */
export function expireAllowance(draft: Draft, at: number): void {
  const { account } = draft
  const gone = account.allowanceLeft
  if (gone === 0) return
  account.allowanceLeft = 0
  draft.addCycleEntry('expiry', -gone, 0, at, `${account.cycleStart}:expires:${account.seq}`)
}

/** Starts a cycle with its full allowance, unless the plan is not paid for. */
function openCycle(draft: Draft, start: number, end: number): void {
  const { account } = draft
  carryOver(draft)
  draft.beginCycle(start, end)
  account.granted = 0
  account.extraGranted = account.extraLeft + account.frozen
  const allowance = fundedAllowance(draft)
  if (allowance === 0) return
  account.granted = allowance
  account.allowanceLeft += allowance
  draft.addCycleEntry('allowance', allowance, 0, start, `${start}:allowance`)
}

/**
 * Whatever the ending cycle granted beyond what was paid for is withheld from the next one. This is zero unless a plan
 * was downgraded mid-cycle in Stripe and the difference was credited. A cycle makes up for it by the amount it granted
 * below its funding; an unpaid cycle makes up for nothing.
 */
export function carryOver({ account }: Draft): void {
  account.withheld = withheldAfter(account)
}

/** What would be withheld from the next cycle if the running one ended now. */
export function withheldAfter(account: Account): number {
  const { granted, cycleAllowance, paidChanges, paidBack, withheld } = account
  const beyond = granted - cycleAllowance - paidChanges
  const madeUp = Math.max(0, fundedPart(cycleAllowance, account) + paidChanges - granted)
  return beyond < 0 ? Math.max(0, withheld - madeUp) : withheld + Math.min(beyond, paidBack)
}

/**
 * What this cycle grants: its allowance, as far as it is funded (R19), plus the plan changes that were paid for (R17).
 */
export function fundedAllowance({ account }: Draft): number {
  const { cycleAllowance, paidChanges, withheld } = account
  return Math.max(0, fundedPart(cycleAllowance, account) + paidChanges - withheld)
}

/** What the running cycle still gets once it is paid for (R19). Zero if plan changes explain the difference (R17). */
export function creditsDueOnPayment(account: Account): number {
  const { cycleAllowance, paidChanges, withheld, granted } = account
  return Math.max(0, cycleAllowance + paidChanges - withheld - granted)
}

type CycleFunding = Pick<Account, 'cycleStart' | 'cycleEnd' | 'fundedUntil' | 'partlyFundedUntil'>

/**
 * How much of a monthly amount the running cycle is funded for, rounded up: all of it if the cycle began while the plan
 * was paid for, and the share up to `partlyFundedUntil` if it began after that (R19).
 */
export function fundedPart(amount: number, cycle: CycleFunding): number {
  const { cycleStart, cycleEnd, fundedUntil, partlyFundedUntil } = cycle
  if (fundedUntil === null || cycleStart < fundedUntil) return amount
  if (partlyFundedUntil === null || cycleStart >= partlyFundedUntil) return 0
  const covered = Math.min(partlyFundedUntil, cycleEnd) - cycleStart
  return Math.ceil((amount * covered) / (cycleEnd - cycleStart))
}

/**
 * Lots expire in the order they were bought (see `grantLot`), so one watermark tells how many extra credits are gone.
 * The lots are only needed when one is due, which `nextLotExpiry` tells.
 */
function expireLots(draft: Draft, until: number): void {
  const { account } = draft
  if (account.nextLotExpiry === null || account.nextLotExpiry > until) return
  for (const lot of draft.lots) {
    if (lot.expiresAt === null || lot.expiresAt > until || lot.toCredit <= account.extraExpired) continue
    const gone = Math.max(0, lot.toCredit - account.extraUsed)
    account.extraExpired = lot.toCredit
    account.extraUsed += gone
    account.extraLeft -= gone
    if (gone === 0) continue
    lot.expired += gone
    draft.markLotChanged(lot)
    draft.addCycleEntry('expiry', -gone, -gone, lot.expiresAt, `lot:${lot.seq}:${lot.toCredit}:expires`)
  }
  account.nextLotExpiry = nextExpiry(draft.lots, until)
}

function nextExpiry(lots: readonly Lot[], after: number): number | null {
  const coming = lots.flatMap((lot) =>
    lot.expiresAt !== null && lot.expiresAt > after ? [lot.expiresAt] : [],
  )
  return coming.length > 0 ? Math.min(...coming) : null
}
