import type { BillingInterval, SubscriptionStatus } from '@/db/schema/billing/billing'
import type { PlanMode } from '@/db/schema/billing/catalog'
import type { LimitMetric, PlanMetric } from '@/db/schema/billing/limits'
import type { ActionKey, SubjectKind } from '@/lib/credits/shared/actions'
import type { Usage } from '@/lib/credits/shared/usage'
import type { Forecast } from './forecast/forecast.ts'
import type { UnfundedReason } from './funding/funding.ts'

/** Plain data that the screens about credits draw. Dates are ISO instants; amounts whole credits or cents. */

export type SpendingState =
  | 'open'
  /** The trial is over; nothing can be spent, everything stays readable (R19). */
  | 'trial-ended'
  | 'cancelled'
  | 'overdue'

export type PlanCard = {
  key: string
  name: string
  mode: PlanMode
  status: SubscriptionStatus
  spending: SpendingState
  /** Why the plan gives less than it should, or will; null: nothing stands in the way but what `status` says. */
  unfunded: UnfundedReason | null
  /** Credits that are added to the running cycle as soon as it is paid for. */
  creditsOnPayment: number
  interval: BillingInterval
  priceCents: number
  currency: string
  /** What the plan gives a month. */
  allowanceCredits: number
  trialEndsAt: string | null
  /** When the paid period ends: renews then, or ends then if `cancelAtPeriodEnd`. */
  periodEndsAt: string | null
  cancelAtPeriodEnd: boolean
}

export type LimitMeter<Metric extends LimitMetric = LimitMetric> = {
  metric: Metric
  used: number
  /** Reserved for running work: not used yet, and not left. */
  held: number
  limit: number
}

/** Behind the profile menu (R20) and at the head of the billing page. */
export type CreditsSummary = {
  workspaceName: string
  timeZone: string
  plan: PlanCard
  usage: Usage
  allowanceLeft: number
  extraLeft: number
  /** When this cycle's extra credits end; null: never, or none bought. */
  extraEndsAt: string | null
  frozenCredits: number
  resetsAt: string
  /** Null in credits mode. */
  meters: LimitMeter<PlanMetric>[] | null
  /** What the plan includes without listing it, within fair use; null in credits mode. */
  fairUse: LimitMeter[] | null
  /** What the red bar offers this person (R22, R23, R31). */
  nextStep: 'buy' | 'subscribe' | 'ask-admin'
  /** When these numbers were read. */
  asOf: string
  /** Another one whenever any of these numbers is another. */
  version: string
}

export type PackOffer = {
  key: string
  name: string
  credits: number
  priceCents: number
  currency: string
  endsAt: string | null
}

/** Packs to buy together in one purchase. */
export type PackOrder = {
  /** `credits` are those of one pack. */
  lines: { key: string; credits: number; quantity: number }[]
  /** Of the whole order. */
  credits: number
  priceCents: number
  currency: string
  /** Until when the credits last; null: they never expire. */
  endsAt: string | null
  /** Credits of the order that would expire unused at this pace (R16). */
  unusedCredits: number
}

/** A plan that makes up for what is short, with what it costs today and gives. */
export type UpgradeOption = {
  plan: PlanOffer
  interval: BillingInterval
  /** `subscribe`: after a trial, or after a plan that ended. */
  start: 'prorated' | 'new-cycle' | 'subscribe'
  chargeCents: number
  currency: string
  /** Credits that can be spent more than without it, until `resetsAt`. */
  creditsAdded: number
  /** Credits that end today because a new cycle begins. */
  expiresTodayCredits: number
  /** Credits that would expire unused at this pace when the cycle ends. */
  unusedCredits: number
  /** When the credits are replaced by the next allowance; null: a month after subscribing. */
  resetsAt: string | null
  /** Each renewal from then on. */
  renewalCents: number
  /** It makes up for all that is short. */
  isEnough: boolean
}

export type PlanOffer = {
  key: string
  name: string
  mode: PlanMode
  description: string
  monthlyPriceCents: number
  annualPriceCents: number
  currency: string
  allowanceCredits: number
  limits: { reports: number; emails: number; contacts: number } | null
}

export type PendingPlan = {
  planKey: string
  planName: string
  interval: BillingInterval
  from: string | null
  /** Newer terms to which Market Trak moves its subscribers: nothing to take back. */
  byMarketTrak: boolean
  priceCents: number
  currency: string
  allowanceCredits: number
  limits: { reports: number; emails: number; contacts: number } | null
}

/** What is to come of the plan. */
export type PlanStanding = {
  /** There is a running subscription to change, cancel or resume. */
  subscribed: boolean
  /** A change that has not taken effect; `from` null: it waits for its payment. */
  pending: PendingPlan | null
  endsAt: string | null
  /** While a payment is overdue: cycles from then on get nothing until it is paid. */
  graceEndsAt: string | null
  /** Stripe's page where what is owed can be paid; null for members. */
  payHref: string | null
  hasCustomer: boolean
}

/** An invoice of the plan or a pack that was paid. */
export type BillingRecord = {
  id: string
  at: string
  what: string
  number: string | null
  amountCents: number
  currency: string
  /** Part of the amount. */
  taxCents: number
  /** What was charged instead, when the price was converted to the buyer's currency. */
  presentment: { cents: number; currency: string } | null
  status: 'paid' | 'open' | 'unpaid' | 'void' | 'part-refunded' | 'refunded' | 'disputed'
  /** The invoice's page at Stripe. */
  href: string | null
  pdfHref: string | null
  receiptHref: string | null
}

/** Who the invoices of a workspace are addressed to. */
export type BillingDetails = {
  name: string
  email: string
  /** The name is the workspace's and the email its owner's: both change with them. */
  followsWorkspace: boolean
  followsOwner: boolean
  address: {
    line1: string
    line2: string
    city: string
    state: string
    postalCode: string
    country: string
  }
  taxId: { type: string; value: string } | null
  /** Entered at Stripe beside the first. */
  otherTaxIds: string[]
}

/** "Visa ending in 4242", "12/2034". */
export type PaymentMethod = { words: string; expires: string | null }

export type BillingRecords = {
  records: BillingRecord[]
  /** There are older ones that were not read. */
  hasMore: boolean
  paymentMethod: PaymentMethod | null
}

/** What a change of plan would cost and give; from Stripe's own preview. */
export type PlanChange = {
  planKey: string
  planName: string
  fromName: string
  interval: BillingInterval
  fromInterval: BillingInterval
  mode: PlanMode
  fromMode: PlanMode
  when: 'now' | 'period-end'
  /** When it takes effect. */
  at: string
  /** Each renewal from then on. */
  priceCents: number
  currency: string
  /** Charged when it is confirmed; 0 when it takes effect later. */
  chargeCents: number
  /** Tax in it. */
  taxCents: number
  /** Renewals are taxed as well; the price is without it. */
  isTaxed: boolean
  /** Credited to the account beyond the charge, for the invoices to come. */
  balanceCents: number
  /** Too small for Stripe to charge by itself: it goes on the next invoice. */
  deferredCents: number
  /** The second that the charge was worked out for; given back with the confirmation. */
  prorationAt: number
  renewsAt: string
  allowanceCredits: number
  /** Added to the balance at once. */
  creditsAdded: number
  /** Added when a charge that goes on the next invoice is paid. */
  creditsLater: number
  creditsLeft: number
  resetsAt: string
  /** The same plan with a new cycle that begins today, at its full price; null where that is not offered. */
  newCycle: {
    chargeCents: number
    /** Tax in it. */
    taxCents: number
    creditsAdded: number
    /** What is left of the running cycle's allowance. */
    creditsExpiring: number
    creditsAfter: number
    resetsAt: string
    renewsAt: string
  } | null
  limits: PlanOffer['limits']
}

export type RateLine = {
  action: ActionKey
  label: string
  unit: string
  credits: number
  per: number
  minimum: number
  /** "20 credits", "3 credits for every 10 emails, minimum 3". */
  words: string
}

export type RateCardView = {
  version: number
  effectiveAt: string
  /** When the next version takes effect; null: none is planned. */
  nextAt: string | null
  lines: RateLine[]
}

/** How much of an action the balance still pays for. */
export type StillBuys = {
  action: ActionKey
  label: string
  unit: string
  price: string
  units: number | null
}

export type CreditsOutlook = {
  forecast: Forecast
  /** What comes at `endsAt`: a new cycle, or the end of the trial or plan. */
  ending: 'reset' | 'plan'
  endsAt: string
  /** Planned for a time before `endsAt`, and counted in the forecast. */
  scheduledCredits: number
  /** The cheapest packs that make up for what is short; null: nothing is short, or no order of packs is enough. */
  packs: PackOrder | null
  stillBuys: StillBuys[]
}

export type StatementRow = {
  seq: number
  at: string
  /** What happened, in the reader's words. */
  what: string
  action: ActionKey | null
  amountCredits: number
  balanceAfterCredits: number
  who: string
  rateVersion: number | null
  subject: { kind: SubjectKind; id: string } | null
  /** Where the subject can be seen; null when it has no page. */
  href: string | null
  note: string | null
}

/** What a statement is narrowed to; kept in the URL. Days are the workspace's, both included, as YYYY-MM-DD. */
export type StatementFilters = { action?: ActionKey; memberId?: number; from?: string; to?: string }

export type StatementPage = {
  rows: StatementRow[]
  /** Give it as `before` to read on; null at the end. With filters a page may be short, or empty, before the end. */
  nextBefore: number | null
  /** Give it as `after` to read back; null at the newest. */
  previousAfter: number | null
}
