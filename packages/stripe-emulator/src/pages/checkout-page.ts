import { html } from 'hono/html'
import type Stripe from 'stripe'
import { intervalOf, intervalWords } from '../core/intervals'
import type { LocalCheckout } from '../core/kinds'
import { formatMoney } from '../core/money'
import { ACCOUNT } from '../core/world'
import type { CardForm, FieldErrors } from './card-form'
import { billingFields, cardFields, field, typingAid } from './fields'
import { footNote, type Html, layout, testBadge } from './layout'

export interface CheckoutView {
  session: Stripe.Checkout.Session
  checkout: LocalCheckout
  form: CardForm
  errors: FieldErrors
  /** Error message of the last attempt, from the bank or Stripe. */
  refusal: string | null
}

function rhythmOf(checkout: LocalCheckout): string {
  const price = checkout.lineItems[0]?.price
  return price?.recurring ? intervalWords(intervalOf(price)) : ''
}

function hasTrial({ subscriptionData }: LocalCheckout): boolean {
  return subscriptionData.trialDays !== null || subscriptionData.trialEnd !== null
}

function buttonWords({ session, checkout }: CheckoutView, total: string): string {
  if (session.mode === 'setup') return 'Save card'
  if (session.mode === 'subscription') return hasTrial(checkout) ? 'Start trial' : 'Subscribe'
  return `Pay ${total}`
}

function lineItem(line: Stripe.LineItem): Html {
  const { price } = line
  const each = price ? formatMoney(price.unit_amount ?? 0, price.currency) : ''
  const rhythm = price?.recurring ? `Billed every ${intervalWords(intervalOf(price))}` : ''
  const quantity = (line.quantity ?? 1) > 1 ? `Qty ${line.quantity}, ${each} each` : 'Qty 1'
  return html`<li><div class="stack"><span>${line.description}</span>
<span class="soft small">${[quantity, rhythm].filter(Boolean).join(' · ')}</span></div>
<span class="number">${formatMoney(line.amount_subtotal, line.currency)}</span></li>`
}

function summary({ session, checkout }: CheckoutView, total: string): Html {
  const rhythm = rhythmOf(checkout)
  const [first] = checkout.lineItems
  const trialDays = checkout.subscriptionData.trialDays
  const heading =
    session.mode === 'setup'
      ? 'Save a payment method'
      : session.mode === 'subscription'
        ? `Subscribe to ${first?.description ?? ACCOUNT.name}`
        : `Pay ${ACCOUNT.name}`
  return html`<section class="side" aria-label="Order summary"><div class="inner">
<div class="top">
${session.cancel_url ? html`<a class="back" href="${session.cancel_url}"><span aria-hidden="true">←</span> Back<span class="soft"> to ${ACCOUNT.name}</span></a>` : html`<span class="seller">${ACCOUNT.name}</span>`}
${testBadge}
</div>
<div class="stack"><h1 class="soft">${heading}</h1>
${session.mode === 'setup' ? '' : html`<p><span class="total number">${total}</span>${rhythm ? html` <span class="soft">per ${rhythm}</span>` : ''}</p>`}
${trialDays === null ? '' : html`<p class="soft">${trialDays} days free, then ${total} per ${rhythm}</p>`}
</div>
${
  checkout.lineItems.length === 0
    ? ''
    : html`<ul class="lines">${checkout.lineItems.map(lineItem)}</ul>
${
  session.total_details?.amount_discount
    ? html`<p class="sum"><span>Discount</span><span class="number">−${money(session, session.total_details.amount_discount)}</span></p>`
    : ''
}
${session.automatic_tax.enabled ? html`<p class="sum"><span>Tax</span><span class="number">${money(session, session.total_details?.amount_tax ?? 0)}</span></p>` : ''}
<p class="sum"><span>Total due today</span><span class="number">${hasTrial(checkout) ? formatMoney(0, session.currency ?? 'usd') : total}</span></p>`
}
</div></section>`
}

const money = (session: Stripe.Checkout.Session, cents: number) =>
  formatMoney(cents, session.currency ?? 'usd')

/** Fields for promotion codes and tax. The second button updates the total before payment. */
function orderFields({ session, form, errors }: CheckoutView): Html | '' {
  const { allow_promotion_codes: takesCodes, automatic_tax, tax_id_collection } = session
  if (!takesCodes && !automatic_tax.enabled && !tax_id_collection?.enabled) return ''
  const code = field({
    name: 'promotionCode',
    label: 'Promotion code',
    value: form.promotionCode,
    error: errors.promotionCode,
  })
  const business = html`${field({ name: 'businessName', label: 'Business name', value: form.businessName, error: errors.businessName })}
${field({ name: 'taxId', label: 'Tax ID', value: form.taxId, error: errors.taxId })}`
  return html`${tax_id_collection?.enabled ? business : ''}${takesCodes ? code : ''}
<button type="submit" name="intent" value="update" class="plain">Update total</button>`
}

function methodChoice(session: Stripe.Checkout.Session, form: CardForm): Html | '' {
  if (!session.payment_method_types.includes('us_bank_account') || session.mode === 'setup') return ''
  const option = (
    value: string,
    label: string,
  ) => html`<label class="choice"><input type="radio" name="paymentMethod"
value="${value}" ${form.paymentMethod === value ? 'checked' : ''}>${label}</label>`
  return html`<fieldset><legend>Payment method</legend>
${option('card', 'Card')}${option('bank', 'Bank transfer (pays later)')}
<p class="soft small">With a bank transfer, leave the card fields blank.</p></fieldset>`
}

export function checkoutPage(view: CheckoutView): Html {
  const { session, form, errors, refusal } = view
  const total = formatMoney(session.amount_total ?? 0, session.currency ?? 'usd')
  const consent =
    session.mode === 'subscription'
      ? html`<p class="soft small">By confirming, you allow ${ACCOUNT.name} to charge you for future payments until you cancel.</p>`
      : ''
  const note = session.custom_text.submit?.message
  return layout(
    `${ACCOUNT.name} checkout`,
    html`<div class="split">${summary(view, total)}
<main class="main"><div class="inner">
${refusal ? html`<div class="notice" role="alert">${refusal}</div>` : ''}
<form class="pay" method="post" novalidate>
<h2>Contact information</h2>
${field({ name: 'email', label: 'Email', value: form.email, error: errors.email, attributes: 'type="email" autocomplete="email" placeholder="email@example.com"' })}
${methodChoice(session, form) || html`<h2>${session.mode === 'setup' ? 'Card' : 'Payment details'}</h2>`}
${cardFields(form, errors)}
${billingFields(form, errors)}
${orderFields(view)}
${note ? html`<p class="soft small">${note}</p>` : ''}
<button type="submit">${buttonWords(view, total)}</button>
${consent}
</form>
${footNote}
</div></main></div>${typingAid}`,
  )
}
