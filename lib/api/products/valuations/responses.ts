import { z } from 'zod'
import { valuationStatuses } from '@/db/schema/work/valuations'
import { currency, day, instant, pageOf, rowId, whole, workFields } from '../parts'
import { homeFields } from './home-fields'

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
