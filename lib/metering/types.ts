import type { LimitMetric } from '@/db/schema/billing/limits'
import type { Refusal } from '@/lib/core/errors'
import type { ActionKey, Subject } from '@/lib/credits/shared/actions'

/** What an action costs now, as shown before the click (R7). The form sends `credits` and `rateVersion` back (R8). */
export type Quote = {
  action: ActionKey
  units: number
  credits: number
  rateVersion: number
  /** Credits that could be spent now. */
  leftCredits: number
  /** What a spending limit leaves this person for this action; null: none concerns them, or the plan has limits instead. */
  spendingLimitLeftCredits: number | null
  /** In limits mode, what the plan counts this action as (R3); null: it counts nothing, or credits are spent. */
  limit: CountedLimit | null
  /** A trial or plan that has ended: nothing can be spent (R19). */
  stopped: boolean
  /** False: the control stays reachable and says why, with the way out. */
  affordable: boolean
}

/** How far a cycle is with a metric, running work included, and when it starts again at zero. */
export type CountedLimit = {
  metric: LimitMetric
  limit: number
  used: number
  resetsAt: string
  /** Of the workspace: the reset is shown in it. */
  timeZone: string
}

export type Reservation = { holdId: string; credits: number; rateVersion: number }

/** What became of one of many: its price is set aside, or it is not and why. */
export type Reserved = Reservation | Refusal

/** A piece of work to be paid for. */
export type Work = {
  units: number
  /** The price that the person saw (R8). */
  quotedCredits: number
  /** Same key, same input: the same reservation (R12). */
  key: string
  subject: Subject
}

type Kind = {
  action: ActionKey
  /** How long the work may be silent before it is taken for dead. Renewed with `renew`. */
  leaseSeconds: number
}

export type ReserveInput = Kind & Work
export type ReserveManyInput = Kind & { works: readonly Work[] }

/** A hold, and how much of its work was delivered. */
export type Delivered = { holdId: string; units: number }
