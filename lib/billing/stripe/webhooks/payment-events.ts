import { syncPayment } from '@/lib/billing/payments/sync-payment.ts'
import { type EventFamily, named } from './family.ts'

/** `chargeOf`: the charge that an event's object is about. */
type PaymentEvents = EventFamily & {
  chargeOf: (object: Parameters<EventFamily['apply']>[0]) => string | null
}

/** Events whose object is the charge itself. */
export const chargeEvents: PaymentEvents = {
  types: ['charge.refunded'],
  chargeOf: (charge) => named(charge, 'id'),
  apply: (charge) => syncCharge(named(charge, 'id')),
}

/** Refunds and disputes, which reference their charge. */
export const moneyBackEvents: PaymentEvents = {
  types: [
    'refund.created',
    'refund.updated',
    'refund.failed',
    // Older API versions send these instead of the last two.
    'charge.refund.updated',
    'charge.dispute.created',
    'charge.dispute.updated',
    'charge.dispute.closed',
    'charge.dispute.funds_withdrawn',
    'charge.dispute.funds_reinstated',
  ],
  chargeOf: (object) => named(object, 'charge'),
  apply: (object) => syncCharge(named(object, 'charge')),
}

/** A card issuer reported a payment as fraud, or withdrew the report. */
export const fraudEvents: EventFamily = {
  types: ['radar.early_fraud_warning.created', 'radar.early_fraud_warning.updated'],
  apply: async (warning) => {
    const charge = named(warning, 'charge')
    return charge ? syncPayment(charge, { warned: true }) : null
  },
}

const syncCharge = async (id: string | null) => (id ? syncPayment(id) : null)
