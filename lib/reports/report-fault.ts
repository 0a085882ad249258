import { z } from 'zod'
import { numbersIn, unknownNumbers } from './figures/check-numbers'
import { withoutName } from './figures/write-summary'

const Checked = z.looseObject({
  areaName: z.string(),
  salesCount: z.int().positive(),
  months: z.array(z.object({ salesCount: z.int().nonnegative() })),
  bedrooms: z.array(z.object({ salesCount: z.int().nonnegative() })),
  fewestSalesForMedian: z.int(),
})

type Made = { figures: unknown; summary: string | null; fewestSalesForMedian: number }

/** What is wrong with a finished report, in words for the reader; null: nothing that can be seen from outside. */
export function reportFault({ figures, summary, fewestSalesForMedian }: Made): string | null {
  const facts = { ...(figures as object | null), fewestSalesForMedian }
  const { data } = Checked.safeParse(facts)
  if (!data) return 'The figures that it rests on are missing.'
  if (!summary?.trim()) return 'Its summary is empty.'
  const adds = (rows: { salesCount: number }[]) =>
    rows.reduce((sum, { salesCount }) => sum + salesCount, 0) === data.salesCount
  if (!adds(data.months) || !adds(data.bedrooms)) return 'Its figures do not add up.'
  const unknown = unknownNumbers(withoutName(summary, data.areaName), numbersIn(facts))
  return unknown.length > 0 ? 'Its summary names a number that is not in its figures.' : null
}
