import type { Command, LotExpiry, PaidCycle, Work } from '@/lib/credits/model'
import { actionIds, subjectIds } from '@/lib/credits/shared/actions'
import { cycleOf } from './calendar.ts'
import type { Random } from './random.ts'

const DAY = 86_400_000

type Named = { subjectKind: number; subjectId: string }

/**
 * Earlier commands for a workspace, so that later commands can refer to them. It is not known whether they were
 * granted.
 */
export type CommandHistory = {
  holds: { id: string; credits: number }[]
  lots: (Named & { credits: number; returned: number; disputed: number; revision: number })[]
  commands: Command[]
  /** Commands that only make sense in order; they come before anything new. */
  upcoming: Command[]
  allowance: number
  /** The anchor of its cycles. */
  anchorAt: number
}

export const emptyHistory = (allowance: number, anchorAt: number): CommandHistory => ({
  holds: [],
  lots: [],
  commands: [],
  upcoming: [],
  allowance,
  anchorAt,
})

const weights = {
  charge: 24,
  hold: 16,
  capture: 13,
  release: 8,
  renew: 3,
  grant: 9,
  funding: 6,
  restart: 1,
  refund: 6,
  openDispute: 4,
  closeDispute: 4,
  refundFails: 3,
  oldPicture: 2,
  deduct: 3,
  touch: 3,
  otherInput: 2,
  dispute: 2,
} as const

/** The next command for a workspace, chosen at random and based on earlier ones. */
export function nextCommand(random: Random, history: CommandHistory, at: number): Command {
  const command =
    history.upcoming.shift() ??
    makers[random.weighted(weights)](random, history, at) ??
    charge(random, history)
  history.commands.push(command)
  return command
}

type Maker = (random: Random, history: CommandHistory, at: number) => Command | null

const charge = (random: Random, history: CommandHistory): Command => ({
  type: 'charge',
  ...work(random, random.int(0, amountUpTo(random, history))),
})

const makers: Record<keyof typeof weights, Maker> = {
  charge,
  hold: (random, history) => {
    const what = work(random, random.int(1, amountUpTo(random, history)))
    history.holds.push({ id: what.key, credits: what.credits })
    return { type: 'hold', leaseMs: random.int(1, 600) * 1000, ...what }
  },
  capture: (random, history) => {
    const hold = recent(random, history.holds)
    if (!hold) return null
    const credits = random.pick([
      hold.credits,
      hold.credits,
      random.int(0, hold.credits),
      hold.credits + 1,
      0,
    ])
    return { type: 'capture', holdId: hold.id, credits, units: random.int(1, 5) }
  },
  release: (random, history) => {
    const hold = recent(random, history.holds)
    return hold ? { type: 'release', holdId: hold.id, onlyIfLapsed: random.chance(0.3) } : null
  },
  renew: (random, history) => {
    const hold = recent(random, history.holds)
    return hold ? { type: 'renew', holdId: hold.id, leaseMs: random.int(1, 900) * 1000 } : null
  },
  grant: (random, history) => {
    const lot = { subjectKind: subjectIds.purchase, subjectId: random.uuid(), credits: random.int(1, 120) }
    history.lots.push({ ...lot, returned: 0, disputed: 0, revision: 0 })
    const kind = random.pick(['pack', 'pack', 'promotion', 'correction'] as const)
    return {
      type: 'grant',
      kind,
      ...lot,
      ...request(random),
      actorId: random.int(0, 2),
      expiry: expiry(random),
      reason: kind === 'pack' ? null : 'Simulated "gift", with a \\ in it',
    }
  },
  funding: (random, history, at) => ({
    type: 'set-funding',
    ...funding(random, history, at),
    ...(random.chance(0.6) && { cycle: paidCycle(random, history, at) }),
  }),
  restart: (random, history, at) => {
    // Never the instant of another cycle: two subscriptions don't begin in the same millisecond.
    history.anchorAt = at - random.int(1, 3_600_000)
    return {
      type: 'restart',
      ...request(random),
      anchorAt: history.anchorAt,
      subjectKind: subjectIds.subscription,
      subjectId: random.uuid(),
      ...funding(random, history, at),
    }
  },
  refund: (random, history) =>
    picture(random, history, (lot) => {
      lot.returned = Math.min(lot.credits, lot.returned + random.int(1, lot.credits))
    }),
  openDispute: (random, history) =>
    picture(random, history, (lot) => {
      lot.disputed = random.chance(0.5) ? lot.credits : random.int(1, lot.credits)
    }),
  closeDispute: (random, history) =>
    picture(random, history, (lot) => {
      if (random.chance(0.4)) lot.returned = Math.min(lot.credits, lot.returned + lot.disputed)
      lot.disputed = random.chance(0.7) ? 0 : Math.floor(lot.disputed / 2)
    }),
  /** Or a lost dispute is won after all. */
  refundFails: (random, history) =>
    picture(random, history, (lot) => {
      lot.returned = random.chance(0.6) ? 0 : Math.floor(lot.returned / 2)
    }),
  /** Another process read the payment before its last change, and posts it after it. */
  oldPicture: (random, history) => {
    const lot = recent(random, history.lots)
    if (!lot || lot.revision === 0) return null
    return { ...settled(lot, null), revision: lot.revision - 1, returned: 0, disputed: 0 }
  },
  deduct: (random) => ({
    type: 'deduct',
    ...request(random),
    credits: random.int(1, 60),
    actorId: random.int(1, 3),
    reason: 'Simulated correction',
  }),
  touch: () => ({ type: 'touch' }),
  /** A pack is disputed, a later one is spent to its last credit, and then the dispute is won (R18). */
  dispute: (random, history, at) => {
    const lot = recent(random, history.lots)
    const behind = makers.grant(random, history, at)
    if (!lot || !behind) return behind
    const frozen = settled(lot, null, { disputed: lot.credits, returned: 0 })
    history.upcoming.push(behind, ...spendingAll(random), settled(lot, null, { disputed: 0, returned: 0 }))
    return frozen
  },
  /** A key that was already used for something else (R12). */
  otherInput: (random, history) => {
    const before = recent(
      random,
      history.commands.filter((command) => command.type === 'charge' || command.type === 'hold'),
    )
    return before ? { ...before, inputHash: hashOf(random), credits: before.credits + 1 } : null
  },
}

type AskedLot = CommandHistory['lots'][number]

function picture(random: Random, history: CommandHistory, change: (lot: AskedLot) => void): Command | null {
  const lot = recent(random, history.lots)
  if (!lot) return null
  change(lot)
  return settled(lot, random.chance(0.5) ? 'Refunded' : null)
}

function settled(
  lot: AskedLot,
  reason: string | null,
  money: Partial<Pick<AskedLot, 'returned' | 'disputed'>> = {},
): Extract<Command, { type: 'settle-lot' }> {
  Object.assign(lot, money)
  lot.revision += 1
  const { revision, returned, disputed } = lot
  return { type: 'settle-lot', ...nameOf(lot), revision, returned, disputed, reason }
}

/**
 * Halves from charge to charge, including charges that are refused as too large, so that any balance is spent
 * completely.
 */
const spendingAll = (random: Random): Command[] =>
  [256, 128, 64, 32, 16, 8, 4, 2, 1].map((credits) => ({ type: 'charge', ...work(random, credits) }))

function work(random: Random, credits: number): Work {
  return {
    ...request(random),
    credits,
    units: random.int(1, 5),
    action: random.pick(Object.values(actionIds)),
    actorId: random.int(1, 3),
    rateVersion: random.int(1, 2),
    subjectKind: subjectIds.report,
    subjectId: random.uuid(),
    metadata: random.chance(0.2)
      ? JSON.stringify({ order: String(random.int(1, 99)), by: 'a "quote" and a \\' })
      : null,
  }
}

const request = (random: Random) => ({ key: random.uuid(), inputHash: hashOf(random) })
const hashOf = (random: Random) => String(random.int(-(2 ** 40), 2 ** 40))
const nameOf = ({ subjectKind, subjectId }: Named): Named => ({ subjectKind, subjectId })

/** Usually small compared to the allowance, sometimes more than there can be. */
function amountUpTo(random: Random, history: CommandHistory): number {
  return random.chance(0.1) ? history.allowance * 3 + 20 : Math.max(5, Math.floor(history.allowance / 4))
}

function funding(random: Random, history: CommandHistory, at: number) {
  history.allowance = random.pick([0, 40, 100, 100, 250, history.allowance])
  const instant = () =>
    random.pick([null, null, null, at + random.int(1, 50) * DAY, at - random.int(1, 40) * DAY])
  const fundedUntil = instant()
  // Usually a grace period that ends within a cycle, sometimes one that ended before the cycle began.
  const graceMs = random.int(-2 * DAY, 40 * DAY)
  return {
    allowance: history.allowance,
    fundedUntil,
    partlyFundedUntil: fundedUntil !== null && random.chance(0.7) ? fundedUntil + graceMs : null,
    spendUntil: random.chance(0.3) ? instant() : null,
  }
}

/** Paid plan changes in the running cycle, up and down; sometimes of an ended cycle. */
function paidCycle(random: Random, history: CommandHistory, at: number): PaidCycle {
  const month = random.chance(0.1) ? 31 * DAY : 0
  const { start, end } = cycleOf(history.anchorAt, Math.max(history.anchorAt, at - month))
  const whole = end - start
  const change = () => ({ credits: random.int(-250, 300), part: random.int(0, whole), whole })
  return {
    start,
    allowance: random.pick([0, 40, 100, 250]),
    changes: Array.from({ length: random.int(0, 3) }, change),
  }
}

function expiry(random: Random): LotExpiry {
  const kind = random.weighted({ 'cycle-end': 5, never: 2, months: 3 })
  return kind === 'months' ? { kind, months: random.int(1, 4) } : { kind }
}

/** One of the latest: older ones are settled by now. */
function recent<T>(random: Random, items: readonly T[]): T | null {
  return items.length === 0 ? null : random.pick(items.slice(-6))
}
