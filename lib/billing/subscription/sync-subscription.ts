import { and, eq } from 'drizzle-orm'
import { system } from '@/db/client'
import { marketNow } from '@/db/product-time'
import { subscriptions } from '@/db/schema'
import type { StartingSubscription } from '../checkout/subscribe/starting-subscription.ts'
import {
  findOrAdoptCustomerRow,
  findOwnerOfCustomer,
  type SubscriptionRow,
} from '../customer/customer-owner.ts'
import { detachIfLost } from '../customer/lost-customer.ts'
import { collectRenewal } from '../funding/collect-renewal.ts'
import { postTerms } from '../funding/post-terms.ts'
import {
  reportDiscrepancy,
  resolveDiscrepancy,
  resolveOtherDiscrepancies,
} from '../payments/discrepancies.ts'
import { reportPaidAfterEnd } from '../payments/paid-after-end.ts'
import { CONFLICT, retryOnConflict } from '../stripe/retry-on-conflict.ts'
import { type CustomerBilling, readBilling, type SubscriptionState } from './read-subscription.ts'
import { openInvoiceOfEnded } from './subscription-invoices.ts'

const MS = 1000

/**
 * Reads the complete subscription of a customer from Stripe and stores it: plan, state, pending change and ledger terms.
 * A renewal that is ready to be charged is charged first. Called for every event about it, in any order and any number of
 * times (R30). Returns the workspace; null for a customer that is not ours.
 */
export async function syncSubscription(customerId: string): Promise<number | null> {
  return retryOnConflict(async () => {
    const row = await findOrAdoptCustomerRow(customerId)
    if (!row) return findOwnerOfCustomer(customerId)
    const billing = await readCollected(customerId, row.stripeSubscriptionId)
    const { state, starting, ended } = billing
    // Stripe lists no subscriptions for a deleted or unknown customer.
    if (!state && row.stripeSubscriptionId && row.status !== 'canceled') {
      await detachIfLost(customerId)
      return row.workspaceId
    }
    if (!state && !starting && !row.unfundedReason) return row.workspaceId
    if (state)
      await updateLedgerTerms(row.workspaceId, state, row.stripeSubscriptionId !== state.subscription.id)
    const columns = {
      ...(state && columnsOf(state)),
      ...(state?.status !== 'canceled' ? null : await owedAfterEnd(customerId, billing)),
      ...(state && state.status !== 'canceled' ? null : startingColumns(starting, state)),
    }
    const written = await system()
      .update(subscriptions)
      .set({ ...columns, syncedAt: marketNow, revision: row.revision + 1 })
      .where(and(eq(subscriptions.workspaceId, row.workspaceId), eq(subscriptions.revision, row.revision)))
      .returning({ workspaceId: subscriptions.workspaceId })
    if (written.length === 0) return CONFLICT
    if (state) await reportDuplicateSubscriptions(row.workspaceId, state)
    await reportPaidAfterEnd(row.workspaceId, ended)
    return row.workspaceId
  })
}

/** Reads the state with its renewal charged; without that, only the share of the grace period would be granted (R14). */
async function readCollected(customer: string, known: string | null): Promise<CustomerBilling> {
  const billing = await readBilling(customer, known)
  const { state } = billing
  return state && (await collectRenewal(state)) ? readBilling(customer, known) : billing
}

function columnsOf({ subscription, item, ...state }: SubscriptionState): Partial<SubscriptionRow> {
  const date = (seconds: number | null | undefined) => (seconds ? new Date(seconds * MS) : null)
  return {
    planKey: state.current.plan.key,
    interval: state.current.interval,
    status: state.status,
    currentPeriodStart: date(item.current_period_start),
    currentPeriodEnd: date(item.current_period_end),
    cancelAtPeriodEnd: state.endsAt === item.current_period_end,
    pendingPlanKey: state.pending?.plan.key ?? null,
    pendingInterval: state.pending?.interval ?? null,
    pendingFrom: date(state.pending?.from),
    paidUntil: date(state.paidUntil),
    endsAt: date(state.endsAt),
    openInvoiceUrl: state.openInvoiceUrl,
    unfundedReason: state.funding.reason,
    quantity: state.quantity,
    stripeSubscriptionId: subscription.id,
  }
}

/** The open invoice of an ended plan, which has to be paid before another plan can start (R19). */
async function owedAfterEnd(customer: string, { ended }: CustomerBilling): Promise<Partial<SubscriptionRow>> {
  return { openInvoiceUrl: (await openInvoiceOfEnded(customer, ended))?.hosted_invoice_url ?? null }
}

/** A plan whose first payment has not arrived only changes the pending plan. */
function startingColumns(
  starting: StartingSubscription | null,
  state: SubscriptionState | null,
): Partial<SubscriptionRow> {
  const none = { pendingPlanKey: null, pendingInterval: null, pendingFrom: null, unfundedReason: null }
  if (!starting) return state ? none : { ...none, openInvoiceUrl: null }
  const { wanted, reason, invoice } = starting
  const canPay = reason !== 'first-payment-processing'
  return {
    pendingPlanKey: wanted.plan.key,
    pendingInterval: wanted.interval,
    pendingFrom: null,
    unfundedReason: reason,
    openInvoiceUrl: (canPay && invoice?.hosted_invoice_url) || null,
  }
}

/** Sets the allowance, the funding (R19) and the next terms in the ledger, with what was paid in this cycle (R17). */
async function updateLedgerTerms(
  workspaceId: number,
  state: SubscriptionState,
  isNew: boolean,
): Promise<void> {
  const { allowance, pending, funding, endsAt } = state
  const facts = {
    allowance,
    fundedUntil: funding.fundedUntil * MS,
    partlyFundedUntil: funding.partlyFundedUntil * MS,
    endsAt: endsAt === null ? null : endsAt * MS,
    next: pending?.from
      ? { allowance: pending.plan.allowanceCredits * pending.quantity, from: pending.from * MS }
      : null,
  }
  await postTerms(workspaceId, state, facts, isNew)
}

async function reportDuplicateSubscriptions(
  workspaceId: number,
  { subscription, others }: SubscriptionState,
): Promise<void> {
  for (const id of others) {
    const what = `Subscriptions ${id} and ${subscription.id} are both active, so the customer pays twice. Cancel and refund one.`
    await reportDiscrepancy({ kind: 'second-subscription', stripeId: id, workspaceId, what })
  }
  await resolveOtherDiscrepancies('second-subscription', workspaceId, others)
  if (subscription.status !== 'active') return
  await resolveDiscrepancy('lost-subscription', subscription.id)
  await resolveOtherDiscrepancies('lost-customer', workspaceId, [])
}
