import type Stripe from 'stripe'
import { newId } from '../core/ids'
import type { World } from '../core/world'

export interface SessionStart {
  mode: 'payment' | 'subscription' | 'setup'
  customer: string | null
  customerCreation: 'always' | 'if_required' | null
  customerEmail: string | null
  clientReferenceId: string | null
  metadata: Stripe.Metadata
  successUrl: string
  cancelUrl: string | null
  expiresAt: number
  allowedMethodTypes: string[] | null
  submitType: string | null
  submitMessage: string | null
  totalCents: number | null
  currency: string | null
  allowsPromotionCodes: boolean | null
  isTaxed: boolean
  collectsTaxIds: boolean
  createsInvoice: boolean
  invoiceMetadata: Stripe.Metadata
  invoiceDescription: string | null
}

const BANK_DEBITS = 'checkout.bank_debits'

/** Whether the account offers bank debits by default. Set at `/_local/settings`. */
export const offersBankDebits = ({ store }: World): boolean => store.setting(BANK_DEBITS, false)
export const setBankDebits = ({ store }: World, offered: boolean): void =>
  store.saveSetting(BANK_DEBITS, offered)

export function newSession(world: World, start: SessionStart): Stripe.Checkout.Session {
  const id = newId('cs_test_', 58)
  const isPayment = start.mode === 'payment'
  return {
    id,
    object: 'checkout.session',
    adaptive_pricing: { enabled: false },
    after_expiration: null,
    allow_promotion_codes: start.allowsPromotionCodes,
    allowed_payment_method_types: start.allowedMethodTypes,
    amount_subtotal: start.totalCents,
    amount_total: start.totalCents,
    automatic_tax: {
      enabled: start.isTaxed,
      liability: start.isTaxed ? { type: 'self' } : null,
      provider: start.isTaxed ? 'stripe' : null,
      status: start.isTaxed ? 'requires_location_inputs' : null,
    },
    billing_address_collection: null,
    cancel_url: start.cancelUrl,
    client_reference_id: start.clientReferenceId,
    client_secret: null,
    collected_information: null,
    consent: null,
    consent_collection: null,
    created: world.now(),
    currency: start.currency,
    currency_conversion: null,
    custom_fields: [],
    custom_text: {
      after_submit: null,
      shipping_address: null,
      submit: start.submitMessage === null ? null : { message: start.submitMessage },
      terms_of_service_acceptance: null,
    },
    customer: start.customer,
    customer_account: null,
    customer_creation: start.customerCreation,
    customer_details: start.customerEmail ? customerDetails(start.customerEmail, null, null) : null,
    customer_email: start.customerEmail,
    discounts: [],
    expires_at: start.expiresAt,
    integration_identifier: null,
    invoice: null,
    invoice_creation: isPayment
      ? {
          enabled: start.createsInvoice,
          invoice_data: {
            account_tax_ids: null,
            custom_fields: null,
            description: start.invoiceDescription,
            footer: null,
            issuer: null,
            metadata: start.invoiceMetadata,
            rendering_options: null,
          },
        }
      : null,
    livemode: false,
    locale: null,
    managed_payments: { enabled: false },
    metadata: start.metadata,
    mode: start.mode,
    origin_context: null,
    payment_intent: null,
    payment_link: null,
    payment_method_collection: isPayment ? 'if_required' : 'always',
    payment_method_configuration_details: null,
    payment_method_options: {},
    payment_method_types:
      start.allowedMethodTypes ?? (offersBankDebits(world) ? ['card', 'us_bank_account'] : ['card']),
    payment_status: start.mode === 'setup' ? 'no_payment_required' : 'unpaid',
    permissions: null,
    phone_number_collection: { enabled: false },
    recovered_from: null,
    saved_payment_method_options: null,
    setup_intent: null,
    shipping_address_collection: null,
    shipping_cost: null,
    shipping_options: [],
    status: 'open',
    submit_type: start.submitType,
    subscription: null,
    success_url: start.successUrl,
    ...(start.collectsTaxIds && { tax_id_collection: { enabled: true, required: 'never' as const } }),
    total_details:
      start.totalCents === null ? null : { amount_discount: 0, amount_shipping: 0, amount_tax: 0 },
    ui_mode: 'hosted_page',
    url: `${world.baseUrl}/c/pay/${id}`,
    wallet_options: null,
  }
}

function customerDetails(
  email: string,
  name: string | null,
  address: Stripe.Address | null,
): Stripe.Checkout.Session.CustomerDetails {
  return {
    address,
    business_name: null,
    email,
    individual_name: null,
    name,
    phone: null,
    tax_exempt: 'none',
    tax_ids: [],
  }
}
