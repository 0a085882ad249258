import type Stripe from 'stripe'
import type { BillingInterval } from '@/db/schema/billing/billing'
import { assert } from '@/lib/core/assert'
import { sumPlanChanges } from '@/lib/credits/decide/apply-commands.ts'
import { cycleAt } from '@/lib/credits/decide/cycle'
import { fundedPart, withheldAfter } from '@/lib/credits/decide/roll-forward.ts'
import type { Account } from '@/lib/credits/model'
import type { Plan } from '../catalog/catalog.ts'
import { paidCycle } from '../funding/paid-cycle.ts'
import { billedLines, previewedLines } from '../payments/billed-lines.ts'
import { stripe } from '../stripe/client.ts'
import { taxOf } from '../stripe/responses.ts'
import type { CurrentSubscription } from '../subscription/current-subscription.ts'
import type { PlanChange } from '../views.ts'

type Now = Account & { at: number }

/**
 * Whether an upgrade can also start a new cycle today at the full price. Not with yearly billing, where paid months would
 * be lost.
 */
export const startsCycle = (plan: Plan, from: BillingInterval, to: BillingInterval) =>
  plan.mode === 'credits' && from === 'month' && to === 'month'

/** The prorated price for the rest of the cycle from Stripe's preview, and the credits it pays for (R17). */
export async function shareNow(current: CurrentSubscription, account: Now, price: string, at?: number) {
  const { item, subscription } = current
  const invoice = await preview(current, {
    items: [{ id: item.id, price }],
    proration_behavior: 'always_invoice',
    ...(at !== undefined && { proration_date: at }),
  })
  const prorationAt = invoice.parent?.subscription_details?.subscription_proration_date
  assert(prorationAt, 'a preview of a change has its proration date')
  const ends = invoice.lines.data.filter(({ amount }) => amount > 0).map(({ period }) => period.end)
  const { cycleStart, cycleEnd, anchorAt, withheld, granted } = account
  const lines = [
    ...(await billedLines(current, cycleStart)),
    ...(await previewedLines(subscription, invoice, account.at)),
  ]
  const cycle = paidCycle(lines, anchorAt, { start: cycleStart, end: cycleEnd })
  const due = cycle
    ? fundedPart(cycle.allowance, account) + sumPlanChanges(cycle.changes).credits - withheld
    : 0
  const credits = Math.max(0, due - granted)
  const deferredCents = deferred(invoice)
  return {
    ...money(invoice),
    deferredCents,
    prorationAt,
    renewsAt: Math.max(item.current_period_end, ...ends),
    creditsAdded: deferredCents > 0 ? 0 : credits,
    creditsLater: deferredCents > 0 ? credits : 0,
  }
}

/** A new cycle from today at the full price, without a credit for the rest of the current one. */
export async function cycleNow(
  current: CurrentSubscription,
  account: Now,
  price: string,
  plan: Plan,
): Promise<NonNullable<PlanChange['newCycle']>> {
  const invoice = await preview(current, {
    items: [{ id: current.item.id, price }],
    proration_behavior: 'none',
    billing_cycle_anchor: { type: 'now' },
  })
  const { dueCents, taxCents } = money(invoice)
  const credits = Math.max(0, plan.allowanceCredits * current.quantity - withheldAfter(account))
  const ends = invoice.lines.data.map(({ period }) => period.end)
  return {
    chargeCents: dueCents,
    taxCents,
    creditsAdded: credits,
    creditsExpiring: account.allowanceLeft,
    creditsAfter: credits + account.extraLeft,
    resetsAt: new Date(cycleAt(account.at, account.at).end).toISOString(),
    renewsAt: new Date(Math.max(...ends) * 1000).toISOString(),
  }
}

function preview(
  { customer, subscription }: CurrentSubscription,
  details: Stripe.InvoiceCreatePreviewParams.SubscriptionDetails,
): Promise<Stripe.Invoice> {
  return stripe().invoices.createPreview({
    customer,
    subscription: subscription.id,
    subscription_details: details,
  })
}

const money = (invoice: Stripe.Invoice) => ({
  dueCents: invoice.amount_due,
  taxCents: Math.max(0, taxOf(invoice)),
  /** Credit beyond the charge, for future invoices. */
  creditCents: Math.max(0, -invoice.total),
})

/** Too small for Stripe to charge on its own: added to the next invoice, and its credits come with that payment. */
const deferred = ({ amount_due, total, starting_balance }: Stripe.Invoice) =>
  amount_due === 0 && total > 0 ? Math.max(0, Math.min(total, total + starting_balance)) : 0
