import type { ActionKey } from '@/lib/credits/shared/actions'
import type { StatementRow } from '../views.ts'

/**
 * Why a balance is what it is, in words and links. Dates are ISO instants, amounts whole credits. It adds up twice:
 * `openingCredits` and all `changes` are the balance, and so are all `parts`.
 */
export type BalanceExplanation = {
  at: string
  balanceCredits: number
  availableCredits: number
  /** Where the credits are: allowance, extra credits, held, set aside. Those of 0 are left out but for the allowance. */
  parts: { what: string; credits: number }[]
  /** The billing cycle it was; null before the first, when there was no balance yet. */
  cycle: { startsAt: string; endsAt: string } | null
  openingCredits: number
  changes: ExplainedChange[]
  /** The rate cards behind what was used or held. */
  rateCards: { version: number; effectiveAt: string; note: string }[]
  /** Packs and gifts of which something was left or set aside, in the order they are spent. */
  lots: ExplainedPack[]
  /** Work that was running, oldest first. */
  running: ExplainedWork[]
  /** Running work beyond the listed. */
  moreRunning: number
  /** The last entries by then, newest first. */
  latest: StatementRow[]
}

export type ExplainedChange = {
  what: string
  action: ActionKey | null
  credits: number
  times: number
  /** Version of the rate card it was priced by; null where nothing was priced. */
  rateVersion: number | null
}

export type ExplainedPack = {
  what: string
  /** The statement's entry that granted it. */
  seq: number
  grantedAt: string
  /** Null: never. */
  endsAt: string | null
  leftCredits: number
  /** Set aside while a payment is disputed. */
  frozenCredits: number
}

export type ExplainedWork = {
  id: string
  what: string
  credits: number
  who: string
  since: string
  href: string | null
}
