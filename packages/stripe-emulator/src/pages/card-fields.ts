import { html } from 'hono/html'
import type { CardForm, FieldErrors } from './card-form'
import { countryField, field } from './fields'
import type { Html } from './layout'

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
