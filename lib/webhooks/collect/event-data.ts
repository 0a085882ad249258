import type { BillingInterval, SubscriptionStatus } from '@/db/schema/billing/billing'
import type { PlanMode } from '@/db/schema/billing/catalog'
import type { LimitMetric } from '@/db/schema/billing/plan-limits'
import type { feedRunSources } from '@/db/schema/work/feeds'

/**
 * What each event carries: ids, credits and instants, never personal data. Amounts are whole credits, instants ISO 8601.
 * Integrators rely on it: add fields, never rename or remove one.
 */
export type EventData = {
  'credits.low': {
    leftCredits: number
    /** Set aside for running work. */
    heldCredits: number
    allowanceCredits: number
    resetsAt: string
  }
  'credits.reset': EntryData & { cycleStartsAt: string; cycleEndsAt: string }
  /** `plan`: an upgrade, or a cycle that was paid for late. */
  'credits.added': EntryData & { reason: 'plan' | 'promotion' | 'correction' }
  'credits.purchased': EntryData & {
    purchaseId: string
    origin: 'checkout' | 'auto-top-up'
    packs: { pack: string; quantity: number }[]
    /** Discounts and tax included. */
    paidCents: number
    currency: string
    expiresAt: string | null
  }
  /** Below zero: purchased credits were taken back. Above zero: credits were returned. */
  'credits.refunded': EntryData &
    ({ reason: 'payment'; purchaseId: string } | { reason: 'work'; work: { kind: string; id: string } })
  'subscription.renewed': SubscriptionData
  'subscription.changed': SubscriptionData & { previous: SubscriptionData }
  'work.ready': WorkData & { status: 'ready' | 'sent' }
  'work.failed': WorkData & { status: 'failed' | 'declined' | 'refused' | 'stopped' }
  /** Less than 10% of a limit is left. */
  'limits.low': LimitData
  'limits.reached': LimitData
  'limits.reset': {
    cycleStartsAt: string
    cycleEndsAt: string
    limits: { metric: LimitMetric; limit: number }[]
  }
  'post.published': PostData & { credits: number }
  /** `targetId`: the webhook for posts that didn’t accept it. */
  'post.failed': PostData & { targetId: string }
  'feed.finished': FeedFileData & {
    status: 'done'
    /** All in the file, readable or not. */
    listings: number
    newListings: number
    changedListings: number
    unreadableListings: number
  }
  'feed.failed': FeedFileData & { status: 'failed' }
  'webhook.test': { message: string }
}

type EntryData = {
  /** The number of the entry in the statement. */
  entry: number
  /** What the entry added to the balance, or took from it. */
  credits: number
  balanceAfterCredits: number
}

export type SubscriptionData = {
  plan: string
  planName: string
  /** `limits`: monthly limits instead of credits. Not in states that were seen before it was added. */
  mode?: PlanMode
  interval: BillingInterval
  status: SubscriptionStatus
  periodStartsAt: string | null
  periodEndsAt: string | null
  /** When it ends; null: it renews. */
  endsAt: string | null
}

type LimitData = {
  metric: LimitMetric
  used: number
  /** Set aside for running work. */
  held: number
  limit: number
  resetsAt: string
}

/** `feedId`: null if it was written by hand. */
type PostData = { id: string; feedId: string | null; url: string }

/** One file of a property feed. */
type FeedFileData = { id: string; feedId: string; source: (typeof feedRunSources)[number]; url: string }

type WorkData = {
  kind: 'report' | 'valuation' | 'image' | 'campaign'
  id: string
  /** What was charged for it. */
  credits: number
  /** Where members open it. */
  url: string
}
