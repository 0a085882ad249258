import type Stripe from 'stripe'
import { getPlan } from '../catalog/catalog.ts'
import type { BilledLine } from '../catalog/time-on-plan.ts'
import { stripe } from '../stripe/client.ts'
import { idOf } from '../stripe/responses.ts'
import type { SubscriptionState } from '../subscription/read-subscription.ts'

const MS = 1000

/** What Stripe billed for a subscription, oldest first: a line for each time span on a plan. */
export async function billedLines(
  { subscription, invoices: newestFirst }: Pick<SubscriptionState, 'subscription' | 'invoices'>,
  cycleStart: number,
): Promise<BilledLine[]> {
  const invoices = onlyInvoice(subscription, cycleStart) ?? newestFirst.toReversed()
  const allowanceOf = allowances(subscription)
  const lines: BilledLine[] = []
  for (const [i, invoice] of invoices.entries())
    lines.push(...(await linesOf(invoice, collectedAt(invoices, i), allowanceOf)))
  return lines
}

/** The lines of a previewed change, as if it were paid at `at`. */
export async function previewedLines(
  subscription: Stripe.Subscription,
  preview: Stripe.Invoice,
  at: number,
): Promise<BilledLine[]> {
  return linesOf(preview, at, allowances(subscription))
}

/**
 * Usually the newest invoice is enough: it started the period of this cycle, and nothing was changed, owed or credited
 * since. That avoids looking up the prices of former plans at nearly every sync.
 */
function onlyInvoice(
  { latest_invoice: invoice }: Stripe.Subscription,
  cycleStart: number,
): Stripe.Invoice[] | null {
  if (!invoice || typeof invoice === 'string' || invoice.lines.has_more) return null
  const [line, ...others] = invoice.lines.data
  if (!line || others.length > 0 || !beginsPeriod(invoice) || isProration(line)) return null
  if (invoice.status !== 'paid' || invoice.starting_balance > 0) return null
  const { start, end } = line.period
  return start * MS <= cycleStart && cycleStart < end * MS ? [invoice] : null
}

const beginsPeriod = ({ billing_reason }: Stripe.Invoice) =>
  billing_reason === 'subscription_create' || billing_reason === 'subscription_cycle'

export const isProration = ({ parent }: Stripe.InvoiceLineItem) =>
  (parent?.subscription_item_details?.proration ?? parent?.invoice_item_details?.proration) === true

/**
 * When an invoice was collected; null while it is not. An amount too small to charge is marked as paid and owed on the
 * customer's balance: it is collected with the next invoice that leaves nothing owed.
 */
export function collectedAt(invoices: readonly Collected[], index: number): number | null {
  const invoice = invoices[index]
  if (invoice?.status !== 'paid') return null
  const isOwed = owes(invoice) > Math.max(0, invoice.starting_balance)
  const paid = isOwed
    ? invoices.slice(index + 1).find((later) => later.status === 'paid' && owes(later) === 0)
    : invoice
  const at = paid?.status_transitions.paid_at
  return at ? at * MS : null
}

export type Collected = Pick<Stripe.Invoice, 'status' | 'starting_balance' | 'ending_balance'> & {
  status_transitions: Pick<Stripe.Invoice.StatusTransitions, 'paid_at'>
}

/** A negative balance is the customer's credit; a positive one is owed. */
const owes = ({ ending_balance }: Collected) => Math.max(0, ending_balance ?? 0)

type AllowanceOf = (price: string) => Promise<number | null>

async function linesOf(
  invoice: Stripe.Invoice,
  collectedAt: number | null,
  allowanceOf: AllowanceOf,
): Promise<BilledLine[]> {
  if (invoice.status === 'void') return []
  const all = invoice.lines.has_more
    ? (await stripe().invoices.listLineItems(invoice.id, { limit: 100 })).data
    : invoice.lines.data
  const lines: BilledLine[] = []
  for (const line of all) {
    const price = idOf(line.pricing?.price_details?.price)
    // A trial, or a change in the last second of a period, is not billed.
    const each = price && line.amount !== 0 ? await allowanceOf(price) : null
    if (each === null) continue
    const allowance = each * (line.quantity ?? 1)
    lines.push({
      invoice: invoice.id,
      allowance: line.amount < 0 ? -allowance : allowance,
      isCredit: line.amount < 0,
      isProration: isProration(line),
      beginsPeriod: beginsPeriod(invoice),
      start: line.period.start * MS,
      end: line.period.end * MS,
      collectedAt,
    })
  }
  return lines
}

/** The monthly allowance of the plan of a price; null for a price that is not ours. Looks up each price once. */
function allowances(subscription: Stripe.Subscription): AllowanceOf {
  const known = new Map<string, Promise<number | null>>()
  const keyOf = (price: Stripe.Price) => price.metadata?.plan_key
  const read = async (key: string | undefined) => (key ? (await getPlan(key)).allowanceCredits : null)
  for (const { price } of subscription.items.data) known.set(price.id, read(keyOf(price)))
  return (id) => {
    const found = known.get(id) ?? stripe().prices.retrieve(id).then(keyOf).then(read)
    known.set(id, found)
    return found
  }
}
