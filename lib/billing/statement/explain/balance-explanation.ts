import type { StatementRow } from '@/lib/billing/views'
import type { ActionKey } from '@/lib/credits/shared/actions'

/**
 * How a balance was calculated, with labels and links. Dates are ISO instants, amounts are whole credits. The balance equals
 * `openingCredits` plus all `changes`, and also the sum of all `parts`.
 */
export type BalanceExplanation = {
  at: string
  balanceCredits: number
  availableCredits: number
  /** The parts of the balance: allowance, extra credits, held, frozen. Parts of 0 are omitted, except the allowance. */
  parts: { what: string; credits: number }[]
  /** The billing cycle; null before the first one, when there was no balance yet. */
  cycle: { startsAt: string; endsAt: string } | null
  openingCredits: number
  changes: ExplainedChange[]
  /** The rate cards of what was used or held. */
  rateCards: { version: number; effectiveAt: string; note: string }[]
  /** Packs and granted credits with something left or frozen, in the order they are spent. */
  lots: ExplainedPack[]
  /** Work in progress, oldest first. */
  running: ExplainedWork[]
  /** Work in progress beyond the list. */
  moreRunning: number
  /** The last entries at that time, newest first. */
  latest: StatementRow[]
}

export type ExplainedChange = {
  what: string
  action: ActionKey | null
  credits: number
  times: number
  /** The version of the rate card that priced it; null when nothing was priced. */
  rateVersion: number | null
}

export type ExplainedPack = {
  what: string
  /** The statement entry that granted it. */
  seq: number
  grantedAt: string
  /** Null: never. */
  endsAt: string | null
  leftCredits: number
  /** Frozen while a payment is disputed. */
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
