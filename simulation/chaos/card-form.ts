const CARDS = {
  good: '4242424242424242',
  declined: '4000000000000002',
  challenge: '4000002500003155',
  'fails-later': '4000000000000341',
} as const

/** How a buyer pays: `declined-first` tries a declined card before a valid one. */
export type Card = 'good' | 'declined-first' | 'challenge'

type CardName = keyof typeof CARDS

export const cardOf = (pay: Card | 'fails-later'): CardName => (pay === 'declined-first' ? 'good' : pay)

/** Codes that exist at Stripe in every run, and their discount. */
export const CODES = { SAVE20: 20, FREE: 100 } as const

/** Where the buyer is, which decides on tax, and what else changes the total. */
export type Order = { country: 'US' | 'CA' | 'DE' | 'IN'; code: '' | keyof typeof CODES; company: boolean }

const HOME: Order = { country: 'US', code: '', company: false }

/** What a buyer enters on Stripe's hosted page. */
export const cardForm = (card: CardName, { country, code, company }: Order = HOME) => ({
  email: 'buyer@example.com',
  cardNumber: CARDS[card],
  cardExpiry: '12 / 48',
  cardCvc: '123',
  cardholderName: 'Avery Buyer',
  country,
  postalCode: '98101',
  promotionCode: code,
  businessName: company ? 'Hafen GmbH' : '',
  taxId: company && country === 'DE' ? 'DE123456789' : '',
})
