import {
  API_VERSION,
  type FaultKind,
  type FaultSettings,
  START_ENDPOINT_ID,
} from '@market-trak/stripe-emulator/parts'
import type Stripe from 'stripe'
import type { Random } from '@/simulation/ledger/random'
import { isOfOtherProduct } from './other-product'
import type { StripeEmulator } from './stripe-emulator'

/** `cardDeclined` is part of the scenario: it happens in both runs, so that they can be compared. */
export type ChaosFault =
  | Exclude<FaultKind, 'decline'>
  | 'tabClosed'
  | 'clickedTwice'
  | AtStripeKind
  | OrderKind

/** What happens at Stripe in both runs. */
type AtStripeKind =
  | 'cardDeclined'
  | 'customerDeleted'
  | 'otherProduct'
  | 'olderApiVersion'
  | 'renewalInDraft'
  | 'topUpPaid'
  | 'topUpFailed'

/** Also part of the scenario: totals changed by tax or a code. */
type OrderKind = 'taxedOrder' | 'promotionCode' | 'freeOrder' | 'packInvoice'

export const faultKinds: readonly ChaosFault[] = [
  'webhookDelayed',
  'webhookLost',
  'webhookDoubled',
  'webhookReordered',
  'apiError',
  'apiTimeout',
  'cardDeclined',
  'customerDeleted',
  'otherProduct',
  'olderApiVersion',
  'renewalInDraft',
  'topUpPaid',
  'topUpFailed',
  'tabClosed',
  'clickedTwice',
  'taxedOrder',
  'promotionCode',
  'freeOrder',
  'packInvoice',
]

export function faultsOf(seed: number, random: Random): Partial<FaultSettings> {
  return {
    seed,
    webhookLostShare: random.pick([0, 0.2, 0.6]),
    webhookDoubledShare: random.pick([0, 0.3]),
    webhookReorderedShare: random.pick([0, 0.4]),
    webhookReorderWindowMs: 6_000,
    webhookDelayMs: random.pick([0, 0, 2_500]),
    apiErrorShare: random.pick([0, 0.04, 0.12]),
    apiErrorWhen: random.pick(['before', 'after']),
    apiTimeoutShare: random.pick([0, 0.04, 0.1]),
  }
}

/**
 * Counts what happened: a card declined on a page or at a renewal, a customer deleted, another product's sale, a
 * renewal charged while it was a draft, an auto top-up that was paid or failed.
 */
export function happenedAtStripe({ world: { store } }: StripeEmulator): Record<AtStripeKind, number> {
  const version = store.find('webhook_endpoint', START_ENDPOINT_ID)?.api_version
  return {
    cardDeclined: store.list('charge', { where: [['status', 'failed']] }).length,
    customerDeleted: store.list('local.deleted_customer').length,
    otherProduct: store.list('customer').filter(isOfOtherProduct).length,
    olderApiVersion: version === API_VERSION ? 0 : 1,
    renewalInDraft: store.list('invoice').filter(isChargedInDraft).length,
    topUpPaid: topUpInvoices(store).filter(({ status }) => status === 'paid').length,
    topUpFailed: topUpInvoices(store).filter(({ status }) => status === 'void').length,
  }
}

/** Invoices that auto top-up made: those of checkouts come paid. */
export const topUpInvoices = (store: StripeEmulator['world']['store']): Stripe.Invoice[] =>
  store.list('invoice').filter(({ description }) => description === 'Auto top-up')

/** Completed checkouts by what changed their total. */
export function orderKinds({ world: { store } }: StripeEmulator): Record<OrderKind, number> {
  const done = store.list('checkout.session', { where: [['status', 'complete']] })
  return {
    taxedOrder: done.filter(({ total_details }) => (total_details?.amount_tax ?? 0) > 0).length,
    promotionCode: done.filter(({ discounts }) => (discounts ?? []).length > 0).length,
    freeOrder: done.filter(({ mode, amount_total }) => mode === 'payment' && amount_total === 0).length,
    packInvoice: done.filter(({ mode, invoice }) => mode === 'payment' && invoice !== null).length,
  }
}

/** Stripe finalizes a renewal automatically after an hour. */
function isChargedInDraft({ billing_reason, created, status_transitions }: Stripe.Invoice): boolean {
  const at = status_transitions.finalized_at
  return billing_reason === 'subscription_cycle' && at !== null && at < created + 3_600
}
