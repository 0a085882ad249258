import { syncPayment } from '../sync-payment.ts'
import { type EventFamily, named } from './family.ts'

/** Money went back, or might: the charge itself is the object. */
export const chargeEvents: EventFamily = {
  types: ['charge.refunded'],
  apply: (charge) => syncCharge(named(charge, 'id')),
}

/** Refunds and disputes name the charge they are about. */
export const moneyBackEvents: EventFamily = {
  types: [
    'refund.created',
    'refund.updated',
    'refund.failed',
    'charge.dispute.created',
    'charge.dispute.updated',
    'charge.dispute.closed',
    'charge.dispute.funds_withdrawn',
    'charge.dispute.funds_reinstated',
  ],
  apply: (object) => syncCharge(named(object, 'charge')),
}

const syncCharge = async (id: string | null) => (id ? syncPayment(id) : null)
