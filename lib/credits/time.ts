import { cycleAt } from './cycle.ts'
import type { Draft } from './draft.ts'
import type { Lot } from './model.ts'

/**
 * Applies what fell due up to `draft.at`: lots that expired, the end of the cycle, the new allowance (R14, R16, R19).
 * Called before every command, so a reset happens with the first command or read after its boundary and an idle
 * workspace costs nothing. Cycles that nobody saw are passed over in one step.
 */
export function passTime(draft: Draft): void {
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

/** What is left of the allowance does not roll over. Held credits outlive the boundary until they are settled. */
export function expireAllowance(draft: Draft, at: number): void {
  const { account } = draft
  const gone = account.allowanceLeft
  if (gone === 0) return
  account.allowanceLeft = 0
  draft.enterCycle('expiry', -gone, 0, at, `${account.cycleStart}:expires:${account.seq}`)
}

/** Starts a cycle with its full allowance, unless the plan is no longer paid for. */
function openCycle(draft: Draft, start: number, end: number): void {
  const { account } = draft
  carryOver(draft)
  draft.beginCycle(start, end)
  account.granted = 0
  account.extraGranted = account.extraLeft
  const allowance = fundedAllowance(draft)
  if (allowance === 0) return
  account.granted = allowance
  account.allowanceLeft += allowance
  draft.enterCycle('allowance', allowance, 0, start, `${start}:allowance`)
}

/**
 * What the ending cycle granted beyond what was paid for in it is withheld from the next one. That is zero unless a plan
 * was made smaller within a cycle at Stripe and the difference was credited. A cycle nobody paid for makes up for nothing.
 */
export function carryOver(draft: Draft): void {
  const { account } = draft
  const { granted, cycleAllowance, paidChanges, paidBack, withheld } = account
  const beyond = granted - cycleAllowance - paidChanges
  account.withheld = isFunded(draft)
    ? clamp(beyond + withheld, paidBack + withheld)
    : clamp(beyond, paidBack) + withheld
}

const clamp = (credits: number, most: number) => Math.max(0, Math.min(credits, most))

const isFunded = ({ account: { cycleStart, fundedUntil } }: Draft) =>
  fundedUntil === null || cycleStart < fundedUntil

/**
 * What this cycle grants: its allowance, unless it began after the plan was paid for (R19), with the changes of plan
 * that were paid for in it (R17).
 */
export function fundedAllowance(draft: Draft): number {
  const { cycleAllowance, paidChanges, withheld } = draft.account
  return Math.max(0, (isFunded(draft) ? cycleAllowance : 0) + paidChanges - withheld)
}

/**
 * Lots expire in the order they were bought (see `grantLot`), so one watermark says how many extra credits are gone.
 * Needs the workspace's lots only when one is due, which `nextLotExpiry` tells.
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
    if (gone > 0)
      draft.enterCycle('expiry', -gone, -gone, lot.expiresAt, `lot:${lot.seq}:${lot.toCredit}:expires`)
  }
  account.nextLotExpiry = nextExpiry(draft.lots, until)
}

export function nextExpiry(lots: readonly Lot[], after: number): number | null {
  const coming = lots.flatMap((lot) =>
    lot.expiresAt !== null && lot.expiresAt > after ? [lot.expiresAt] : [],
  )
  return coming.length > 0 ? Math.min(...coming) : null
}
