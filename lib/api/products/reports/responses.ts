import { z } from 'zod'
import { areaUnits } from '@/db/schema/work/own-sales'
import { reportStatuses } from '@/db/schema/work/reports'
import { Area } from '@/lib/sales/area'
import { currency, day, instant, pageOf, rowId, whole, workFields } from '../parts'

const status = z.enum(reportStatuses)
const place = z.strictObject({ latitude: z.number(), longitude: z.number() })
const period = { from: day, to: day }
const number = z.number()
const spread = z
  .strictObject({
    median: number,
    lowerQuartile: number,
    upperQuartile: number,
    lowest: number,
    highest: number,
  })
  .nullable()

/** As computed by lib/reports/figures. */
const figures = z.strictObject({
  data: z
    .strictObject({ name: z.string(), currency, areaUnit: z.enum(areaUnits) })
    .optional()
    .describe(
      'The data set, if it is your own. Amounts and areas are in its units, whatever the names of fields say',
    ),
  areaName: z.string(),
  area: Area,
  period: z.strictObject({ ...period, days: whole }),
  salesCount: whole,
  volumeUsd: number,
  priceUsd: spread,
  pricePerSqftUsd: spread,
  quantiles: z.array(z.strictObject({ sharePercent: number, priceUsd: number })),
  before: z
    .strictObject({
      ...period,
      salesCount: whole,
      medianPriceUsd: number.nullable(),
      salesChangePercent: number.nullable(),
      medianPriceChangePercent: number.nullable(),
      medianPricePerSqftChangePercent: number.nullable(),
      volumeChangePercent: number.nullish(),
    })
    .nullable()
    .describe('The previous period of the same length; null if it is not fully recorded'),
  county: z.strictObject({
    salesCount: whole,
    medianPriceUsd: number,
    medianPricePerSqftUsd: number,
    areaSharePercent: number,
    medianGapUsd: number.nullable(),
    medianGapPercent: number.nullable(),
  }),
  priceBuckets: z.array(
    z.strictObject({ fromUsd: number.nullable(), toUsd: number.nullable(), salesCount: whole }),
  ),
  months: z.array(
    z.strictObject({
      month: z.string(),
      salesCount: whole,
      medianPriceUsd: number.nullable(),
      adjustedMedianPriceUsd: number.nullable(),
      thin: z.boolean(),
      partial: z.boolean(),
    }),
  ),
  bedrooms: z.array(
    z.strictObject({
      label: z.string(),
      salesCount: whole,
      sharePercent: number,
      medianPriceUsd: number.nullable(),
    }),
  ),
  notable: z.array(
    z.strictObject({
      why: z.string(),
      soldOn: day,
      priceUsd: number,
      pricePerSqftUsd: number,
      livingSqft: number,
      bedrooms: number,
      bathrooms: number,
      yearBuilt: whole,
      place: place.nullable(),
    }),
  ),
  season: z
    .strictObject({
      takenOut: z.enum(['season', 'county']),
      monthsCount: whole,
      neededMonthsCount: whole,
    })
    .optional(),
  trend: z
    .strictObject({
      monthsCount: whole,
      changePerMonthPercent: number,
      adjustedChangePerMonthPercent: number,
    })
    .nullable(),
  affordability: z
    .strictObject({
      loan: z.strictObject({
        downPercent: number,
        ratePercent: number,
        years: number,
        incomeSharePercent: number,
      }),
      incomeForMedianUsd: number,
      bands: z.array(
        z.strictObject({ incomeUsd: number, priceLimitUsd: number, withinReachPercent: number }),
      ),
    })
    .nullable(),
  places: z.array(place).describe('The locations of the homes, for a map'),
})

const Report = z.strictObject({
  ...workFields,
  status,
  areaName: z.string(),
  periodFrom: day,
  periodTo: day,
  result: z
    .strictObject({ figures, summary: z.string(), model: z.string().describe('What wrote the summary') })
    .nullable()
    .describe('Null until the status is `ready`'),
})

const ReportList = pageOf(
  z.strictObject({
    id: rowId,
    status,
    progressPercent: whole,
    areaName: z.string(),
    periodFrom: day,
    periodTo: day,
    createdAt: instant,
  }),
)

const ReportShare = z.strictObject({
  url: z.url().describe('Opens the report for anyone who has it, until it expires or is revoked'),
  expiresAt: instant,
})

export const reportResponses = { Report, ReportList, ReportShare }
