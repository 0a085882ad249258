import { usd } from './valuation-labels'

type Props = { lowUsd: number; estimateUsd: number; highUsd: number }

/** The range as a bar that marks the estimate. */
export function RangeBar({ lowUsd, estimateUsd, highUsd }: Props) {
  const position = (100 * (estimateUsd - lowUsd)) / Math.max(1, highUsd - lowUsd)
  return (
    <div className="grid gap-2">
      <svg
        viewBox="0 0 100 8"
        preserveAspectRatio="none"
        className="h-3 w-full overflow-visible"
        role="img"
        aria-label={`Range from ${usd(lowUsd)} to ${usd(highUsd)}, with the estimate at ${usd(estimateUsd)}`}
      >
        <rect y="2" width="100" height="4" rx="2" className="fill-brand-soft" />
        <rect x={position - 0.6} y="-2" width="1.2" height="12" className="fill-brand" />
      </svg>
      <p className="flex justify-between text-sm font-medium" aria-hidden="true">
        <span>{usd(lowUsd)}</span>
        <span>{usd(highUsd)}</span>
      </p>
    </div>
  )
}
