import { z } from 'zod'
import { areaUnits } from '@/db/schema/work/own-sales'
import { numbersIn, unknownNumbers } from './figures/summary/check-numbers'
import { textToCheck } from './figures/summary/write-summary'

const Checked = z.looseObject({
  areaName: z.string(),
  salesCount: z.int().positive(),
  months: z.array(z.object({ salesCount: z.int().nonnegative() })),
  bedrooms: z.array(z.object({ salesCount: z.int().nonnegative() })),
  fewestSalesForMedian: z.int(),
  data: z.object({ name: z.string(), currency: z.string(), areaUnit: z.enum(areaUnits) }).optional(),
})

type Made = { figures: unknown; summary: string | null; fewestSalesForMedian: number }

/** What is wrong with a finished report, as a sentence for the reader. Null if we find nothing. */
export function reportFault({ figures, summary, fewestSalesForMedian }: Made): string | null {
  const facts = { ...(figures as object | null), fewestSalesForMedian }
  const { data } = Checked.safeParse(facts)
  if (!data) return 'The figures are missing.'
  if (!summary?.trim()) return 'The summary is empty.'
  const adds = (rows: { salesCount: number }[]) =>
    rows.reduce((sum, { salesCount }) => sum + salesCount, 0) === data.salesCount
  if (!adds(data.months) || !adds(data.bedrooms)) return 'The figures don’t add up.'
  const unknown = unknownNumbers(textToCheck(summary, data), numbersIn(facts))
  return unknown.length > 0 ? 'The summary includes a number that isn’t in the figures.' : null
}
