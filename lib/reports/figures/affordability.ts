import { quantile, roundTo } from './statistics'

/** A typical loan, shown with the income bands, which are calculated from it. */
const LOAN = { downPercent: 20, ratePercent: 4, years: 30, incomeSharePercent: 28 } as const

export type Affordability = {
  loan: { downPercent: number; ratePercent: number; years: number; incomeSharePercent: number }
  /** The annual income needed for the median home, rounded up to thousands. */
  incomeForMedianUsd: number
  bands: { incomeUsd: number; priceLimitUsd: number; withinReachPercent: number }[]
}

const INCOMES_USD = [50_000, 75_000, 100_000, 125_000, 150_000, 200_000, 250_000]

/** The price that one dollar of annual income supports. */
function pricePerIncome(): number {
  const monthlyRate = LOAN.ratePercent / 100 / 12
  const payments = LOAN.years * 12
  const loanPerPayment = (1 - (1 + monthlyRate) ** -payments) / monthlyRate
  return ((LOAN.incomeSharePercent / 100 / 12) * loanPerPayment) / (1 - LOAN.downPercent / 100)
}

/** The share of sold homes that each income can afford, without taxes and insurance. */
export function affordability(pricesUsd: readonly number[]): Affordability {
  const supported = pricePerIncome()
  const median = quantile(pricesUsd, 0.5) ?? 0
  return {
    loan: LOAN,
    incomeForMedianUsd: Math.ceil(median / supported / 1_000) * 1_000,
    bands: INCOMES_USD.map((incomeUsd) => {
      const priceLimitUsd = Math.floor((incomeUsd * supported) / 1_000) * 1_000
      const within = pricesUsd.filter((price) => price <= priceLimitUsd).length
      return { incomeUsd, priceLimitUsd, withinReachPercent: roundTo((within / pricesUsd.length) * 100, 1) }
    }),
  }
}
