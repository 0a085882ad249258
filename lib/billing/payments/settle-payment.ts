import { and, eq } from 'drizzle-orm'
import type Stripe from 'stripe'
import { system } from '@/db/client'
import { firstTime } from '@/db/product-time'
import { purchases } from '@/db/schema'
import { assert } from '@/lib/core/assert'
import { formatCredits, formatMoney } from '@/lib/core/text/format'
import { post } from '@/lib/credits/post'
import { subjectIds } from '@/lib/credits/shared/actions'
import { findLotOfPurchase, findPurchase, isPurchase, type Purchase } from '../checkout/purchase.ts'
import { stripe } from '../stripe/client.ts'
import { CONFLICT, retryOnConflict } from '../stripe/retry-on-conflict.ts'
import { reportDiscrepancy, resolveDiscrepancy } from './discrepancies.ts'
import { creditsBack, type MoneyBack, readMoneyBack } from './money-back.ts'

/**
 * Applies the current state of a purchase's payment in Stripe to its lot: removes refunded credits, freezes disputed ones,
 * and restores those of failed refunds and won disputes (R18). It always applies the total, so the number and order of
 * refunds and disputes do not matter.
 *
 * The row is written first: the last writer has read Stripe last, and the ledger ignores older revisions.
 */
export async function settlePayment(workspaceId: number, id: string, paymentIntentId: string): Promise<void> {
  await retryOnConflict(async () => {
    const purchase = await findPurchase(workspaceId, id)
    assert(purchase, `purchase ${id} exists`)
    const charge = await chargeOf(paymentIntentId)
    const money = await readMoneyBack(charge)
    const [fresh] = await system()
      .update(purchases)
      .set({
        status: 'fulfilled',
        fulfilledAt: firstTime(purchases.fulfilledAt),
        stripePaymentIntentId: paymentIntentId,
        refundedCents: Math.min(money.refundedCents, Math.max(purchase.priceCents, purchase.paidCents ?? 0)),
        dispute: money.dispute,
        revision: purchase.revision + 1,
      })
      .where(and(isPurchase(workspaceId, id), eq(purchases.revision, purchase.revision)))
      .returning()
    if (!fresh) return CONFLICT
    await settleLot(fresh, charge, money)
    await reportShortfall(fresh, charge)
    await reportFailedRefund(fresh, charge, money)
  })
}

async function chargeOf(paymentIntentId: string): Promise<Stripe.Charge> {
  const expand = ['latest_charge.refunds']
  const intent = await stripe().paymentIntents.retrieve(paymentIntentId, { expand })
  const { latest_charge: charge } = intent
  assert(charge && typeof charge !== 'string', `payment ${paymentIntentId} has a charge`)
  return charge
}

async function settleLot(purchase: Purchase, charge: Stripe.Charge, money: MoneyBack): Promise<void> {
  const { workspaceId, id, credits, revision } = purchase
  const outcome = await post(workspaceId, {
    type: 'settle-lot',
    subjectKind: subjectIds.purchase,
    subjectId: id,
    revision,
    ...creditsBack(credits, charge.amount, money),
    reason: reasonOf(money),
  })
  assert(outcome.ok, `the lot of purchase ${id} follows its payment (${outcome.ok ? '' : outcome.code})`)
}

function reasonOf({ lostCents, failedRefundCents, dispute }: MoneyBack): string | null {
  if (lostCents > 0) return 'The payment was disputed and the dispute was lost.'
  if (failedRefundCents > 0) return 'A refund of the payment failed.'
  return dispute === 'won' ? 'A dispute about the payment was won.' : null
}

/** Credits that were spent before the refund cannot be removed, so operators see them. */
async function reportShortfall(purchase: Purchase, charge: Stripe.Charge): Promise<void> {
  const lot = await findLotOfPurchase(purchase)
  assert(lot, `purchase ${purchase.id} has its lot`)
  if (lot.shortfall === 0) return resolveDiscrepancy('shortfall', charge.id)
  const expired =
    lot.expired > 0 ? ` ${formatCredits(lot.expired)} of it expired unused and are not owed.` : ''
  await reportDiscrepancy({
    kind: 'shortfall',
    stripeId: charge.id,
    workspaceId: purchase.workspaceId,
    what: `${formatCredits(lot.shortfall)} of purchase ${purchase.id} were spent before its money went back.${expired}`,
  })
}

/** The credits are restored, but the customer has not received the money. */
async function reportFailedRefund(
  purchase: Purchase,
  charge: Stripe.Charge,
  money: MoneyBack,
): Promise<void> {
  if (money.failedRefundCents === 0) return resolveDiscrepancy('refund-failed', charge.id)
  await reportDiscrepancy({
    kind: 'refund-failed',
    stripeId: charge.id,
    workspaceId: purchase.workspaceId,
    what: `A refund of ${formatMoney(money.failedRefundCents, charge.currency)} for purchase ${purchase.id} failed. Its credits are back in the balance. Arrange the refund with the customer another way.`,
  })
}
