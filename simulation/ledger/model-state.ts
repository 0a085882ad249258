import type { Command, Funding, Outcome } from '@/lib/credits/model'

/** What was paid for in the running cycle, with every change on its own. */
export type Bought = { full: number; steps: number[] }

/**
 * What the naive model knows about a workspace: plain lists, recomputed whenever needed. It shares types with the
 * ledger but none of its rules, so that the same mistake is not made twice.
 */
export type ModelState = {
  funding: Funding
  timeZone: string
  anchorAt: number
  cycleStart: number
  cycleEnd: number
  granted: number
  bought: Bought
  /** Credits granted for money that was credited back; made up for by granting less (R17). */
  debt: number
  extraGranted: number
  allowanceLeft: number
  /** In spending order. */
  lots: ModelLot[]
  /** How many extra credits, from the first lot on, are spent, held or gone. */
  used: number
  /** How many of them expired: these are never returned. */
  ended: number
  holds: BookHold[]
  entries: ModelEntry[]
  usage: Record<string, { credits: number; times: number; units: number }>
}

export type ModelLot = {
  /** Null: the place of a lot that has moved. */
  subject: string | null
  seq: number
  size: number
  granted: number
  takenBack: number
  frozen: number
  shortfall: number
  expired: number
  /** Revision of its latest payment. */
  revision: number
  expiresAt: number | null
  over: boolean
}

type BookHold = {
  id: string
  inputHash: string
  state: 'open' | 'captured' | 'released'
  amount: number
  fromExtra: number
  captured: number
  cycleStart: number
  leaseUntil: number
  entrySeq: number
  work: Paid
}

type Paid = {
  actorId: number
  action: number
  units: number
  rateVersion: number
  subjectKind: number
  subjectId: string
  metadata: string | null
}

export type ModelEntry = Paid & {
  at: number
  kind: string
  amount: number
  extraAmount: number
  /** The request's key; null if the calendar or a capture wrote it. */
  key: string | null
  inputHash: string
  reason: string | null
}

export type CommandOf<Type extends Command['type']> = Extract<Command, { type: Type }>

const nobody = '00000000-0000-0000-0000-000000000000'
const nothing: Paid = {
  actorId: 0,
  action: 0,
  units: 0,
  rateVersion: 0,
  subjectKind: 0,
  subjectId: nobody,
  metadata: null,
}

export function openModel(anchorAt: number, funding: Funding, timeZone: string): ModelState {
  return {
    funding,
    timeZone,
    anchorAt,
    cycleStart: anchorAt - 1,
    cycleEnd: anchorAt,
    granted: 0,
    bought: { full: 0, steps: [] },
    debt: 0,
    extraGranted: 0,
    allowanceLeft: 0,
    lots: [],
    used: 0,
    ended: 0,
    holds: [],
    entries: [],
    usage: {},
  }
}

const sum = (numbers: readonly number[]) => numbers.reduce((total, number) => total + number, 0)

export const extraOf = (model: ModelState) => sum(model.lots.map((lot) => lot.size)) - model.used
export const heldOf = (model: ModelState) =>
  sum(model.holds.filter((hold) => hold.state === 'open').map((hold) => hold.amount))
export const frozenOf = (model: ModelState) => sum(model.lots.map((lot) => lot.frozen))
export const spendableOf = (model: ModelState) => model.allowanceLeft + extraOf(model)
/** From the entries alone; checked after every command against the sum of the parts. */
export const balanceOf = (model: ModelState, upTo = model.entries.length) =>
  sum(model.entries.slice(0, upTo).map((entry) => entry.amount))

/** Where a lot ends among all extra credits. */
export const endOf = (model: ModelState, lot: ModelLot) =>
  sum(model.lots.slice(0, model.lots.indexOf(lot) + 1).map((one) => one.size))

export const unspentOf = (model: ModelState, lot: ModelLot) =>
  Math.max(0, Math.min(lot.size, endOf(model, lot) - model.used))

export function enter(
  model: ModelState,
  entry: Partial<ModelEntry> & Pick<ModelEntry, 'at' | 'kind' | 'amount'>,
): number {
  const whole = { ...nothing, extraAmount: 0, key: null, inputHash: '0', reason: null, ...entry }
  // Never minus zero, which would differ from what the database returns.
  model.entries.push({ ...whole, amount: whole.amount + 0, extraAmount: whole.extraAmount + 0 })
  return model.entries.length
}

export function accept(
  model: ModelState,
  credits: number,
  seq: number,
  holdId: string | null = null,
): Outcome {
  return {
    ok: true,
    replayed: false,
    seq,
    credits,
    holdId,
    shortfall: 0,
    balanceAfter: balanceOf(model),
    availableAfter: spendableOf(model),
  }
}

export function refuse(
  model: ModelState,
  code: Extract<Outcome, { ok: false }>['code'],
  cost: number,
): Outcome {
  return { ok: false, code, cost, left: spendableOf(model) }
}

/** The earlier answer to the same key; null if the key is new (R12). */
export function answered(model: ModelState, key: string, inputHash: string, cost: number): Outcome | null {
  const index = model.entries.findIndex((entry) => entry.key === key)
  const entry = model.entries[index]
  if (!entry) return null
  if (entry.inputHash !== inputHash) return refuse(model, 'key-reused', cost)
  return {
    ...accept(model, Math.abs(entry.amount), index + 1),
    replayed: true,
    balanceAfter: balanceOf(model, index + 1),
  } as Outcome
}
