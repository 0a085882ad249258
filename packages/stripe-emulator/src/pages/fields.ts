import { html, raw } from 'hono/html'
import type { CardForm, FieldErrors } from './card-form'
import type { Html } from './layout'

/** Countries in the checkout form: where the product is sold, and their neighbors. */
const COUNTRIES: ReadonlyArray<readonly [code: string, name: string]> = [
  ['US', 'United States'],
  ['AU', 'Australia'],
  ['CA', 'Canada'],
  ['DE', 'Germany'],
  ['ES', 'Spain'],
  ['FR', 'France'],
  ['GB', 'United Kingdom'],
  ['IE', 'Ireland'],
  ['IN', 'India'],
  ['IT', 'Italy'],
  ['JP', 'Japan'],
  ['NL', 'Netherlands'],
  ['NZ', 'New Zealand'],
  ['SG', 'Singapore'],
  ['ZA', 'South Africa'],
]

export interface FieldInput {
  name: string
  label: string
  value: string
  error: string | undefined
  attributes?: string
}

/** A labeled input with a linked, announced error. */
export function field({ name, label, value, error, attributes = '' }: FieldInput): Html {
  return html`<div class="stack"><label for="${name}">${label}</label>
<input id="${name}" name="${name}" value="${value}" ${raw(attributes)} ${invalidity(name, error)}>
${message(name, error)}</div>`
}

function countryField(selected: string): Html {
  return html`<div class="stack"><label for="country">Country or region</label>
<select id="country" name="country" autocomplete="country">
${COUNTRIES.map(([code, name]) => html`<option value="${code}" ${code === selected ? raw('selected') : ''}>${name}</option>`)}
</select></div>`
}

function invalidity(name: string, error: string | undefined) {
  return error ? raw(`aria-invalid="true" aria-describedby="${name}-error"`) : ''
}

function message(name: string, error: string | undefined): Html | '' {
  return error ? html`<p class="error" id="${name}-error" role="alert">${error}</p>` : ''
}

/** Formats the card number and expiry while typing. The form also works without it. */
export const typingAid = html`<script>${raw(`
for (const [id, shape] of [
  ['cardNumber', d => d.slice(0, 19).replace(/(.{4})(?=.)/g, '$1 ')],
  ['cardExpiry', d => d.length > 2 ? d.slice(0, 2) + ' / ' + d.slice(2, 4) : d],
]) {
  const box = document.getElementById(id)
  box?.addEventListener('input', event => {
    if (event.inputType?.startsWith('delete')) return
    box.value = shape(box.value.replace(/[^0-9]/g, ''))
  })
}
document.querySelector('form.pay')?.addEventListener('submit', event => {
  const button = event.target.querySelector('button[type=submit]')
  if (button.getAttribute('aria-busy')) return event.preventDefault()
  button.setAttribute('aria-busy', 'true')
})
addEventListener('pageshow', () => document.querySelector('[aria-busy]')?.removeAttribute('aria-busy'))
document.querySelector('[aria-invalid=true]')?.focus()`)}</script>`

const BRANDS: Record<string, string> = {
  visa: 'Visa',
  mastercard: 'Mastercard',
  amex: 'American Express',
  discover: 'Discover',
  diners: 'Diners Club',
  jcb: 'JCB',
  unionpay: 'UnionPay',
}

/** "Visa ending in 4242": display text; the API uses `visa`. */
export function cardName({ brand, last4 }: { brand: string; last4: string | null }): string {
  return `${BRANDS[brand] ?? 'Card'} ending in ${last4}`
}

/** Card number, expiry and CVC. The CVC is never shown again. */
export function cardFields(form: CardForm, errors: FieldErrors): Html {
  return html`${field({ name: 'cardNumber', label: 'Card number', value: form.cardNumber, error: errors.cardNumber, attributes: 'inputmode="numeric" autocomplete="cc-number" placeholder="1234 1234 1234 1234"' })}
<div class="pair">
${field({ name: 'cardExpiry', label: 'Expiration', value: form.cardExpiry, error: errors.cardExpiry, attributes: 'inputmode="numeric" autocomplete="cc-exp" placeholder="MM / YY"' })}
${field({ name: 'cardCvc', label: 'CVC', value: '', error: errors.cardCvc, attributes: 'inputmode="numeric" autocomplete="cc-csc" placeholder="CVC" maxlength="4"' })}
</div>`
}

export function billingFields(form: CardForm, errors: FieldErrors): Html {
  return html`${field({ name: 'cardholderName', label: 'Cardholder name', value: form.cardholderName, error: errors.cardholderName, attributes: 'autocomplete="cc-name" placeholder="Full name on card"' })}
<div class="pair">
${countryField(form.country)}
${field({ name: 'postalCode', label: 'Postal code', value: form.postalCode, error: errors.postalCode, attributes: 'autocomplete="postal-code"' })}
</div>`
}
