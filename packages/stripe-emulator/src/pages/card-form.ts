import type { CardInput } from '../payments/payment-methods'
import { hasValidCheckDigit } from '../payments/test-cards'

/** Entered values, for showing the form again. */
export interface CardForm {
  email: string
  cardNumber: string
  cardExpiry: string
  cardCvc: string
  cardholderName: string
  country: string
  postalCode: string
  paymentMethod: 'card' | 'bank' | 'none'
  promotionCode: string
  businessName: string
  taxId: string
}

export type FieldErrors = Partial<Record<keyof CardForm, string>>

export const EMPTY_FORM: CardForm = {
  email: '',
  cardNumber: '',
  cardExpiry: '',
  cardCvc: '',
  cardholderName: '',
  country: 'US',
  postalCode: '',
  paymentMethod: 'card',
  promotionCode: '',
  businessName: '',
  taxId: '',
}

export function readForm(body: Record<string, unknown>): CardForm {
  const text = (name: keyof CardForm) => {
    const value = body[name]
    return typeof value === 'string' ? value.trim().slice(0, 200) : ''
  }
  return {
    email: text('email'),
    cardNumber: text('cardNumber'),
    cardExpiry: text('cardExpiry'),
    cardCvc: text('cardCvc'),
    cardholderName: text('cardholderName'),
    country: text('country') || 'US',
    postalCode: text('postalCode'),
    paymentMethod: text('paymentMethod') === 'bank' ? 'bank' : 'card',
    promotionCode: text('promotionCode'),
    businessName: text('businessName'),
    taxId: text('taxId'),
  }
}

/** "12 / 34", "12/2034" and "1234" are all December 2034. */
function expiryOf(typed: string): { month: number; year: number } | null {
  const match = /^(\d{1,2})\s*\/?\s*(\d{2}|\d{4})$/.exec(typed)
  if (!match) return null
  const year = Number(match[2])
  return { month: Number(match[1]), year: year < 100 ? 2000 + year : year }
}

function expiryError(typed: string, nowSeconds: number): string | undefined {
  const expiry = expiryOf(typed)
  if (!expiry || expiry.month < 1 || expiry.month > 12) return "Your card's expiration date is incomplete."
  const now = new Date(nowSeconds * 1000)
  const monthsLeft = (expiry.year - now.getUTCFullYear()) * 12 + expiry.month - 1 - now.getUTCMonth()
  if (monthsLeft < 0) return "Your card's expiration date is in the past."
  return monthsLeft > 50 * 12 ? "Your card's expiration year is invalid." : undefined
}

const numberOf = (form: CardForm) => form.cardNumber.replace(/[\s-]/g, '')

export function checkForm(form: CardForm, nowSeconds: number, wantsEmail = true): FieldErrors {
  const errors: FieldErrors = {}
  if (wantsEmail && !/^[^\s@]+@[^\s@]+\.[^\s@]+$/.test(form.email))
    errors.email = form.email ? 'Your email is invalid.' : 'Your email is required.'
  if (form.paymentMethod === 'none') return errors
  if (!form.cardholderName) errors.cardholderName = 'Your name is required.'
  if (form.country === 'US' && !/^\d{5}(-\d{4})?$/.test(form.postalCode))
    errors.postalCode = form.postalCode ? 'Your postal code is invalid.' : 'Your postal code is required.'
  if (form.paymentMethod === 'bank') return errors
  return { ...errors, ...cardErrors(form, nowSeconds) }
}

function cardErrors(form: CardForm, nowSeconds: number): FieldErrors {
  const errors: FieldErrors = {}
  const number = numberOf(form)
  if (!/^\d+$/.test(number)) errors.cardNumber = 'Your card number is incomplete.'
  else if (number.length < 13) errors.cardNumber = 'Your card number is incomplete.'
  else if (number.length > 19 || !hasValidCheckDigit(number))
    errors.cardNumber = 'Your card number is invalid.'
  const expiry = expiryError(form.cardExpiry, nowSeconds)
  if (expiry) errors.cardExpiry = expiry
  const cvcLength = /^3[47]/.test(number) ? 4 : 3
  if (!/^\d+$/.test(form.cardCvc) || form.cardCvc.length !== cvcLength)
    errors.cardCvc = "Your card's security code is incomplete."
  return errors
}

export function cardIn(form: CardForm): CardInput {
  const expiry = expiryOf(form.cardExpiry) ?? { month: 1, year: 2000 }
  return { number: numberOf(form), expMonth: expiry.month, expYear: expiry.year, cvc: form.cardCvc }
}
