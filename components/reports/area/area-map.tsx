'use client'

import { MapFrame } from '@/components/maps/map-frame'
import { type Place, projectionOf } from '@/components/maps/projection'
import { Skeleton } from '@/components/ui/loading/skeleton'
import { type Answer, useAnswer } from '@/components/ui/loading/use-answer'
import { circleAround } from '@/lib/sales/shared/geometry'
import { useData } from '../sale-set'

type Props = {
  /** The center of the map, and how far it extends to each side. */
  middle: Place
  miles: number
  /** The current selection. */
  outline: Place[]
  corners: Place[]
  label: string
  onChoose: (place: Place) => void
}

const SIZE = { width: 640, height: 480 }

/** Recorded sales as dots for orientation. A click chooses a location without moving the map. */
export function AreaMap({ middle, miles, outline, corners, label, onChoose }: Props) {
  const known = useAreaPlaces(middle, Math.min(15, miles * 1.5))
  if (known.state === 'loading') return <Skeleton className="aspect-[640/480] w-full" />
  const view = projectionOf(circleAround(middle, miles), SIZE)
  const path = outline.map((place) => `${view.x(place)} ${view.y(place)}`).join('L')

  const choose = (event: React.MouseEvent<SVGSVGElement>) => {
    const box = event.currentTarget.getBoundingClientRect()
    onChoose(
      view.placeAt(
        ((event.clientX - box.left) / box.width) * SIZE.width,
        ((event.clientY - box.top) / box.height) * SIZE.height,
      ),
    )
  }

  return (
    <>
      {/* biome-ignore lint/a11y/useKeyWithClickEvents: the fields beside it do the same by keyboard, and more exactly. */}
      <svg
        viewBox={`0 0 ${SIZE.width} ${SIZE.height}`}
        role="img"
        aria-label={label}
        onClick={choose}
        className="w-full cursor-crosshair rounded-control border border-line"
      >
        <MapFrame view={view} />
        {known.state === 'known' &&
          known.value.places.map((place) => (
            <circle
              key={`${place.latitude},${place.longitude}`}
              cx={view.x(place)}
              cy={view.y(place)}
              r="2.2"
              className="fill-muted"
              opacity="0.45"
            />
          ))}
        {outline.length > 1 && (
          <path
            d={`M${path}Z`}
            className="fill-brand/15 stroke-brand"
            strokeWidth="2.5"
            strokeLinejoin="round"
          />
        )}
        {corners.map((corner, i) => (
          <g
            // biome-ignore lint/suspicious/noArrayIndexKey: a corner is its number.
            key={i}
            transform={`translate(${view.x(corner)} ${view.y(corner)})`}
          >
            <circle r="11" className="fill-brand stroke-surface" strokeWidth="2" />
            <text y="4.5" textAnchor="middle" className="fill-on-brand text-[12px] font-semibold">
              {i + 1}
            </text>
          </g>
        ))}
      </svg>
      {known.state === 'failed' && (
        <p className="text-sm text-muted">
          Couldn’t load recorded sales. You can still click the map to choose a location.
        </p>
      )}
    </>
  )
}

/** Where homes sold around a location. Loads again when it changes. */
function useAreaPlaces({ latitude, longitude }: Place, miles: number): Answer<{ places: Place[] }> {
  const { id } = useData()
  const query = new URLSearchParams({
    saleSetId: id,
    latitude: String(latitude),
    longitude: String(longitude),
    miles: String(miles),
  })
  return useAnswer(`/api/reports/places?${query}`)
}
