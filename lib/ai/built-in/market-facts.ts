import { z } from 'zod'

const Spread = z.object({
  median: z.number(),
  lowerQuartile: z.number(),
  upperQuartile: z.number(),
  lowest: z.number(),
  highest: z.number(),
})

/** The facts for the market summary. Names end in their unit. */
export const MarketFacts = z.object({
  /** An agency's own data. Missing for the bundled county. */
  data: z.object({ name: z.string(), currencySign: z.string(), areaUnit: z.string() }).optional(),
  areaName: z.string(),
  period: z.object({ from: z.iso.date(), to: z.iso.date() }),
  salesCount: z.int().positive(),
  volumeUsd: z.number(),
  fewestSalesForMedian: z.int(),
  priceUsd: Spread.nullable(),
  pricePerSqftUsd: Spread.nullable(),
  before: z
    .object({
      from: z.iso.date(),
      to: z.iso.date(),
      salesCount: z.int(),
      medianPriceUsd: z.number().nullable(),
      salesChangePercent: z.number().nullable(),
      medianPriceChangePercent: z.number().nullable(),
      medianPricePerSqftChangePercent: z.number().nullable(),
      volumeChangePercent: z.number().nullish(),
    })
    .nullable(),
  county: z.object({
    salesCount: z.int(),
    medianPriceUsd: z.number(),
    medianPricePerSqftUsd: z.number(),
    areaSharePercent: z.number(),
    medianGapUsd: z.number().nullable(),
    medianGapPercent: z.number().nullable(),
  }),
  months: z.array(
    z.object({
      month: z.string(),
      salesCount: z.int(),
      medianPriceUsd: z.number().nullable(),
      partial: z.boolean(),
    }),
  ),
  season: z.object({ takenOut: z.enum(['season', 'county']) }).optional(),
  trend: z.object({ changePerMonthPercent: z.number(), adjustedChangePerMonthPercent: z.number() }).nullish(),
  affordability: z
    .object({
      loan: z.object({
        downPercent: z.number(),
        ratePercent: z.number(),
        years: z.number(),
        incomeSharePercent: z.number(),
      }),
      incomeForMedianUsd: z.number(),
      bands: z.array(z.object({ incomeUsd: z.number(), withinReachPercent: z.number() })),
    })
    .nullish(),
  bedrooms: z.array(
    z.object({
      label: z.string(),
      salesCount: z.int(),
      sharePercent: z.number(),
      medianPriceUsd: z.number().nullable(),
    }),
  ),
  notable: z.array(
    z.object({
      why: z.string(),
      soldOn: z.iso.date(),
      priceUsd: z.number(),
      pricePerSqftUsd: z.number(),
      livingSqft: z.number(),
      bedrooms: z.int(),
      yearBuilt: z.int(),
    }),
  ),
})

export type MarketFacts = z.infer<typeof MarketFacts>
