import { formatPrice, type Measures } from '@/lib/sales/shared/measures'

type Props = { lowUsd: number; estimateUsd: number; highUsd: number; measures: Measures }

/** The range as a bar that marks the estimate. */
export function RangeBar({ lowUsd, estimateUsd, highUsd, measures }: Props) {
  const price = (amount: number) => formatPrice(amount, measures)
  const position = (100 * (estimateUsd - lowUsd)) / Math.max(1, highUsd - lowUsd)
  return (
    <div className="grid gap-2">
      <svg
        viewBox="0 0 100 8"
        preserveAspectRatio="none"
        className="h-3 w-full overflow-visible"
        role="img"
        aria-label={`Range from ${price(lowUsd)} to ${price(highUsd)}, with the estimate at ${price(estimateUsd)}`}
      >
        <rect y="2" width="100" height="4" rx="2" className="fill-brand-soft" />
        <rect x={position - 0.6} y="-2" width="1.2" height="12" className="fill-brand" />
      </svg>
      <p className="flex justify-between text-sm font-medium" aria-hidden="true">
        <span>{price(lowUsd)}</span>
        <span>{price(highUsd)}</span>
      </p>
    </div>
  )
}
