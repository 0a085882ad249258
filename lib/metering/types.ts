import type { LimitMetric } from '@/db/schema/billing/plan-limits'
import type { Refusal } from '@/lib/core/errors'
import type { ActionKey, Subject } from '@/lib/credits/shared/actions'
import type { SpendMetadata } from '@/lib/credits/shared/metadata'

/** What an action costs now, as shown before the click (R7). The form sends back `credits` and `rateVersion` (R8). */
export type Quote = {
  action: ActionKey
  units: number
  credits: number
  rateVersion: number
  /** The rule behind the cost; null on a plan with monthly limits. */
  rate: QuotedRate | null
  /** Credits available now. */
  leftCredits: number
  /**
   * Credits that spending limits leave this person for this action; null if none apply or the plan is in limits mode.
   */
  spendingLimitLeftCredits: number | null
  /** In limits mode, the metric this action counts toward (R3); null if it counts toward none, or in credits mode. */
  limit: CountedLimit | null
  /** The trial or plan has ended: nothing can be spent (R19). */
  stopped: boolean
  /** If false, the control stays enabled for focus and explains why, with the next step. */
  affordable: boolean
}

export type QuotedRate = {
  /** "20 credits per report". */
  words: string
  version: number
  effectiveAt: string
  /** The workspace's time zone, in which the date is shown. */
  timeZone: string
}

/** A cycle's usage of a metric, including work in progress, and when it resets. */
export type CountedLimit = {
  metric: LimitMetric
  limit: number
  used: number
  resetsAt: string
  /** The workspace's time zone, in which the reset is shown. */
  timeZone: string
}

export type Reservation = { holdId: string; credits: number; rateVersion: number }

/** The result for one of many: its reservation, or why it was refused. */
export type ReserveResult = Reservation | Refusal

/** A piece of work to pay for. */
export type Work = {
  units: number
  /** The price the person saw (R8). */
  quotedCredits: number
  /** The same key and input return the same reservation (R12). */
  key: string
  subject: Subject
  /** Kept with the entry and part of the request: the same key with other metadata is refused (R12, R50). */
  metadata?: SpendMetadata
}

type Kind = {
  action: ActionKey
  /** How long the work can be silent before it is considered dead. Extended with `renew`. */
  leaseSeconds: number
}

export type ReserveInput = Kind & Work
export type ReserveManyInput = Kind & { works: readonly Work[] }

/** A hold, and how many units of its work were delivered. */
export type Delivered = { holdId: string; units: number }
