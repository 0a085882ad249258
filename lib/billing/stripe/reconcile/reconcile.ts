import { and, count, eq, isNotNull, isNull } from 'drizzle-orm'
import type Stripe from 'stripe'
import { system } from '@/db/client'
import { marketNow, readMarketNow } from '@/db/product-time'
import { billingChecks, billingFindings, purchases } from '@/db/schema'
import { continueCardSetups } from '@/lib/billing/auto-top-up/card/save-card.ts'
import { continueTopUps } from '@/lib/billing/auto-top-up/continue-top-up.ts'
import { reconcileOpenPurchases } from '@/lib/billing/checkout/open-purchases.ts'
import { findPurchase } from '@/lib/billing/checkout/purchase.ts'
import { findCustomerRow } from '@/lib/billing/customer/customer-owner.ts'
import { detachDeletedCustomer } from '@/lib/billing/customer/deleted-customer.ts'
import { listOpenErrors } from '@/lib/billing/payments/discrepancies.ts'
import { settlePayment } from '@/lib/billing/payments/settle-payment.ts'
import { assert } from '@/lib/core/assert'
import { countOf } from '@/lib/core/text/format'
import { stripe } from '../client.ts'
import { idOf } from '../responses.ts'
import { retryEvents } from '../webhooks/inbox.ts'
import { reconcileCharge, reconcileMoneyBack, reconcileSession, reconcileSessions } from './payments.ts'
import { reconcileCustomer, reconcileSubscriptions } from './subscriptions.ts'
import { Tally } from './tally.ts'

const DAY_SECONDS = 86_400

export type Reconciled = { summary: string; applied: number; findings: number }

/**
 * Compares Stripe with our grants and states, and applies what was missed with the same functions as the webhooks. What
 * cannot be applied is reported as a discrepancy. Safe to run at any time.
 */
export async function reconcile(days = 3): Promise<Reconciled> {
  const id = await begin()
  const tally = new Tally()
  const since = Math.floor((await readMarketNow()).getTime() / 1000) - days * DAY_SECONDS
  await retryEvents(1_000)
  tally.applied += (await reconcileOpenPurchases(0, 1_000)).granted
  tally.applied += (await continueCardSetups(1_000)) + (await continueTopUps(1_000))
  await reconcileSessions(since, tally)
  await reconcileMoneyBack(since, tally)
  await reconcileOpenDisputes(tally)
  await reconcileSubscriptions(tally)
  await reconcileDeletedCustomers(since, tally)
  await retryErrors(tally)
  const findings = await openCount()
  await system()
    .update(billingChecks)
    .set({ finishedAt: marketNow, objects: tally.objects, applied: tally.applied, findings })
    .where(eq(billingChecks.id, id))
  return { summary: summaryOf(days, tally, findings), applied: tally.applied, findings }
}

async function begin(): Promise<number> {
  const [row] = await system().insert(billingChecks).values({ startedAt: marketNow }).returning()
  assert(row, 'a check was just begun')
  return row.id
}

async function openCount(): Promise<number> {
  const [row] = await system()
    .select({ open: count() })
    .from(billingFindings)
    .where(isNull(billingFindings.resolvedAt))
  return row?.open ?? 0
}

function summaryOf(days: number, { seen, applied }: Tally, findings: number): string {
  const looked = [
    countOf(seen.sessions, 'session'),
    countOf(seen.charges, 'charge'),
    countOf(seen.refunds, 'refund'),
    countOf(seen.disputes, 'dispute'),
    countOf(seen.warnings, 'fraud warning'),
    countOf(seen.events, 'event'),
    countOf(seen.subscriptions, 'subscription'),
    countOf(seen.customers, 'deleted customer'),
  ]
  return `Reconciled ${countOf(days, 'day')}: ${looked.join(', ')}; ${applied} applied, ${countOf(findings, 'open discrepancy', 'open discrepancies')}.`
}

/**
 * Customers that were deleted in Stripe and whose webhook was lost. Stripe does not list deleted customers, but keeps the
 * events for 30 days.
 */
async function reconcileDeletedCustomers(sinceSeconds: number, tally: Tally): Promise<void> {
  await tally.attempt('customer.deleted', async () => {
    const recent = { type: 'customer.deleted', created: { gte: sinceSeconds }, limit: 100 }
    let applied = false
    for await (const event of stripe().events.list(recent)) {
      if (!tally.count('customers')) break
      const id = idOf(event.data.object as Stripe.Customer)
      if (!id || !(await findCustomerRow(id))) continue
      await detachDeletedCustomer(id)
      applied = true
    }
    return applied
  })
}

/**
 * Disputes that are open in our database, however old: banks take months, and Stripe lists disputes by the day they were
 * opened. Without this, a decision whose webhook was lost would leave the credits frozen permanently (R18).
 */
async function reconcileOpenDisputes(tally: Tally): Promise<void> {
  const open = await system()
    .select({
      workspaceId: purchases.workspaceId,
      id: purchases.id,
      payment: purchases.stripePaymentIntentId,
    })
    .from(purchases)
    .where(and(eq(purchases.dispute, 'open'), isNotNull(purchases.stripePaymentIntentId)))
  for (const { workspaceId, id, payment } of open) {
    if (!payment) continue
    await tally.attempt(payment, async () => {
      await settlePayment(workspaceId, id, payment)
      return (await findPurchase(workspaceId, id))?.dispute !== 'open'
    })
  }
}

/**
 * Retries every object with an open error that this reconciliation has not come to: a webhook has put it in order since,
 * or it is older than the days that were looked at. What works now closes its finding.
 */
async function retryErrors(tally: Tally): Promise<void> {
  for (const { stripeId } of await listOpenErrors()) {
    if (!tally.hasAttempted(stripeId)) await tally.attempt(stripeId, () => reconcileObject(stripeId))
  }
}

/** By the prefix of the id, as Stripe gives them. Whether anything changed. */
async function reconcileObject(stripeId: string): Promise<boolean> {
  switch (stripeId.slice(0, stripeId.indexOf('_'))) {
    case 'cus':
      return reconcileCustomer(stripeId)
    case 'ch':
      return reconcileCharge(stripeId, false)
    case 'cs':
      return reconcileSession(await stripe().checkout.sessions.retrieve(stripeId))
    case 'pi':
      return reconcilePayment(stripeId)
    default:
      return false
  }
}

async function reconcilePayment(payment: string): Promise<boolean> {
  const paid = await system()
    .select({ workspaceId: purchases.workspaceId, id: purchases.id })
    .from(purchases)
    .where(eq(purchases.stripePaymentIntentId, payment))
  for (const { workspaceId, id } of paid) await settlePayment(workspaceId, id, payment)
  return false
}
