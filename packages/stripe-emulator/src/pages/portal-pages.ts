import { html } from 'hono/html'
import type Stripe from 'stripe'
import { shortDate } from '../billing/invoices/invoice-lines'
import { intervalOf, intervalWords } from '../core/intervals'
import { formatMoney } from '../core/money'
import { ACCOUNT } from '../core/world'
import type { CardForm, FieldErrors } from './card-form'
import { billingFields, cardFields, cardName, typingAid } from './fields'
import { footNote, type Html, layout, testBadge } from './layout'

export interface PlanView {
  subscription: Stripe.Subscription
  name: string
  price: Stripe.Price
  /** The plan after the current period, if a change is scheduled. */
  next: { name: string; atSeconds: number } | null
}

export interface PortalView {
  base: string
  returnUrl: string | null
  features: Stripe.BillingPortal.Configuration['features']
  plans: PlanView[]
  card: Stripe.PaymentMethod | null
  invoices: Stripe.Invoice[]
}

const priceWords = (price: Stripe.Price) =>
  `${formatMoney(price.unit_amount ?? 0, price.currency)} per ${intervalWords(intervalOf(price))}`

function frame(title: string, back: { href: string; label: string } | null, body: Html): Html {
  return layout(
    `${title} · ${ACCOUNT.name}`,
    html`<div class="page"><header class="row"><span class="seller">${ACCOUNT.name} billing</span>${testBadge}</header>
${back ? html`<nav aria-label="Back"><a class="back" href="${back.href}"><span aria-hidden="true">←</span> ${back.label}</a></nav>` : ''}
<main class="stack" style="gap:28px">${body}</main>${footNote}</div>`,
  )
}

function standing({ subscription, next }: PlanView): string {
  const [item] = subscription.items.data
  const end = shortDate(item?.current_period_end ?? 0)
  if (subscription.status === 'canceled')
    return `Your plan ended on ${shortDate(subscription.ended_at ?? 0)}.`
  if (subscription.cancel_at !== null)
    return `Your plan will be canceled on ${shortDate(subscription.cancel_at)}.`
  if (next) return `Your plan changes to ${next.name} on ${shortDate(next.atSeconds)}.`
  if (subscription.status === 'incomplete')
    return 'The first payment is still open. Pay its invoice below to start the plan.'
  if (subscription.status === 'trialing') return `Your trial ends on ${end}.`
  if (subscription.status === 'past_due')
    return 'Your last payment failed. Update your payment method to keep the plan.'
  return `Your plan renews on ${end}.`
}

function planCard(view: PlanView, { base, features }: PortalView): Html {
  const { subscription, name, price, next } = view
  const at = `${base}/subscriptions/${subscription.id}`
  const alive = subscription.status !== 'canceled' && subscription.status !== 'incomplete'
  const ending = subscription.cancel_at !== null || next !== null
  return html`<section class="card" aria-label="${name} plan"><div class="row"><h2>${name}</h2>
<span class="state ${subscription.status === 'active' ? 'good' : ''}">${subscription.status.replace('_', ' ')}</span></div>
<p class="number">${priceWords(price)}</p><p class="soft">${standing(view)}</p>
${
  alive
    ? html`<div class="row" style="justify-content:flex-start">
${features.subscription_update.enabled && !ending ? html`<a class="button" href="${at}/update">Update plan</a>` : ''}
${ending ? html`<form method="post" action="${at}/keep"><button type="submit">${next ? 'Keep current plan' : "Don't cancel plan"}</button></form>` : ''}
${features.subscription_cancel.enabled && !ending ? html`<a class="button plain" href="${at}/cancel">Cancel plan</a>` : ''}
</div>`
    : ''
}</section>`
}

function invoiceTable(invoices: Stripe.Invoice[]): Html {
  if (invoices.length === 0) return html`<p class="soft">No invoices yet.</p>`
  return html`<div class="scroll"><table><thead><tr><th scope="col">Date</th><th scope="col">Number</th><th scope="col">Status</th><th scope="col" class="end">Amount</th></tr></thead><tbody>
${invoices.map(
  (
    invoice,
  ) => html`<tr><td><a href="${invoice.hosted_invoice_url ?? '#'}">${shortDate(invoice.created)}</a></td><td>${invoice.number ?? 'Draft'}</td>
<td><span class="state ${invoice.status === 'paid' ? 'good' : invoice.status === 'open' ? 'bad' : ''}">${invoice.status}</span></td>
<td class="end number">${formatMoney(invoice.total, invoice.currency)}</td></tr>`,
)}</tbody></table></div>`
}

export function portalHome(view: PortalView): Html {
  const { base, returnUrl, features, plans, card, invoices } = view
  return frame(
    'Billing',
    returnUrl ? { href: returnUrl, label: `Return to ${ACCOUNT.name}` } : null,
    html`<h1>Current plan</h1>
${plans.length === 0 ? html`<p class="soft">No plan yet.</p>` : plans.map((plan) => planCard(plan, view))}
<section class="stack" style="gap:12px"><h2>Payment method</h2>
<div class="card"><div class="row"><span>${card?.card ? `${cardName(card.card)}, expires ${card.card.exp_month}/${card.card.exp_year}` : 'No card on file'}</span>
${features.payment_method_update.enabled ? html`<a class="button plain" href="${base}/card">Update payment method</a>` : ''}</div></div></section>
${features.invoice_history.enabled ? html`<section class="stack" style="gap:12px"><h2>Invoice history</h2>${invoiceTable(invoices)}</section>` : ''}`,
  )
}

export function choosePlan(
  base: string,
  current: Stripe.Price,
  options: ReadonlyArray<{ price: Stripe.Price; name: string }>,
): Html {
  return frame(
    'Update your plan',
    { href: base, label: 'Go back' },
    html`<h1>Update your plan</h1><form class="pay" method="get" action=""><fieldset><legend>Choose a plan</legend>
${options.map(
  ({
    price,
    name,
  }) => html`<label class="choice"><input type="radio" name="price" value="${price.id}" required
${price.id === current.id ? 'disabled' : ''}><span class="stack"><span>${name}${price.id === current.id ? ' (current plan)' : ''}</span><span class="soft small number">${priceWords(price)}</span></span></label>`,
)}</fieldset><button type="submit">Continue</button></form>`,
  )
}

export interface ConfirmView {
  back: string
  name: string
  price: Stripe.Price
  due: { lines: Stripe.InvoiceLineItem[]; dueCents: number } | null
  /** Start date of the new plan, if it doesn't start now. */
  startsAtSeconds: number | null
}

export function confirmPlan({ back, name, price, due, startsAtSeconds }: ConfirmView): Html {
  return frame(
    'Confirm your updates',
    { href: back, label: 'Go back' },
    html`<h1>Confirm your updates</h1><div class="card"><div class="row"><h2>${name}</h2><span class="number">${priceWords(price)}</span></div>
${
  due
    ? html`<ul class="lines">${due.lines.map((line) => html`<li><span class="soft">${line.description}</span><span class="number">${formatMoney(line.amount, line.currency)}</span></li>`)}</ul>
<p class="sum"><span>Amount due today</span><span class="number">${formatMoney(due.dueCents, price.currency)}</span></p>`
    : html`<p class="soft">${startsAtSeconds === null ? 'Nothing is due today.' : `Nothing is due today. The new plan starts on ${shortDate(startsAtSeconds)}.`}</p>`
}</div>
<form method="post" class="pay"><input type="hidden" name="price" value="${price.id}"><button type="submit">Confirm</button></form>`,
  )
}

export function confirmCancel(base: string, plan: PlanView, atOnce: boolean): Html {
  const end = shortDate(plan.subscription.items.data[0]?.current_period_end ?? 0)
  return frame(
    'Cancel your plan',
    { href: base, label: 'Go back' },
    html`<h1>Cancel your plan</h1><div class="card"><h2>${plan.name}</h2>
<p class="soft">${atOnce ? 'Your plan will be canceled immediately.' : `Your plan will be canceled, but is still available until the end of your billing period on ${end}.`}</p></div>
<form method="post" class="pay"><button type="submit">Cancel plan</button></form>`,
  )
}

export function cardPage(base: string, form: CardForm, errors: FieldErrors, refusal: string | null): Html {
  return frame(
    'Update payment method',
    { href: base, label: 'Go back' },
    html`<h1>Update payment method</h1>${refusal ? html`<div class="notice" role="alert">${refusal}</div>` : ''}
<form method="post" class="pay" novalidate style="max-width:26rem">${cardFields(form, errors)}${billingFields(form, errors)}
<button type="submit">Save card</button></form>${typingAid}`,
  )
}

export function flowDone(returnUrl: string | null, message: string): Html {
  return frame(
    'Done',
    returnUrl ? { href: returnUrl, label: `Return to ${ACCOUNT.name}` } : null,
    html`<h1>Done</h1><p class="soft">${message}</p>`,
  )
}
