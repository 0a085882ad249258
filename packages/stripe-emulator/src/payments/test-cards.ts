/** Behavior of test cards when charged. Numbers and behavior are from Stripe's documentation. */
export type CardBehavior =
  | 'succeeds'
  | 'generic_decline'
  | 'insufficient_funds'
  | 'lost_card'
  | 'stolen_card'
  | 'expired_card'
  | 'incorrect_cvc'
  | 'processing_error'
  | 'live_card'
  | 'asks_once'
  | 'asks_always'
  | 'fails_when_charged_later'
  | 'disputed'
  | 'inquired'
  | 'reported_as_fraud'

export interface TestCard {
  brand: string
  country: string
  behavior: CardBehavior
}

const us = (behavior: CardBehavior, brand = 'visa'): TestCard => ({ brand, country: 'US', behavior })

const TEST_CARDS: Record<string, TestCard> = {
  '4242424242424242': us('succeeds'),
  '4000056655665556': us('succeeds'),
  '5555555555554444': us('succeeds', 'mastercard'),
  '2223003122003222': us('succeeds', 'mastercard'),
  '5200828282828210': us('succeeds', 'mastercard'),
  '378282246310005': us('succeeds', 'amex'),
  '371449635398431': us('succeeds', 'amex'),
  '6011111111111117': us('succeeds', 'discover'),
  '3056930009020004': us('succeeds', 'diners'),
  '3566002020360505': us('succeeds', 'jcb'),
  '4000000360000006': { brand: 'visa', country: 'AU', behavior: 'succeeds' },
  '4000008260000000': { brand: 'visa', country: 'GB', behavior: 'succeeds' },
  '4000005540000008': { brand: 'visa', country: 'NZ', behavior: 'succeeds' },
  '4000000000000077': us('succeeds'),
  '4000000000000002': us('generic_decline'),
  '4000000000009995': us('insufficient_funds'),
  '4000000000009987': us('lost_card'),
  '4000000000009979': us('stolen_card'),
  '4000000000000069': us('expired_card'),
  '4000000000000127': us('incorrect_cvc'),
  '4000000000000119': us('processing_error'),
  '4000002500003155': us('asks_once'),
  '4000002760003184': us('asks_always'),
  '4000000000000341': us('fails_when_charged_later'),
  '4000000000000259': us('disputed'),
  '4000000000001976': us('inquired'),
  '4000000000005423': us('reported_as_fraud'),
}

/** Ready-made payment method names, for code that never shows a card form. */
const NAMED_CARDS: Record<string, string> = {
  card_visa: '4242424242424242',
  card_mastercard: '5555555555554444',
  card_amex: '378282246310005',
  card_visa_chargeDeclined: '4000000000000002',
  card_chargeDeclined: '4000000000000002',
  card_chargeDeclinedInsufficientFunds: '4000000000009995',
  card_visa_chargeDeclinedInsufficientFunds: '4000000000009995',
  card_chargeCustomerFail: '4000000000000341',
  card_authenticationRequired: '4000002760003184',
  card_authenticationRequiredOnSetup: '4000002500003155',
  card_createDispute: '4000000000000259',
  card_createDisputeInquiry: '4000000000001976',
  card_createIssuerFraudRecord: '4000000000005423',
}

/** Unknown numbers that could be real cards are declined, like in Stripe's test mode. */
export function testCard(number: string): TestCard {
  return TEST_CARDS[number] ?? us('live_card', number.startsWith('5') ? 'mastercard' : 'visa')
}

export function numberOfNamedCard(name: string): string | undefined {
  return NAMED_CARDS[name.replace(/^(pm|tok)_/, 'card_').replace('card_card_', 'card_')]
}

/** Luhn check digit. */
export function hasValidCheckDigit(number: string): boolean {
  const digits = [...number].reverse().map(Number)
  const sum = digits.reduce(
    (total, digit, i) => total + (i % 2 === 0 ? digit : (digit * 2) % 9 || (digit && 9)),
    0,
  )
  return sum % 10 === 0
}

export interface Decline {
  code: string
  declineCode: string
  message: string
}

const decline = (code: string, declineCode: string, message: string): Decline => ({
  code,
  declineCode,
  message,
})

const DECLINES: Partial<Record<CardBehavior, Decline>> = {
  generic_decline: decline('card_declined', 'generic_decline', 'Your card was declined.'),
  insufficient_funds: decline('card_declined', 'insufficient_funds', 'Your card has insufficient funds.'),
  lost_card: decline('card_declined', 'lost_card', 'Your card was declined.'),
  stolen_card: decline('card_declined', 'stolen_card', 'Your card was declined.'),
  expired_card: decline('expired_card', 'expired_card', 'Your card has expired.'),
  incorrect_cvc: decline('incorrect_cvc', 'incorrect_cvc', "Your card's security code is incorrect."),
  processing_error: decline(
    'processing_error',
    'processing_error',
    'An error occurred while processing your card. Try again in a little bit.',
  ),
  live_card: decline(
    'card_declined',
    'test_mode_live_card',
    'Your card was declined. Your request was in test mode, but used a non test card. For a list of valid test ' +
      'cards, visit: https://stripe.com/docs/testing.',
  ),
}

export const GENERIC_DECLINE: Decline = decline('card_declined', 'generic_decline', 'Your card was declined.')

/** Why a charge is declined, or null. `buyerPresent` is false for off-session charges of a saved card. */
export function declineOf(behavior: CardBehavior, buyerPresent: boolean): Decline | null {
  if (behavior === 'fails_when_charged_later') return buyerPresent ? null : GENERIC_DECLINE
  return DECLINES[behavior] ?? null
}

export const asksForAuthentication = (behavior: CardBehavior): boolean =>
  behavior === 'asks_once' || behavior === 'asks_always'
