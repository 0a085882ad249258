import { z } from 'zod'
import { valuationStatuses } from '@/db/schema/work/valuations'
import { currency, day, instant, pageOf, rowId, whole, workFields } from '../parts'

/** The fields of a home. Their ranges are checked by the form's rules (lib/valuations/home-input.ts). */
export const homeFields = {
  zipCode: z.string(),
  latitude: z.number(),
  longitude: z.number(),
  livingSqft: z.number().describe('250 to 15,000, including the basement'),
  basementSqft: z.number(),
  lotSqft: z.number(),
  bedrooms: z.number(),
  bathrooms: z.number(),
  floors: z.number(),
  yearBuilt: z.number(),
  yearRenovated: z.number().describe('0 if it was not renovated'),
  condition: z.number().describe('1 (poor) to 5 (very good)'),
  grade: z.number().describe('Build quality, 3 to 13; 7 is average'),
  view: z.number().describe('0 (none) to 4 (excellent)'),
  waterfront: z.boolean(),
}

const status = z.enum(valuationStatuses)
const number = z.number()

const comparable = z.strictObject({
  saleId: whole,
  soldOn: day,
  priceUsd: number,
  adjustedUsd: number.describe('The price plus all adjustments'),
  unusual: z
    .enum(['distressed', 'flip'])
    .nullable()
    .describe('Why it weighs less: a forced sale or a resale after renovation'),
  adjustments: z.array(z.strictObject({ what: z.string(), usd: number })),
  weightPercent: number,
  km: number,
  latitude: number,
  longitude: number,
  livingSqft: number,
  lotSqft: number,
  bedrooms: number,
  bathrooms: number,
  yearBuilt: whole,
  grade: number,
})

const Valuation = z.strictObject({
  ...workFields,
  status: status.describe('`declined`: too little is known for an estimate, so it is free'),
  label: z.string(),
  zipCode: z.string(),
  valuedOn: day,
  home: z.strictObject(homeFields),
  result: z
    .strictObject({
      currency,
      estimateUsd: number,
      lowUsd: number.describe('About 80% of similar homes sell between lowUsd and highUsd'),
      highUsd: number,
      confidence: z.enum(['high', 'fair', 'low']),
      salesCount: whole.describe('Recorded sales before the valuation date'),
      comparablesUsd: number.describe('The estimate from the comparable sales alone'),
      comparables: z.array(comparable),
    })
    .nullable()
    .describe('Null until the status is `ready`. An automated estimate, not an appraisal'),
})

const ValuationList = pageOf(
  z.strictObject({
    id: rowId,
    status,
    progressPercent: whole,
    label: z.string(),
    zipCode: z.string(),
    estimateUsd: number.nullable(),
    lowUsd: number.nullable(),
    highUsd: number.nullable(),
    currency,
    createdAt: instant,
  }),
)

const ValuationShare = z.strictObject({
  url: z.url().describe('Opens the valuation for anyone who has it, until it expires or is revoked'),
  expiresAt: instant,
})

export const valuationResponses = { Valuation, ValuationList, ValuationShare }
