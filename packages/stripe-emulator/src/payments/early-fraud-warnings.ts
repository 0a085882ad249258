import type Stripe from 'stripe'
import { invalid } from '../core/errors'
import { newId } from '../core/ids'
import type { World } from '../core/world'
import { filters, pageOf } from '../http/lists'
import { get, idIn, type Route } from '../http/route'
import { emit, emitUpdated } from '../webhooks/events'

/** The card issuer reports a payment as fraud. No money moves automatically. */
export function warnOfFraud(
  world: World,
  charge: Stripe.Charge,
  fraudType: string,
): Stripe.Radar.EarlyFraudWarning {
  if (!charge.paid) throw invalid(`Charge ${charge.id} was not paid.`, 'charge')
  const warning = world.store.put('radar.early_fraud_warning', {
    id: newId('issfr_1', 23),
    object: 'radar.early_fraud_warning',
    actionable: !charge.refunded && !charge.disputed,
    charge: charge.id,
    created: world.now(),
    fraud_type: fraudType,
    livemode: false,
    ...(charge.payment_intent && { payment_intent: charge.payment_intent }),
  })
  emit(world, 'radar.early_fraud_warning.created', warning)
  return warning
}

/** A fully refunded or disputed payment needs no further action. */
export function settleWarnings(world: World, charge: Stripe.Charge): void {
  if (!charge.refunded && !charge.disputed) return
  const warnings = world.store.list('radar.early_fraud_warning', { where: [['charge', charge.id]] })
  for (const before of warnings.filter(({ actionable }) => actionable)) {
    const after = world.store.put('radar.early_fraud_warning', { ...before, actionable: false })
    emitUpdated(world, 'radar.early_fraud_warning.updated', before, after)
  }
}

const PATH = '/v1/radar/early_fraud_warnings'

export const earlyFraudWarningRoutes: Route[] = [
  get(PATH, (call) =>
    pageOf(call, 'radar.early_fraud_warning', PATH, filters(call.params, 'charge', 'payment_intent')),
  ),
  get(`${PATH}/:id`, (call) => call.world.store.need('radar.early_fraud_warning', idIn(call))),
]
