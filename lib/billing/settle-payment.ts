import { and, eq, sql } from 'drizzle-orm'
import type Stripe from 'stripe'
import { system } from '@/db/client'
import { purchases } from '@/db/schema'
import { assert } from '@/lib/core/assert'
import { formatCredits } from '@/lib/core/format'
import { subjectIds } from '@/lib/credits/actions'
import { inputHash, keyId } from '@/lib/credits/keys'
import type { Command } from '@/lib/credits/model'
import { post } from '@/lib/credits/post'
import { reportFinding, resolveFinding } from './findings.ts'
import { findPurchase, isPurchase, lotOfPurchase, type Purchase, refundedCredits } from './purchase.ts'
import { stripe } from './stripe.ts'
import { stale, untilFresh } from './until-fresh.ts'

/**
 * What Stripe says now about a paid purchase's payment, applied to its lot: takes back what was refunded, sets aside
 * what is disputed (R18). Always the whole of it: how many refunds and disputes, in which order, does not matter.
 */
export async function settlePayment(workspaceId: number, id: string, paymentIntentId: string): Promise<void> {
  await untilFresh(async () => {
    const purchase = await findPurchase(workspaceId, id)
    assert(purchase, `purchase ${id} exists`)
    const charge = await chargeOf(paymentIntentId)
    const dispute = charge.disputed ? disputeStanding(await disputesOf(charge.id)) : null
    await takeBack(purchase, charge, dispute)
    const kept = await system()
      .update(purchases)
      .set({
        status: 'fulfilled',
        fulfilledAt: sql`coalesce(${purchases.fulfilledAt}, market_now())`,
        stripePaymentIntentId: paymentIntentId,
        refundedCents: charge.amount_refunded,
        dispute,
        revision: purchase.revision + 1,
      })
      .where(and(isPurchase(workspaceId, id), eq(purchases.revision, purchase.revision)))
      .returning({ id: purchases.id })
    if (kept.length === 0) return stale
    await noteDifferences({ ...purchase, dispute, refundedCents: charge.amount_refunded }, charge)
  })
}

async function chargeOf(paymentIntentId: string): Promise<Stripe.Charge> {
  const intent = await stripe().paymentIntents.retrieve(paymentIntentId, { expand: ['latest_charge'] })
  const { latest_charge: charge } = intent
  assert(charge && typeof charge !== 'string', `payment ${paymentIntentId} has a charge`)
  return charge
}

async function disputesOf(charge: string): Promise<Stripe.Dispute[]> {
  return (await stripe().disputes.list({ charge, limit: 100 })).data
}

/** An open one counts before a lost one before a won one. An inquiry moves no money and so no credits. */
export function disputeStanding(disputes: readonly Pick<Stripe.Dispute, 'status'>[]): Purchase['dispute'] {
  const has = (...statuses: string[]) => disputes.some(({ status }) => statuses.includes(status))
  if (has('needs_response', 'under_review')) return 'open'
  if (has('lost')) return 'lost'
  return has('won') ? 'won' : null
}

async function takeBack(
  { workspaceId, id, credits }: Purchase,
  charge: Stripe.Charge,
  dispute: Purchase['dispute'],
): Promise<void> {
  const lot = { subjectKind: subjectIds.purchase, subjectId: id }
  const commands: Command[] = []
  if (dispute === 'open') commands.push({ type: 'freeze', ...lot })
  const back = refundedCredits(credits, charge.amount_refunded, charge.amount)
  if (back > 0) {
    commands.push({
      type: 'claw-back',
      key: keyId(`refund:${id}:${charge.amount_refunded}`),
      inputHash: inputHash(['refund', id, back]),
      credits: back,
      reason: null,
      ...lot,
    })
  }
  if (dispute === 'won' || dispute === 'lost') {
    commands.push({
      type: 'settle-dispute',
      key: keyId(`dispute:${id}:${dispute}`),
      inputHash: inputHash(['dispute', id, dispute]),
      won: dispute === 'won',
      reason: dispute === 'lost' ? 'The payment was disputed and the dispute was lost.' : null,
      ...lot,
    })
  }
  for (const command of commands) {
    const outcome = await post(workspaceId, command)
    assert(outcome.ok, `the lot of purchase ${id} follows its payment (${outcome.ok ? '' : outcome.code})`)
  }
}

/** What no command can put right is for operators: credits that were spent before the money went back. */
async function noteDifferences(purchase: Purchase, charge: Stripe.Charge): Promise<void> {
  const lot = await lotOfPurchase(purchase)
  assert(lot, `purchase ${purchase.id} has its lot`)
  const { workspaceId } = purchase
  if (lot.shortfall > 0) {
    const what = `${formatCredits(lot.shortfall)} were spent before the payment of purchase ${purchase.id} went back.`
    await reportFinding({ kind: 'shortfall', stripeId: charge.id, workspaceId, what })
  }
  const expected = refundedCredits(purchase.credits, charge.amount_refunded, charge.amount)
  const surplus = lot.takenBack + lot.shortfall - expected
  if (purchase.dispute !== 'lost' && surplus > 0) {
    const what = `${formatCredits(surplus)} were taken back for a refund that did not go through. Give them back by a grant.`
    await reportFinding({ kind: 'refund-failed', stripeId: charge.id, workspaceId, what })
  } else await resolveFinding('refund-failed', charge.id)
}
