'use client'

import { MapFrame } from '@/components/maps/map-frame'
import { type Place, projectionOf } from '@/components/maps/projection'
import { HomeMark } from '@/components/maps/sales-map'
import { useData } from '@/components/reports/sale-set'
import { Skeleton } from '@/components/ui/loading/skeleton'
import { type Answer, useAnswer } from '@/components/ui/loading/use-answer'

type Props = { zipCode: string; value: Place | null; onChange: (place: Place) => void }

const SIZE = { width: 640, height: 420 }

/** Recorded sales of the zip code as dots for orientation. A click sets the home's location. */
export function PlacePicker({ zipCode, value, onChange }: Props) {
  const known = usePlaces(zipCode)
  if (known.state === 'none') {
    return <Message>Choose an area to see its map.</Message>
  }
  if (known.state === 'loading') return <Skeleton className="aspect-[640/420] w-full" />
  if (known.state === 'failed' || known.value.places.length === 0) {
    return <Message>Couldn’t load the map. Enter the coordinates instead.</Message>
  }
  return <Picture zipCode={zipCode} places={known.value.places} value={value} onChange={onChange} />
}

function Picture({ zipCode, places, value, onChange }: Props & { places: Place[] }) {
  const view = projectionOf(places, SIZE)

  const choose = (event: React.MouseEvent<SVGSVGElement>) => {
    const box = event.currentTarget.getBoundingClientRect()
    const place = view.placeAt(
      ((event.clientX - box.left) / box.width) * SIZE.width,
      ((event.clientY - box.top) / box.height) * SIZE.height,
    )
    onChange({ latitude: rounded(place.latitude), longitude: rounded(place.longitude) })
  }

  return (
    // biome-ignore lint/a11y/useKeyWithClickEvents: the two fields below do the same by keyboard, and more exactly.
    <svg
      viewBox={`0 0 ${SIZE.width} ${SIZE.height}`}
      role="img"
      aria-label={`Map of recorded sales in ${zipCode}. Click the home’s location, or enter its coordinates.`}
      onClick={choose}
      className="w-full cursor-crosshair rounded-control border border-line"
    >
      <MapFrame view={view} />
      {places.map((place) => (
        <circle
          key={`${place.latitude},${place.longitude}`}
          cx={view.x(place)}
          cy={view.y(place)}
          r="2.5"
          className="fill-brand"
          opacity="0.5"
        />
      ))}
      {value && <HomeMark x={view.x(value)} y={view.y(value)} />}
    </svg>
  )
}

/** About ten yards, as precise as a click. */
const rounded = (degrees: number) => Math.round(degrees * 10_000) / 10_000

function Message({ children }: { children: React.ReactNode }) {
  return (
    <p className="grid aspect-[640/420] w-full place-items-center rounded-control border border-dashed border-line p-6 text-center text-sm text-muted">
      {children}
    </p>
  )
}

/** Where homes sold in a zip code. Loads again when it changes. */
function usePlaces(zipCode: string): Answer<{ places: Place[] }> {
  const { id: saleSetId } = useData()
  const query = new URLSearchParams({ zipCode, saleSetId })
  return useAnswer(zipCode ? `/api/valuations/places?${query}` : null)
}
