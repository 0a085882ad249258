/** Shared parts of chart drawings: size, grid lines and labels. Sizes in SVG units. */

export const WIDTH = 640
export const HEIGHT = 288

export type Plot = { left: number; right: number; top: number; bottom: number }

/** An SVG that fills its container. Rendered on the server, so that it works without scripts and in print. */
export function Drawing({ children }: { children: React.ReactNode }) {
  return (
    <svg
      viewBox={`0 0 ${WIDTH} ${HEIGHT}`}
      className="h-full w-full"
      aria-hidden="true"
      data-drawing=""
      fontSize={12}
      fill="var(--muted)"
    >
      {children}
    </svg>
  )
}

/** Up to `most` labels along the bottom, evenly spaced so that they do not overlap. */
export function BottomLabels({ words, plot, most }: { words: string[]; plot: Plot; most: number }) {
  const every = Math.max(1, Math.ceil(words.length / most))
  const step = (plot.right - plot.left) / Math.max(1, words.length)
  return words.map((word, i) =>
    i % every === 0 ? (
      <text key={word} x={plot.left + step * (i + 0.5)} y={plot.bottom + 18} textAnchor="middle">
        {word}
      </text>
    ) : null,
  )
}

/** Horizontal grid lines, each with a label on the left. */
export function GridLines({ lines, plot }: { lines: { y: number; words: string }[]; plot: Plot }) {
  return lines.map(({ y, words }) => (
    <g key={y}>
      <line x1={plot.left} x2={plot.right} y1={y} y2={y} stroke="var(--line)" />
      <text x={plot.left - 8} y={y + 4} textAnchor="end">
        {words}
      </text>
    </g>
  ))
}

/** A round number at or above the largest value, for the end of an axis: 7 gives 8, 34 gives 40, 120 gives 200. */
export function roundUp(most: number): number {
  if (most <= 4) return 4
  const unit = 10 ** Math.floor(Math.log10(most))
  return [1, 2, 4, 5, 8, 10].map((part) => part * unit).find((end) => end >= most) ?? most
}
