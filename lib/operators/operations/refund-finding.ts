import { and, eq, inArray, isNull } from 'drizzle-orm'
import { system } from '@/db/client'
import { billingFindings, creditAccounts, creditLots, purchases } from '@/db/schema'
import { findLotOfPurchase, findPurchase } from '@/lib/billing/checkout/purchase'
import type { Discrepancy } from '@/lib/billing/payments/discrepancies'
import { refundFraud } from '@/lib/billing/payments/fraud-warnings'
import { syncPayment } from '@/lib/billing/payments/sync-payment'
import { Refusal } from '@/lib/core/errors'
import { readAccount } from '@/lib/credits/read/read'
import { subjectIds } from '@/lib/credits/shared/actions'
import { refuseOwnWorkspaces } from '../approvals/conflict-of-interest'
import type { Operator } from '../operator'
import { recordEvent } from './record-event'

/** What refunding a finding would do now. */
export type RefundOffer = { cents: number; currency: string; credits: number; unspentCredits: number }
export type Refunded = { takenBackCredits: number; shortfallCredits: number }

const refundable = (finding: Pick<Discrepancy, 'kind' | 'workspaceId' | 'purchaseId'>) =>
  finding.kind === 'early-fraud-warning' && finding.workspaceId !== null && finding.purchaseId !== null

/** By finding: payments reported as fraud that still have unspent credits. */
export async function refundOffers(findings: readonly Discrepancy[]): Promise<Map<number, RefundOffer>> {
  const ids = findings.filter(refundable).flatMap(({ purchaseId }) => (purchaseId ? [purchaseId] : []))
  if (ids.length === 0) return new Map()
  const rows = await system()
    .select({ purchase: purchases, lot: creditLots, used: creditAccounts.extraUsed })
    .from(purchases)
    .innerJoin(creditAccounts, eq(creditAccounts.workspaceId, purchases.workspaceId))
    .innerJoin(
      creditLots,
      and(
        eq(creditLots.workspaceId, purchases.workspaceId),
        eq(creditLots.subjectKind, subjectIds.purchase),
        eq(creditLots.subjectId, purchases.id),
      ),
    )
    .where(inArray(purchases.id, ids))
  const offers = new Map<number, RefundOffer>()
  for (const finding of findings) {
    const row = rows.find(({ purchase: { id, workspaceId } }) => {
      return id === finding.purchaseId && workspaceId === finding.workspaceId
    })
    if (!row || !refundable(finding)) continue
    const { fromCredit, toCredit, frozen } = row.lot
    const unspentCredits = frozen + Math.max(0, toCredit - Math.max(fromCredit, row.used))
    const cents = (row.purchase.paidCents ?? row.purchase.priceCents) - row.purchase.refundedCents
    if (unspentCredits > 0 && cents > 0)
      offers.set(finding.id, {
        cents,
        currency: row.purchase.currency,
        credits: row.purchase.credits,
        unspentCredits,
      })
  }
  return offers
}

/**
 * Refunds the remainder of a payment that its card issuer reported as fraud, and removes its unspent credits. Calls Stripe,
 * so it runs outside a transaction: the request is recorded before the call and the result after it.
 * @throws Refusal `finding.closed`, `finding.not-refundable`, `payment.not-refundable`, `operator.own-workspace`
 */
export async function refundFinding(operator: Operator, findingId: number): Promise<Refunded> {
  const isOpen = and(eq(billingFindings.id, findingId), isNull(billingFindings.resolvedAt))
  const [finding] = await system().select().from(billingFindings).where(isOpen)
  if (!finding) throw new Refusal('finding.closed', 'This discrepancy is already closed. Reload the page.')
  const { workspaceId, purchaseId, stripeId, kind } = finding
  if (workspaceId !== null) {
    await refuseOwnWorkspaces(system(), operator, [workspaceId])
    // Applies expirations first: expired credits are not unspent.
    await readAccount(workspaceId)
  }
  const offer = (await refundOffers([finding])).get(findingId)
  const purchase = workspaceId && purchaseId ? await findPurchase(workspaceId, purchaseId) : undefined
  if (!offer || !purchase)
    throw new Refusal(
      'finding.not-refundable',
      'This purchase has no credits left to remove. To refund it anyway, use the Stripe Dashboard.',
    )
  const about = { workspaceId: purchase.workspaceId, before: { kind, stripeId, purchaseId, ...offer } }
  await recordEvent(system(), operator, { verb: 'finding.refund-requested', ...about })
  await refundFraud(stripeId, purchase)
  await syncPayment(stripeId, { warned: true })
  const lot = await findLotOfPurchase(purchase)
  const refunded = { takenBackCredits: lot?.takenBack ?? 0, shortfallCredits: lot?.shortfall ?? 0 }
  await recordEvent(system(), operator, { verb: 'finding.refunded', ...about, after: refunded })
  return refunded
}
