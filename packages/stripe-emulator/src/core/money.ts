/** Zero-decimal currencies from Stripe's list. UGX keeps two decimals, always 00. */
const ZERO_DECIMAL = new Set('bif clp djf gnf jpy kmf krw mga pyg rwf vnd vuv xaf xof xpf'.split(' '))
const THREE_DECIMAL = new Set('bhd jod kwd omr tnd'.split(' '))

export function formatMoney(amountCents: number, currency: string): string {
  const code = currency.toLowerCase()
  const digits = ZERO_DECIMAL.has(code) ? 0 : THREE_DECIMAL.has(code) ? 3 : 2
  return new Intl.NumberFormat('en-US', {
    style: 'currency',
    currency: currency.toUpperCase(),
    minimumFractionDigits: digits,
    maximumFractionDigits: digits,
  }).format(amountCents / 10 ** digits)
}

/** `amount * part / whole` in whole cents, rounding half away from zero, without floating point. */
export function shareOf(amountCents: number, part: number, whole: number): number {
  if (whole <= 0) return 0
  const numerator = BigInt(Math.abs(amountCents)) * BigInt(part)
  const rounded = (numerator * 2n + BigInt(whole)) / (2n * BigInt(whole))
  return amountCents < 0 ? -Number(rounded) : Number(rounded)
}
