import { MapTiles } from './map-tiles'
import { type Projection, scaleMiles } from './projection'

/** The background of a map: its tiles if any are configured, a north arrow and a scale. */
export function MapFrame({ view }: { view: Projection }) {
  const { width, height, unitsPerMile } = view
  const miles = scaleMiles(view)
  const length = miles * unitsPerMile
  const [corner, opposite] = [view.placeAt(0, 0), view.placeAt(width, height)]
  const bounds = {
    north: corner.latitude,
    west: corner.longitude,
    south: opposite.latitude,
    east: opposite.longitude,
  }
  return (
    <>
      <rect width={width} height={height} className="fill-sunken" />
      <MapTiles bounds={bounds} width={width} height={height} />
      <g transform={`translate(16 ${height - 18})`} className="stroke-muted" strokeWidth="1.5">
        <path d={`M0 -5V0H${length}V-5`} fill="none" />
        <text x={length / 2} y="-8" textAnchor="middle" stroke="none" className="fill-ink text-[13px]">
          {miles} mi
        </text>
      </g>
      <g transform={`translate(${width - 24} 30)`}>
        <path d="M0 -14L6 4L0 0L-6 4Z" className="fill-muted" />
        <text y="18" textAnchor="middle" className="fill-ink text-[13px]">
          N
        </text>
      </g>
    </>
  )
}
