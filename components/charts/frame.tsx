/** What drawings of charts share: their size, the lines behind them and the words along them. Sizes in SVG units. */

export const WIDTH = 640
export const HEIGHT = 288

export type Plot = { left: number; right: number; top: number; bottom: number }

/** An SVG as wide as its place. Drawn on the server, so that it is there without scripts and on paper. */
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

/** Up to `most` of the words along the bottom, spread evenly, so that they never run into each other. */
export function BottomWords({ words, plot, most }: { words: string[]; plot: Plot; most: number }) {
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

/** Lines across at these heights, each with its words on the left. */
export function LinesAcross({ lines, plot }: { lines: { y: number; words: string }[]; plot: Plot }) {
  return lines.map(({ y, words }) => (
    <g key={y}>
      <line x1={plot.left} x2={plot.right} y1={y} y2={y} stroke="var(--line)" />
      <text x={plot.left - 8} y={y + 4} textAnchor="end">
        {words}
      </text>
    </g>
  ))
}

/** A round number at or above the largest value, so that an axis ends well: 7 is 8, 34 is 40, 120 is 200. */
export function roundUp(most: number): number {
  if (most <= 4) return 4
  const unit = 10 ** Math.floor(Math.log10(most))
  return [1, 2, 4, 5, 8, 10].map((part) => part * unit).find((end) => end >= most) ?? most
}
