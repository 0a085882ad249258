import { html } from 'hono/html'
import type Stripe from 'stripe'
import { shortDate } from '../billing/invoices/invoice-lines'
import { formatMoney } from '../core/money'
import { ACCOUNT } from '../core/world'
import type { CardForm, FieldErrors } from './card-form'
import { billingFields, cardFields, cardName, typingAid } from './fields'
import { footNote, type Html, layout, testBadge } from './layout'

export interface InvoiceView {
  invoice: Stripe.Invoice
  form: CardForm
  errors: FieldErrors
  refusal: string | null
}

export function standingWords(invoice: Stripe.Invoice): string {
  const { paid_at } = invoice.status_transitions
  if (invoice.status === 'paid') return `Paid on ${shortDate(paid_at ?? invoice.created)}`
  if (invoice.status === 'open') return 'Payment is due'
  return `This invoice is ${invoice.status}`
}

function linesTable(invoice: Stripe.Invoice): Html {
  const money = (cents: number) => formatMoney(cents, invoice.currency)
  const total = (label: string, cents: number) =>
    html`<tr><th scope="row" colspan="2">${label}</th><td class="end number">${money(cents)}</td></tr>`
  const creditCents = invoice.total - invoice.amount_due
  return html`<div class="scroll"><table><thead><tr><th scope="col">Description</th><th scope="col">Qty</th><th scope="col" class="end">Amount</th></tr></thead>
<tbody>${invoice.lines.data.map(
    (
      line,
    ) => html`<tr><td>${line.description}<br><span class="soft small">${shortDate(line.period.start)} – ${shortDate(line.period.end)}</span></td>
<td class="number">${line.quantity}</td><td class="end number">${money(line.amount)}</td></tr>`,
  )}
${total('Total', invoice.total)}${creditCents === 0 ? '' : total('Applied balance', -creditCents)}${total('Amount due', invoice.amount_due)}
${invoice.status === 'paid' ? total('Amount paid', invoice.amount_paid) : ''}</tbody></table></div>`
}

export function invoicePage({ invoice, form, errors, refusal }: InvoiceView): Html {
  const due = formatMoney(invoice.amount_remaining, invoice.currency)
  return layout(
    `Invoice ${invoice.number ?? ''} · ${ACCOUNT.name}`,
    html`<div class="page"><header class="row"><span class="seller">${ACCOUNT.name}</span>${testBadge}</header>
<main class="stack" style="gap:24px"><section class="card"><p class="soft">${standingWords(invoice)}</p>
<h1 class="total number">${formatMoney(invoice.status === 'paid' ? invoice.amount_paid : invoice.amount_due, invoice.currency)}</h1>
<dl class="stack small" style="margin:0"><div class="row"><dt class="soft">Invoice number</dt><dd style="margin:0">${invoice.number ?? 'Draft'}</dd></div>
<div class="row"><dt class="soft">To</dt><dd style="margin:0">${invoice.customer_name ?? invoice.customer_email}</dd></div>
<div class="row"><dt class="soft">From</dt><dd style="margin:0">${ACCOUNT.name}</dd></div></dl>
${invoice.invoice_pdf ? html`<a class="button plain" href="${invoice.invoice_pdf}">Download invoice</a>` : ''}</section>
<section aria-label="Invoice details">${linesTable(invoice)}</section>
${
  invoice.status === 'open'
    ? html`<section class="stack" style="gap:14px;max-width:26rem"><h2>Pay this invoice</h2>
${refusal ? html`<div class="notice" role="alert">${refusal}</div>` : ''}
<form method="post" class="pay" novalidate>${cardFields(form, errors)}${billingFields(form, errors)}<button type="submit">Pay ${due}</button></form></section>`
    : ''
}</main>${footNote}</div>${invoice.status === 'open' ? typingAid : ''}`,
  )
}

export function receiptPage(charge: Stripe.Charge): Html {
  const card = charge.payment_method_details?.card
  const refunded = charge.amount_refunded
  return layout(
    `Receipt · ${ACCOUNT.name}`,
    html`<main class="middle"><div class="box"><div class="top"><span class="seller">${ACCOUNT.name}</span>${testBadge}</div>
<h1>Receipt</h1><p class="total number">${formatMoney(charge.amount, charge.currency)}</p>
<p class="soft">Paid on ${shortDate(charge.created)}${card ? ` with ${cardName({ brand: card.brand ?? '', last4: card.last4 })}` : ''}.</p>
${refunded > 0 ? html`<p>Refunded: <span class="number">${formatMoney(refunded, charge.currency)}</span></p>` : ''}
${charge.description ? html`<p class="soft">${charge.description}</p>` : ''}</div></main>`,
  )
}
