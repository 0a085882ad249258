import type Stripe from 'stripe'
import type { CardBehaviour } from '../payments/test-cards'

/** What the stand-in must remember of a card, without keeping its number. */
export interface LocalCard {
  id: string
  behaviour: CardBehaviour
  /** Authenticated once while being saved, so later charges without the customer may pass. */
  authenticated: boolean
}

/** The part of a checkout session that Stripe keeps to itself. */
export interface LocalCheckout {
  id: string
  lineItems: Stripe.LineItem[]
  /** The invoice that a paid one-time checkout gets; null when none was requested. */
  invoiceCreation?: { metadata: Stripe.Metadata; description: string | null } | null
  /** What the buyer enters that is saved on the customer. */
  customerUpdate?: { address: boolean; name: boolean }
  /** The code that the buyer applied. */
  promotionCode?: string | null
  paymentIntentData: { metadata: Stripe.Metadata; description: string | null; saveCard: boolean }
  subscriptionData: {
    metadata: Stripe.Metadata
    description: string | null
    trialEnd: number | null
    trialDays: number | null
  }
}

/** A deleted customer, which still answers by its id. */
interface LocalDeletedCustomer {
  id: string
  customer: string
}

/** A buyer sent to the bank's page and not back yet. */
export interface LocalChallenge {
  id: string
  session: string
  paymentMethod: string
  email: string
  name: string
  businessName?: string
  taxId?: string
}

export interface ObjectKinds {
  balance_transaction: Stripe.BalanceTransaction
  'billing_portal.configuration': Stripe.BillingPortal.Configuration
  'billing_portal.session': Stripe.BillingPortal.Session
  charge: Stripe.Charge
  coupon: Stripe.Coupon
  discount: Stripe.Discount
  'checkout.session': Stripe.Checkout.Session
  customer: Stripe.Customer
  dispute: Stripe.Dispute
  event: Stripe.EventBase
  invoice: Stripe.Invoice
  invoice_payment: Stripe.InvoicePayment
  invoiceitem: Stripe.InvoiceItem
  payment_intent: Stripe.PaymentIntent
  payment_method: Stripe.PaymentMethod
  price: Stripe.Price
  product: Stripe.Product
  'radar.early_fraud_warning': Stripe.Radar.EarlyFraudWarning
  promotion_code: Stripe.PromotionCode
  refund: Stripe.Refund
  setup_intent: Stripe.SetupIntent
  subscription: Stripe.Subscription
  subscription_schedule: Stripe.SubscriptionSchedule
  tax_id: Stripe.TaxId
  'test_helpers.test_clock': Stripe.TestHelpers.TestClock
  webhook_endpoint: Stripe.WebhookEndpoint
  'local.card': LocalCard
  'local.challenge': LocalChallenge
  'local.checkout': LocalCheckout
  'local.deleted_customer': LocalDeletedCustomer
}
