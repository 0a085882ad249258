const WIDTH = 96
const HEIGHT = 28
const PAD = 3

/**
 * The course of the monthly medians in a list row, without axes: the row says the figures in words, so screen readers skip
 * it. Months without a median are gaps.
 */
export function Sparkline({ values }: { values: readonly (number | null)[] }) {
  const known = values.filter((value) => value !== null)
  if (known.length < 2) return null
  const [low, high] = [Math.min(...known), Math.max(...known)]
  const x = (i: number) => PAD + (i / (values.length - 1)) * (WIDTH - 2 * PAD)
  const y = (value: number) => HEIGHT - PAD - ((value - low) / (high - low || 1)) * (HEIGHT - 2 * PAD)
  const path = values
    .map((value, i) =>
      value === null
        ? ''
        : `${(values[i - 1] ?? null) === null ? 'M' : 'L'}${x(i).toFixed(1)} ${y(value).toFixed(1)}`,
    )
    .join('')
  const last = values.findLastIndex((value) => value !== null)
  return (
    <svg
      viewBox={`0 0 ${WIDTH} ${HEIGHT}`}
      width={WIDTH}
      height={HEIGHT}
      aria-hidden="true"
      data-sparkline=""
      className="shrink-0 text-brass"
    >
      <path d={path} fill="none" stroke="currentColor" strokeWidth={1.75} strokeLinejoin="round" />
      <circle cx={x(last)} cy={y(values[last] ?? low)} r={2.5} fill="currentColor" />
    </svg>
  )
}
