import type Stripe from 'stripe'
import { ApiError, invalid } from '../core/errors'
import { idOf, newId } from '../core/ids'
import { boundaryAfter, intervalOf } from '../core/intervals'
import type { Params } from '../core/params'
import type { World } from '../core/world'
import { type Call, post, type Route } from '../http/route'
import { type ChangePlan, planChange } from './change'
import { type LineDraft, type Period, periodLines } from './invoices/invoice-lines'
import { draftInvoice } from './invoices/invoice-object'
import { pendingLines } from './invoices/pending-items'
import { nextPeriod } from './renew'
import { checkItems } from './start'
import { newItem, newSubscription, periodOf, withItems } from './subscription-object'
import { PRORATION, readItemChanges, restarts } from './subscription-update'

/** Previews the next invoice. Uses the calculation of a real change and stores nothing. */
function preview(call: Call): Stripe.Invoice {
  const { world, params } = call
  const subscriptionId = params.text('subscription')
  const details = params.child('subscription_details')
  params.accept('preview_mode', 'currency')
  const isTaxed = params.child('automatic_tax')?.flag('enabled')
  if (!subscriptionId) return ofNewSubscription(world, params, details, isTaxed)
  const subscription = world.store.need('subscription', subscriptionId, 'subscription')
  params.accept('customer')
  return world.atCustomerTime(idOf(subscription.customer), () => {
    const proration = details?.choice('proration_behavior', PRORATION) ?? 'create_prorations'
    const cancels = details?.flag('cancel_at_period_end') ?? subscription.cancel_at_period_end
    const restart = details !== undefined && restarts(details)
    const atSeconds = details?.integer('proration_date') ?? world.now()
    const changes = details ? readItemChanges(world, details) : []
    const plan = planChange(world, subscription, changes, {
      atSeconds,
      prorate: proration !== 'none',
      restart,
    })
    const { lines, period } = upcoming(world, subscription, plan, proration === 'always_invoice', cancels)
    const draft = invoiceFor(world, subscription, lines, period, isTaxed)
    return changes.length > 0 ? withProrationDate(draft, atSeconds) : draft
  })
}

/** If billed immediately: only the change. Otherwise: the renewal with all pending lines. */
function upcoming(
  world: World,
  subscription: Stripe.Subscription,
  plan: ChangePlan,
  atOnce: boolean,
  cancels: boolean,
): { lines: LineDraft[]; period: Period } {
  const waiting = pendingLines(world, subscription.id)
  if (plan.fullPeriod.length > 0 || (atOnce && plan.prorations.length > 0))
    return { lines: [...waiting, ...plan.prorations, ...plan.fullPeriod], period: periodOf(subscription) }
  const changed = withItems({ ...subscription, billing_cycle_anchor: plan.anchorSeconds }, plan.items)
  const next = nextPeriod(changed)
  const renewal = cancels ? [] : periodLines(world, next, next.items.data)
  const lines = [...waiting, ...plan.prorations, ...renewal]
  if (lines.length === 0 || subscription.status === 'canceled') throw none(subscription)
  return { lines, period: periodOf(subscription) }
}

function none(subscription: Stripe.Subscription): ApiError {
  const message = `No upcoming invoices for customer: ${idOf(subscription.customer)}`
  return new ApiError(404, { type: 'invalid_request_error', code: 'invoice_upcoming_none', message })
}

function invoiceFor(
  world: World,
  subscription: Stripe.Subscription,
  lines: LineDraft[],
  period: Period,
  isTaxed: boolean | undefined,
): Stripe.Invoice {
  const customer = world.store.need('customer', idOf(subscription.customer) ?? '')
  const draft = draftInvoice(world, { customer, subscription, lines, reason: 'upcoming', period, isTaxed })
  const id = newId('upcoming_in_1', 23)
  const named = draft.lines.data.map((line) => ({ ...line, invoice: id }))
  return { ...draft, id, lines: { ...draft.lines, data: named, url: `/v1/invoices/${id}/lines` } }
}

function withProrationDate(invoice: Stripe.Invoice, atSeconds: number): Stripe.Invoice {
  const details = invoice.parent?.subscription_details
  if (!invoice.parent || !details) return invoice
  return {
    ...invoice,
    parent: {
      ...invoice.parent,
      subscription_details: { ...details, subscription_proration_date: atSeconds },
    },
  }
}

function ofNewSubscription(
  world: World,
  params: Params,
  details: Params | undefined,
  isTaxed: boolean | undefined,
): Stripe.Invoice {
  const customer = world.store.need('customer', params.required('customer'), 'customer')
  const items = details ? readItemChanges(world, details) : []
  details?.accept('proration_behavior')
  const starts = items.map(({ price, quantity }) => {
    if (!price)
      throw invalid('Missing required param: subscription_details[items][0][price].', 'subscription_details')
    return { price, quantity: quantity ?? 1 }
  })
  checkItems(starts)
  const [first] = starts
  if (!first) throw invalid('There is nothing to preview.', 'subscription_details')
  const now = world.now()
  const fresh = newSubscription({
    customer: customer.id,
    currency: first.price.currency,
    createdSeconds: now,
    anchorSeconds: now,
    trialEnd: null,
    metadata: {},
    description: null,
    defaultPaymentMethod: null,
    testClock: idOf(customer.test_clock),
  })
  const period = { start: now, end: boundaryAfter(now, intervalOf(first.price), now) }
  const drafted = starts.map((start) => newItem(fresh.id, start, period, now))
  return draftInvoice(world, {
    customer,
    subscription: null,
    lines: periodLines(world, fresh, drafted),
    reason: 'upcoming',
    period,
    isTaxed,
  })
}

export const previewRoutes: Route[] = [post('/v1/invoices/create_preview', preview)]
