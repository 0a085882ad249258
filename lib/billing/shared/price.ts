/** Unit pricing is data (R6): `credits` for every started block of `per` units, at least `minimum` in total. */
export type UnitPrice = { credits: number; per: number; minimum: number }

/** 1-10 emails at 3 per 10 cost 3, 11-20 cost 6, 95 cost 30. Zero units are free. */
export function costOf({ credits, per, minimum }: UnitPrice, units: number): number {
  if (units <= 0) return 0
  return Math.max(minimum, Math.ceil(units / per) * credits)
}

/** The most units that the credits pay for; null: they are free, so there is no maximum. */
export function unitsFor({ credits, per, minimum }: UnitPrice, leftCredits: number): number | null {
  if (credits === 0) return leftCredits >= minimum ? null : 0
  return leftCredits < minimum ? 0 : Math.floor(leftCredits / credits) * per
}

export function priceWords({ credits, per, minimum }: UnitPrice, unit: string): string {
  if (per === 1) return `${count(credits, 'credit')}${minimum > credits ? `, minimum ${minimum}` : ''}`
  const least = minimum > 0 ? `, minimum ${minimum}` : ''
  return `${count(credits, 'credit')} for every ${per} ${unit}s${least}`
}

/** The same as a rule: "20 credits per report", "3 credits for every 10 emails, minimum 3". */
export function priceRule(price: UnitPrice, unit: string): string {
  if (price.per !== 1) return priceWords(price, unit)
  const [cost, ...least] = priceWords(price, unit).split(', ')
  return [`${cost} per ${unit}`, ...least].join(', ')
}

const count = (n: number, word: string) => `${n} ${word}${n === 1 ? '' : 's'}`
