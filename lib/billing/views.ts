import type { BillingInterval, SubscriptionStatus } from '@/db/schema/billing/billing'
import type { PlanMode } from '@/db/schema/billing/catalog'
import type { LimitMetric, PlanMetric } from '@/db/schema/billing/plan-limits'
import type { ActionKey, SubjectKind } from '@/lib/credits/shared/actions'
import type { Usage } from '@/lib/credits/shared/usage'
import type { Forecast } from './forecast/forecast.ts'
import type { UnfundedReason } from './funding/funding.ts'
import type { StatementKind } from './shared/statement-kinds.ts'

/** Plain data for the screens about credits. Dates are ISO instants; amounts are whole credits or cents. */

export type SpendingState =
  | 'open'
  /** The trial is over: no spending, everything stays readable (R19). */
  | 'trial-ended'
  | 'canceled'
  | 'overdue'

export type PlanCard = {
  key: string
  name: string
  mode: PlanMode
  status: SubscriptionStatus
  spending: SpendingState
  /** Why the plan gives less than it should, or will; null when `status` says it all. */
  unfunded: UnfundedReason | null
  /** Credits added to the current cycle as soon as it is paid. */
  creditsOnPayment: number
  interval: BillingInterval
  priceCents: number
  currency: string
  /** Monthly credits of the plan. */
  allowanceCredits: number
  trialEndsAt: string | null
  /** When the paid period ends: the plan renews, or ends if `cancelAtPeriodEnd`. */
  periodEndsAt: string | null
  cancelAtPeriodEnd: boolean
}

export type LimitMeter<Metric extends LimitMetric = LimitMetric> = {
  metric: Metric
  used: number
  /** Reserved for work in progress: neither used nor left. */
  held: number
  limit: number
}

/** The data of the profile menu (R20) and the top of the billing page. */
export type CreditsSummary = {
  workspaceName: string
  timeZone: string
  plan: PlanCard
  usage: Usage
  allowanceLeft: number
  extraLeft: number
  /** When this cycle's extra credits expire; null: never, or none bought. */
  extraEndsAt: string | null
  frozenCredits: number
  resetsAt: string
  /** Null in credits mode. */
  meters: LimitMeter<PlanMetric>[] | null
  /** Included within fair use; null in credits mode. */
  fairUse: LimitMeter[] | null
  /** What the red bar offers this person (R22, R23, R31). */
  nextStep: 'buy' | 'subscribe' | 'ask-admin'
  /** When these numbers were read. */
  asOf: string
  /** Changes whenever any of these numbers changes. */
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
  /** Of the entire order. */
  credits: number
  priceCents: number
  currency: string
  /** When the credits expire; null: never. */
  endsAt: string | null
  /** Credits of the order that would expire unused at this pace (R16). */
  unusedCredits: number
}

/** A plan that covers a shortage, with its price today and its credits. */
export type UpgradeOption = {
  plan: PlanOffer
  interval: BillingInterval
  /** `subscribe`: after a trial, or after a plan that ended. */
  start: 'prorated' | 'new-cycle' | 'subscribe'
  chargeCents: number
  currency: string
  /** Additional credits until `resetsAt`. */
  creditsAdded: number
  /** Credits that expire today because a new cycle starts. */
  expiresTodayCredits: number
  /** Credits that would expire unused at this pace when the cycle ends. */
  unusedCredits: number
  /** When the next allowance replaces the credits; null: a month after subscribing. */
  resetsAt: string | null
  /** Each renewal from then on. */
  renewalCents: number
  /** Whether it covers the entire shortage. */
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
  /** Newer terms that Market Trak scheduled, which the workspace cannot undo. */
  byMarketTrak: boolean
  priceCents: number
  currency: string
  allowanceCredits: number
  limits: { reports: number; emails: number; contacts: number } | null
}

/** The pending state of the plan. */
export type PlanStanding = {
  /** There is an active subscription to change, cancel or resume. */
  subscribed: boolean
  /** A change that has not taken effect; with `from` null, it waits for its payment. */
  pending: PendingPlan | null
  endsAt: string | null
  /** While a payment is past due: from then on, cycles get nothing until it is paid. */
  graceEndsAt: string | null
  /** Stripe's page of the open invoice; null for members. */
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
  /** The charged amount, when the price was converted to the buyer's currency. */
  presentment: { cents: number; currency: string } | null
  status: 'paid' | 'open' | 'unpaid' | 'void' | 'part-refunded' | 'refunded' | 'disputed'
  /** The page of the invoice in Stripe. */
  href: string | null
  pdfHref: string | null
  receiptHref: string | null
}

/** The billing details on the invoices of a workspace. */
export type BillingDetails = {
  name: string
  email: string
  /** Whether name and email follow the workspace and its owner. */
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
  /** Further ones that were entered in Stripe. */
  otherTaxIds: string[]
}

/** "Visa ending in 4242", "12/2034". */
export type PaymentMethod = { words: string; expires: string | null }

export type BillingRecords = {
  records: BillingRecord[]
  /** There are older ones that were not loaded. */
  hasMore: boolean
  paymentMethod: PaymentMethod | null
}

/** What is charged next, and what was charged last; null: nothing. */
export type BillingGlance = {
  nextCharge: { at: string; amountCents: number; currency: string } | null
  lastInvoice:
    | (Pick<BillingRecord, 'at' | 'amountCents' | 'currency' | 'status'> & { href: string | null })
    | null
}

/** The cost and credits of a plan change, from Stripe's preview. */
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
  /** Included tax. */
  taxCents: number
  /** Renewals are also taxed; the price excludes tax. */
  isTaxed: boolean
  /** Credit beyond the charge, for future invoices. */
  balanceCents: number
  /** Too small for Stripe to charge on its own, so added to the next invoice. */
  deferredCents: number
  /** The second that the charge was calculated for; sent back with the confirmation. */
  prorationAt: number
  renewsAt: string
  allowanceCredits: number
  /** Added to the balance immediately. */
  creditsAdded: number
  /** Added when the next invoice, which includes the charge, is paid. */
  creditsLater: number
  creditsLeft: number
  resetsAt: string
  /** The same plan with a new cycle from today at the full price; null when not offered. */
  newCycle: {
    chargeCents: number
    /** Included tax. */
    taxCents: number
    creditsAdded: number
    /** The rest of the current cycle's allowance. */
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
  /** When the next version takes effect; null: none is scheduled. */
  nextAt: string | null
  lines: RateLine[]
}

/** How many results of an action the balance covers. */
export type StillBuys = {
  action: ActionKey
  label: string
  unit: string
  price: string
  units: number | null
}

export type CreditsOutlook = {
  forecast: Forecast
  /** What happens at `endsAt`: a new cycle, or the end of the trial or plan. */
  ending: 'reset' | 'plan'
  endsAt: string
  /** Credits used on this day and on the last seven, in the workspace's time zone. */
  used: { today: number; week: number }
  /** Scheduled before `endsAt` and included in the forecast. */
  scheduledCredits: number
  /** The cheapest packs that cover the shortage; null: no shortage, or no combination is enough. */
  packs: PackOrder | null
  stillBuys: StillBuys[]
}

export type StatementRow = {
  seq: number
  at: string
  /** The label of the entry. */
  what: string
  /** What it paid for, by its own name: "Report 98103". Null: it has none, or was deleted. */
  name: string | null
  /** Entries of one campaign, or of one file of a feed. */
  group: StatementGroup | null
  /** The hold that a campaign's charge settled. */
  hold: { heldCredits: number; heldAt: string; releasedCredits: number } | null
  action: ActionKey | null
  amountCredits: number
  balanceAfterCredits: number
  who: string
  rateVersion: number | null
  subject: { kind: SubjectKind; id: string } | null
  /** The page of the subject; null when it has none. */
  href: string | null
  note: string | null
  /** What an integration sent with the spend (R50). */
  metadata: Record<string, string> | null
}

export type StatementGroup = { key: string; name: string; href: string | null }

/** Statement filters, stored in the URL. Days are in the workspace's time zone, both included, as YYYY-MM-DD. */
export type StatementFilters = {
  kind?: StatementKind
  action?: ActionKey
  memberId?: number
  /** Start of a billing cycle, as an ISO instant. */
  cycle?: string
  from?: string
  to?: string
  /** Words in names, labels, members and notes; or an entry number or id. */
  search?: string
  /** Only entries with all of these metadata pairs (R50); from the API. */
  metadata?: Record<string, string>
}

export type StatementPage = {
  rows: StatementRow[]
  /** Pass as `before` for the next page; null at the end. With filters, a page may be short or empty before the end. */
  nextBefore: number | null
  /** Pass as `after` for the previous page; null at the newest. */
  previousAfter: number | null
  /** Whether the group of the first or last row continues on the page before or after. */
  continues: { newer: boolean; older: boolean }
}
