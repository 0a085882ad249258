import type { AutoTopUpStop } from '@/db/schema/billing/auto-top-up'
import type { BillingInterval } from '@/db/schema/billing/billing'
import type { PlanMode } from '@/db/schema/billing/catalog'
import type { AlertUnit } from '@/db/schema/people/alerts'
import type { Paid } from '@/lib/core/text/money'

/** The data of each kind of notification. Instants are ISO, amounts are whole credits or cents. */
export type Notice =
  | {
      kind: 'low-credits'
      data: {
        leftCredits: number
        /** Held by jobs in progress, in addition to what is left. Missing in older notifications. */
        heldCredits?: number
        allowanceCredits: number
        resetsAt: string
        /** Only for trials, which end without a reset (R4). */
        trialEndsAt?: string
        /** Null if no pack is on offer, as during a trial. */
        pack: { name: string; credits: number; priceCents: number } | null
        upgrade: { name: string; allowanceCredits: number; monthlyPriceCents: number } | null
      }
    }
  | {
      kind: 'alert-level'
      data: {
        level: { unit: AlertUnit; amount: number }
        leftCredits: number
        heldCredits: number
        allowanceCredits: number
        resetsAt: string
        /** Only of a trial: it ends, and nothing is added (R4). */
        trialEndsAt?: string
        pack: { name: string; credits: number; priceCents: number } | null
        upgrade: { name: string; allowanceCredits: number; monthlyPriceCents: number } | null
      }
    }
  | {
      kind: 'usage-digest'
      /** What it says in full is in `usage_digests`, by the end of its cycle. Usage is in credits, or in units of limits. */
      data: { startsAt: string; endsAt: string; usedCredits: number; planName: string; mode: PlanMode }
    }
  | {
      kind: 'low-limit'
      data: {
        metric: string
        used: number
        held?: number
        limit: number
        resetsAt: string
        upgrade: { name: string; monthlyPriceCents: number } | null
      }
    }
  | {
      kind: 'allowance-reset'
      /** `startedAt`: when the reset happened, because the notification can be late. Missing in older notifications. */
      data: { credits: number; creditsOnPayment?: number; startedAt?: string; resetsAt: string }
    }
  | {
      kind: 'purchase-receipt' /** `paid` and `isAutomatic` are missing in older notifications. */
      data: { credits: number; priceCents: number; paid?: Paid; endsAt: string | null; isAutomatic?: boolean }
    }
  | { kind: 'payment-failed'; data: { planName: string } }
  | { kind: 'first-payment-failed'; data: { planName: string } }
  /** `gives`: what an unpaid cycle doesn't include. */
  | { kind: 'billing-paused'; data: { planName: string; gives: Gives; isPlanPaused: boolean } }
  | { kind: 'invoice-written-off'; data: { planName: string; gives: Gives; canPay: boolean } }
  | { kind: 'trial-ending'; data: { endsAt: string } }
  | {
      kind: 'feed-paused'
      data:
        | { waiting: number; credits: number }
        /** A full file has a third fewer listings, or more: someone must confirm that they are off the market. */
        | { feed: string; missing: number; of: number }
    }
  | {
      kind: 'credits-asked'
      data: {
        who: string
        leftCredits: number
        /** The spending limit they reached: the one of this action, or their own. */
        cap?: {
          mostCredits: number
          usedCredits: number
          action?: string
          /** The requested limit, and the reason if given. */
          requestedCredits?: number
          reason?: string
        }
      }
    }
  /** `mostCredits`: null if the spending limit was removed. */
  | { kind: 'cap-answered'; data: { by: string; mostCredits: number | null; action?: string } }
  /** `paused`: it can be resumed. */
  | { kind: 'campaign-stopped'; data: { id: string; name: string; reason: string; paused?: boolean } }
  /** `recurring`: the id is that of a recurring report, which paused. */
  | { kind: 'campaign-refused'; data: { id: string; name: string; failure: string; recurring?: boolean } }
  /** `dueAt`: when it was scheduled. */
  | { kind: 'campaign-held'; data: { id: string; name: string; dueAt: string; lateAfterHours: number } }
  | { kind: 'post-held'; data: { id: string; title: string; dueAt: string; lateAfterHours: number } }
  /** `gone`: its server answered that the address is gone. `failing`: nothing arrived for days. */
  | { kind: 'webhook-disabled'; data: { id: string; host: string; reason: 'gone' | 'failing' } }
  | {
      kind: 'terms-change'
      data: {
        planName: string
        from: string
        interval: BillingInterval
        priceCents: number
        formerPriceCents: number
        allowanceCredits: number
        limits: { reports: number; emails: number; contacts: number } | null
      }
    }
  /** `lastUsedAt`: null if it was never used. */
  | {
      kind: 'key-expiring'
      data: { name: string; expiresAt: string; isService: boolean; lastUsedAt: string | null }
    }
  /** `refundedCredits`: 0 if the work was not refunded. */
  | {
      kind: 'case-answered'
      data: { title: string; href: string; answer: string; refundedCredits: number }
    }
  /** `maximum`: it goes on with the next month. */
  | {
      kind: 'auto-top-up'
      data: {
        reason: AutoTopUpStop | 'maximum'
        credits: number
        priceCents: number
        maxCents: number
        currency: string
        /** Null: no card was saved. */
        card: string | null
      }
    }

export type Gives = 'credits' | 'monthly limits'
