import { z } from 'zod'

const Checked = z.object({
  comparables: z
    .array(
      z.object({
        soldOn: z.iso.date(),
        priceUsd: z.number().positive(),
        adjustedUsd: z.number().positive(),
        adjustments: z.array(z.object({ usd: z.number() })),
      }),
    )
    .min(1),
})

/** Beyond this the estimate and the sales that it names speak of different homes. */
const FARTHEST_APART = 3

type Made = { valuedOn: string; estimateUsd: number | null; grounds: unknown }

/** What is wrong with a finished valuation, in words for the reader; null: nothing that can be seen from outside. */
export function valuationFault({ valuedOn, estimateUsd, grounds }: Made): string | null {
  const { data } = Checked.safeParse(grounds)
  if (!data || !estimateUsd) return 'The comparable sales that it rests on are missing.'
  const { comparables } = data
  if (comparables.some(({ soldOn }) => soldOn >= valuedOn))
    return 'It rests on a sale that is not before the day of the value.'
  const adds = ({ priceUsd, adjustedUsd, adjustments }: (typeof comparables)[number]) =>
    adjustments.reduce((sum, { usd }) => sum + usd, priceUsd) === adjustedUsd
  if (!comparables.every(adds)) return 'The adjustments of a comparable sale do not add up.'
  const adjusted = comparables.map((one) => one.adjustedUsd)
  const isFar =
    estimateUsd > FARTHEST_APART * Math.max(...adjusted) ||
    estimateUsd < Math.min(...adjusted) / FARTHEST_APART
  return isFar ? 'The estimate is far from every sale that it rests on.' : null
}
