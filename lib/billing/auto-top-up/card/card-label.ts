type Card = { cardBrand: string | null; cardLast4: string | null }

const BRANDS: Readonly<Record<string, string>> = {
  amex: 'American Express',
  diners: 'Diners Club',
  jcb: 'JCB',
  unionpay: 'UnionPay',
}

/** "Visa ending in 4242"; null when no card is saved. */
export function cardLabel({ cardBrand, cardLast4 }: Card): string | null {
  if (!cardBrand || !cardLast4) return null
  const brand = BRANDS[cardBrand] ?? `${cardBrand.charAt(0).toUpperCase()}${cardBrand.slice(1)}`
  return `${brand} ending in ${cardLast4}`
}
