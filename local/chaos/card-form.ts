import type { Card } from './life'

const CARDS = {
  good: '4242424242424242',
  declined: '4000000000000002',
  challenge: '4000002500003155',
  'fails-later': '4000000000000341',
} as const

type CardName = keyof typeof CARDS

export const cardOf = (pay: Card | 'fails-later'): CardName => (pay === 'declined-first' ? 'good' : pay)

/** What a buyer types into Stripe's hosted page. */
export const cardForm = (card: CardName) => ({
  email: 'buyer@example.com',
  cardNumber: CARDS[card],
  cardExpiry: '12 / 48',
  cardCvc: '123',
  cardholderName: 'Avery Buyer',
  country: 'US',
  postalCode: '98101',
})
