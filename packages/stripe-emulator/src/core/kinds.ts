import type Stripe from 'stripe'
import type { CardBehavior } from '../payments/test-cards'

/** What the emulator stores about a card, without its number. */
export interface LocalCard {
  id: string
  /** Stored in existing data files under this name. */
  behaviour: CardBehavior
  /** Authenticated when saved, so later off-session charges can succeed. */
  authenticated: boolean
}

/** Internal data of a checkout session. */
export interface LocalCheckout {
  id: string
  lineItems: Stripe.LineItem[]
  /** Settings of a paid one-time checkout's invoice; null if none was requested. */
  invoiceCreation?: { metadata: Stripe.Metadata; description: string | null } | null
  /** Entered details saved on the customer. */
  customerUpdate?: { address: boolean; name: boolean }
  /** The applied promotion code. */
  promotionCode?: string | null
  paymentIntentData: { metadata: Stripe.Metadata; description: string | null; saveCard: boolean }
  subscriptionData: {
    metadata: Stripe.Metadata
    description: string | null
    trialEnd: number | null
    trialDays: number | null
  }
}

/** A deleted customer, still retrievable by id. */
interface LocalDeletedCustomer {
  id: string
  customer: string
}

/** A customer on the bank's page. */
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
