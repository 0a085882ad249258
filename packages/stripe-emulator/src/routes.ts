import { invoiceRoutes } from './billing/invoices/invoices'
import { invoiceItemRoutes } from './billing/invoices/pending-items'
import { previewRoutes } from './billing/preview'
import { scheduleRoutes } from './billing/schedules/schedules'
import { subscriptionRoutes } from './billing/subscriptions'
import { testClockRoutes } from './billing/test-clocks'
import { checkoutRoutes } from './checkout/sessions'
import { discountRoutes } from './discounts/coupons'
import type { Route } from './http/route'
import { balanceTransactionRoutes } from './payments/balance-transactions'
import { chargeRoutes } from './payments/charges'
import { disputeRoutes } from './payments/disputes'
import { earlyFraudWarningRoutes } from './payments/early-fraud-warnings'
import { paymentIntentRoutes } from './payments/payment-intents'
import { paymentMethodRoutes } from './payments/payment-methods'
import { refundRoutes } from './payments/refunds'
import { setupIntentRoutes } from './payments/setup-intents'
import { portalConfigurationRoutes } from './portal/configurations'
import { portalSessionRoutes } from './portal/sessions'
import { customerRoutes } from './resources/customers'
import { priceRoutes } from './resources/prices'
import { productRoutes } from './resources/products'
import { taxIdRoutes } from './tax/tax-ids'
import { webhookEndpointRoutes } from './webhooks/endpoints'
import { eventRoutes } from './webhooks/events'

/** All routes under `/v1`. Within a file, fixed paths come before those with an id. */
export const routes: readonly Route[] = [
  ...balanceTransactionRoutes,
  ...chargeRoutes,
  ...checkoutRoutes,
  ...customerRoutes,
  ...discountRoutes,
  ...disputeRoutes,
  ...earlyFraudWarningRoutes,
  ...eventRoutes,
  ...invoiceItemRoutes,
  // Before the invoices, whose paths match any id.
  ...previewRoutes,
  ...invoiceRoutes,
  ...paymentIntentRoutes,
  ...paymentMethodRoutes,
  ...portalConfigurationRoutes,
  ...portalSessionRoutes,
  ...priceRoutes,
  ...productRoutes,
  ...refundRoutes,
  ...scheduleRoutes,
  ...setupIntentRoutes,
  ...subscriptionRoutes,
  ...taxIdRoutes,
  ...testClockRoutes,
  ...webhookEndpointRoutes,
]
