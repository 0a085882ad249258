import type { AutoTopUpStop } from '@/db/schema/billing/auto-top-up'
import type { BillingInterval } from '@/db/schema/billing/billing'
import type { Paid } from '@/lib/core/text/money'

/** What each kind of notification carries. Instants are ISO, amounts whole credits or cents. */
export type Notice =
  | {
      kind: 'low-credits'
      data: {
        leftCredits: number
        /** By running work, on top of what is left. Notifications of earlier versions don't say. */
        heldCredits?: number
        allowanceCredits: number
        resetsAt: string
        /** Only of a trial: it ends, and nothing is added (R4). */
        trialEndsAt?: string
        /** Null where none is on offer, as on a trial. */
        pack: { name: string; credits: number; priceCents: number } | null
        upgrade: { name: string; allowanceCredits: number; monthlyPriceCents: number } | null
      }
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
      /** `startedAt` is when it was, since it may be told later: it was not kept at first. */
      data: { credits: number; creditsOnPayment?: number; startedAt?: string; resetsAt: string }
    }
  | {
      kind: 'purchase-receipt' /** `paid` is missing in notices of before it was kept. */
      data: { credits: number; priceCents: number; paid?: Paid; endsAt: string | null }
    }
  | { kind: 'payment-failed'; data: { planName: string } }
  | { kind: 'first-payment-failed'; data: { planName: string } }
  /** `gives`: what a cycle lacks until it is paid for. */
  | { kind: 'billing-paused'; data: { planName: string; gives: Gives; isPlanPaused: boolean } }
  | { kind: 'invoice-written-off'; data: { planName: string; gives: Gives; canPay: boolean } }
  | { kind: 'trial-ending'; data: { endsAt: string } }
  | { kind: 'feed-paused'; data: { waiting: number; credits: number } }
  | {
      kind: 'credits-asked'
      data: {
        who: string
        leftCredits: number
        /** The spending limit that holds them back: of this action, or of their own. */
        cap?: {
          mostCredits: number
          usedCredits: number
          action?: string
          /** What they asked for, and why, if they said so. */
          requestedCredits?: number
          reason?: string
        }
      }
    }
  /** Null: there is no spending limit any more. */
  | { kind: 'cap-answered'; data: { by: string; mostCredits: number | null; action?: string } }
  | { kind: 'campaign-stopped'; data: { id: string; name: string; reason: string } }
  | { kind: 'campaign-refused'; data: { id: string; name: string; failure: string } }
  /** `dueAt`: when it was to go out. */
  | { kind: 'campaign-held'; data: { id: string; name: string; dueAt: string; lateAfterHours: number } }
  | { kind: 'post-held'; data: { id: string; title: string; dueAt: string; lateAfterHours: number } }
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
