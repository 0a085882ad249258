import { MapFrame } from './map-frame'
import { type Place, projectionOf } from './projection'

type Props = {
  /** A text alternative. A list or table beside the map has the details. */
  label: string
  /** Plain dots. */
  dots: Place[]
  /** Labeled markers above the dots. */
  marks?: (Place & { name: string })[]
  /** The home that is valued. */
  home?: Place
  /** The outline of an area. */
  outline?: Place[]
}

const SIZE = { width: 640, height: 420 }
const MARK_RADIUS = 12

/** A map of sales, drawn from their coordinates alone: nothing is fetched. */
export function SalesMap({ label, dots, marks = [], home, outline = [] }: Props) {
  const places = [...dots, ...marks, ...(home ? [home] : []), ...outline]
  if (places.length === 0) return null
  const view = projectionOf(places, SIZE)
  const spread = spreadApart(marks.map((mark) => ({ ...mark, x: view.x(mark), y: view.y(mark) })))
  return (
    <svg
      viewBox={`0 0 ${SIZE.width} ${SIZE.height}`}
      role="img"
      aria-label={label}
      className="w-full rounded-control border border-line"
    >
      <MapFrame view={view} />
      {outline.length > 0 && (
        <path
          d={`M${outline.map((place) => `${view.x(place)} ${view.y(place)}`).join('L')}Z`}
          className="fill-brand/10 stroke-brand"
          strokeWidth="2"
        />
      )}
      {[...new Map(dots.map((dot) => [`${dot.latitude},${dot.longitude}`, dot]))].map(([key, dot]) => (
        <circle key={key} cx={view.x(dot)} cy={view.y(dot)} r="4" className="fill-muted" opacity="0.55" />
      ))}
      {spread.map((mark) => (
        <line
          key={mark.name}
          x1={view.x(mark)}
          y1={view.y(mark)}
          x2={mark.x}
          y2={mark.y}
          className="stroke-brand"
          strokeWidth="1.5"
        />
      ))}
      {spread.map((mark) => (
        <g key={mark.name} transform={`translate(${mark.x} ${mark.y})`}>
          <circle r={MARK_RADIUS} className="fill-brand stroke-surface" strokeWidth="2" />
          <text y="4.5" textAnchor="middle" className="fill-on-brand text-[13px] font-semibold">
            {mark.name}
          </text>
        </g>
      ))}
      {home && <HomeMark x={view.x(home)} y={view.y(home)} />}
    </svg>
  )
}

export function HomeMark({ x, y }: { x: number; y: number }) {
  return (
    <g transform={`translate(${x} ${y})`}>
      <circle r="15" className="fill-brass stroke-surface" strokeWidth="3" />
      <path
        d="M-7 1L0 -6L7 1M-5 0V6H5V0"
        fill="none"
        className="stroke-white dark:stroke-paper"
        strokeWidth="2"
      />
    </g>
  )
}

type Drawn = { x: number; y: number }

/** Moves overlapping markers apart step by step. Each keeps a line to its place. */
function spreadApart<T extends Drawn>(marks: T[]): T[] {
  const moved = marks.map((mark) => ({ ...mark }))
  for (let round = 0; round < 60; round += 1) {
    for (const [i, a] of moved.entries()) {
      for (const b of moved.slice(i + 1)) {
        const apart = Math.hypot(a.x - b.x, a.y - b.y)
        if (apart >= 2 * MARK_RADIUS) continue
        const angle = apart === 0 ? i : Math.atan2(a.y - b.y, a.x - b.x)
        const step = (2 * MARK_RADIUS - apart) / 2
        a.x += step * Math.cos(angle)
        a.y += step * Math.sin(angle)
        b.x -= step * Math.cos(angle)
        b.y -= step * Math.sin(angle)
      }
    }
  }
  return moved
}
