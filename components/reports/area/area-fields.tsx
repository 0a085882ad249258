'use client'

import { useState } from 'react'
import type { Place } from '@/components/maps/projection'
import { Field, Input } from '@/components/ui/forms/field'
import { Select } from '@/components/ui/forms/select'
import type { RecordedArea } from '@/lib/sales/recorded-areas'
import { circleAround, MOST_CORNERS } from '@/lib/sales/shared/geometry'
import { type AreaChoice, placeOf, placesOf, toFields } from './area-choice'
import { AreaCombobox } from './area-combobox'
import { AreaMap } from './area-map'
import { CornerList, newCorner } from './corner-list'

type Props = {
  areas: RecordedArea[]
  value: AreaChoice
  onChange: (change: Partial<AreaChoice>) => void
  error: string | undefined
}

const kinds = [
  { kind: 'zip', label: 'Zip code' },
  { kind: 'radius', label: 'Radius' },
  { kind: 'polygon', label: 'Draw on map' },
] as const

/** The area of a report: a zip code, a circle, or an outline drawn on the map. */
export function AreaFields({ areas, value, onChange, error }: Props) {
  // Without a location in its sales, an area has no center.
  const start = areas.find(
    (area) => area.zipCode === value.zipCode && (area.latitude !== 0 || area.longitude !== 0),
  )

  const chooseZip = (zipCode: string | null) => {
    const area = areas.find((one) => one.zipCode === zipCode)
    // A new zip code moves the map and resets the area.
    onChange({
      zipCode,
      name: zipCode ? `Around ${zipCode}` : '',
      corners: [],
      ...(area ? toFields(area) : { latitude: '', longitude: '' }),
    })
  }

  return (
    <div className="grid gap-5">
      <fieldset>
        <legend className="mb-1.5 text-sm font-medium">Area type</legend>
        <div className="flex flex-wrap gap-2">
          {kinds.map(({ kind, label }) => (
            <label
              key={kind}
              className="flex h-10 cursor-pointer items-center gap-2 rounded-control border border-control/60 bg-surface px-3 text-sm font-medium has-checked:border-brand has-checked:bg-brand-soft has-checked:text-brand-ink has-focus-visible:outline-2 has-focus-visible:outline-focus"
            >
              <input
                type="radio"
                name="areaKind"
                value={kind}
                checked={value.kind === kind}
                onChange={() => onChange({ kind })}
                className="accent-brand"
              />
              {label}
            </label>
          ))}
        </div>
      </fieldset>
      <AreaCombobox areas={areas} value={value.zipCode} onChange={chooseZip} error={error} />
      {value.kind !== 'zip' && start && <Drawn value={value} start={start} onChange={onChange} />}
      {value.kind !== 'zip' && !start && (
        <p className="text-sm text-muted">
          {value.zipCode
            ? 'The sales of this area have no coordinates, so there is no map of it.'
            : 'Choose a zip code to center the map.'}
        </p>
      )}
    </div>
  )
}

function Drawn({ value, start, onChange }: Pick<Props, 'value' | 'onChange'> & { start: Place }) {
  const [reachMiles, setReachMiles] = useState(3)
  const circle = value.kind === 'radius'
  const center = placeOf(value)
  const miles = Number(value.miles)
  const corners = placesOf(value.corners)
  const outline = circle ? (center && miles > 0 ? circleAround(center, miles) : []) : corners

  const choose = (place: Place) => {
    if (circle) return onChange(toFields(place))
    if (value.corners.length < MOST_CORNERS) onChange({ corners: [...value.corners, newCorner(place)] })
  }

  return (
    <div className="grid grid-cols-1 gap-5 lg:grid-cols-[minmax(0,1fr)_minmax(0,1.4fr)]">
      <div className="grid content-start gap-4">
        <Field label="Area name" hint="Shown in the report title.">
          <Input
            value={value.name}
            maxLength={60}
            onChange={(event) => onChange({ name: event.currentTarget.value })}
          />
        </Field>
        {circle ? (
          <CircleFields value={value} onChange={onChange} />
        ) : (
          <CornerList
            corners={value.corners}
            middle={start}
            onChange={(changed) => onChange({ corners: changed })}
          />
        )}
      </div>
      <div className="grid content-start gap-3">
        <AreaMap
          middle={start}
          miles={reachMiles}
          outline={outline}
          corners={circle ? [] : corners}
          label={`Map of recorded sales around ${value.zipCode}. Click to ${circle ? 'set the center' : 'add a corner'}, or use the fields.`}
          onChoose={choose}
        />
        <Field label="Map range" className="max-w-48">
          <Select value={reachMiles} onChange={(event) => setReachMiles(Number(event.currentTarget.value))}>
            {[1, 3, 5, 10].map((reach) => (
              <option key={reach} value={reach}>
                {reach === 1 ? 'Within 1 mile' : `Within ${reach} miles`}
              </option>
            ))}
          </Select>
        </Field>
      </div>
    </div>
  )
}

function CircleFields({ value, onChange }: Pick<Props, 'value' | 'onChange'>) {
  return (
    <>
      <Field label="Radius in miles" className="max-w-48">
        <Input
          type="number"
          inputMode="decimal"
          min="0.1"
          max="15"
          step="0.1"
          value={value.miles}
          onChange={(event) => onChange({ miles: event.currentTarget.value })}
        />
      </Field>
      <p className="text-sm text-muted">
        The circle starts at the center of the zip code. To move it, click the map or enter coordinates.
      </p>
      <div className="grid grid-cols-2 gap-4">
        {(['latitude', 'longitude'] as const).map((part) => (
          <Field key={part} label={part === 'latitude' ? 'Latitude' : 'Longitude'}>
            <Input
              type="number"
              inputMode="decimal"
              step="0.0001"
              value={value[part]}
              onChange={(event) => onChange({ [part]: event.currentTarget.value })}
            />
          </Field>
        ))}
      </div>
    </>
  )
}
