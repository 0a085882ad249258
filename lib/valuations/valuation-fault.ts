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

/** An estimate farther than this factor from its comparables is treated as broken. */
const FARTHEST_APART = 3

type Made = { valuedOn: string; estimateUsd: number | null; grounds: unknown }

/** What is wrong with a finished valuation, as a sentence for the reader. Null if we find nothing. */
export function valuationFault({ valuedOn, estimateUsd, grounds }: Made): string | null {
  const { data } = Checked.safeParse(grounds)
  if (!data || !estimateUsd) return 'The comparable sales are missing.'
  const { comparables } = data
  if (comparables.some(({ soldOn }) => soldOn >= valuedOn))
    return 'It uses a sale that is not before the valuation date.'
  const adds = ({ priceUsd, adjustedUsd, adjustments }: (typeof comparables)[number]) =>
    adjustments.reduce((sum, { usd }) => sum + usd, priceUsd) === adjustedUsd
  if (!comparables.every(adds)) return 'The adjustments of a comparable sale don’t add up.'
  const adjusted = comparables.map((one) => one.adjustedUsd)
  const isFar =
    estimateUsd > FARTHEST_APART * Math.max(...adjusted) ||
    estimateUsd < Math.min(...adjusted) / FARTHEST_APART
  return isFar ? 'The estimate is far from every comparable sale.' : null
}
