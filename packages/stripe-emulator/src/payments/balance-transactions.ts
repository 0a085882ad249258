import type Stripe from 'stripe'
import { newId } from '../core/ids'
import { shareOf } from '../core/money'
import type { World } from '../core/world'
import { filters, pageOf } from '../http/lists'
import { get, idIn, type Route } from '../http/route'

interface Movement {
  amountCents: number
  feeCents?: number
  currency: string
  source: string
  type: 'charge' | 'payment' | 'refund' | 'refund_failure' | 'adjustment'
  reportingCategory: string
  description?: string | null
}

/** Stripe's standard rate for cards in the US: 2.9% and 30 cents. */
export const cardFeeCents = (amountCents: number): number => shareOf(amountCents, 29, 1000) + 30

const SECONDS_TO_PAYOUT = 2 * 86_400

export function recordMovement(world: World, movement: Movement): Stripe.BalanceTransaction {
  const { amountCents, feeCents = 0, currency, source, type, reportingCategory } = movement
  return world.store.put('balance_transaction', {
    id: newId('txn_1', 23),
    object: 'balance_transaction',
    amount: amountCents,
    available_on: world.now() + SECONDS_TO_PAYOUT,
    balance_type: 'payments',
    created: world.now(),
    currency,
    description: movement.description ?? null,
    exchange_rate: null,
    fee: feeCents,
    fee_details: feeCents
      ? [
          {
            amount: feeCents,
            application: null,
            currency,
            description: type === 'adjustment' ? 'Dispute fee' : 'Stripe processing fees',
            type: 'stripe_fee',
          },
        ]
      : [],
    net: amountCents - feeCents,
    reporting_category: reportingCategory,
    source,
    status: 'pending',
    type,
  })
}

export const balanceTransactionRoutes: Route[] = [
  get('/v1/balance_transactions', (call) =>
    pageOf(
      call,
      'balance_transaction',
      '/v1/balance_transactions',
      filters(call.params, 'source', 'type', 'currency'),
    ),
  ),
  get('/v1/balance_transactions/:id', (call) => call.world.store.need('balance_transaction', idIn(call))),
]
