'use client'

import { AreaCombobox } from '@/components/reports/area/area-combobox'
import { Field, Input } from '@/components/ui/forms/field'
import type { RecordedArea } from '@/lib/sales/recorded-areas'
import type { FormValues } from './form-values'
import { PlacePicker } from './place-picker'

type Props = {
  areas: RecordedArea[]
  values: FormValues
  errors: Record<string, string> | undefined
  onChange: (change: Partial<FormValues>) => void
}

/** The home's zip code and its location, by map or by coordinates. */
export function PlaceFields({ areas, values, errors, onChange }: Props) {
  const { zipCode, latitude, longitude } = values
  const place = latitude && longitude ? { latitude: Number(latitude), longitude: Number(longitude) } : null
  return (
    <div className="grid grid-cols-1 gap-5 lg:grid-cols-[minmax(0,1fr)_minmax(0,1.4fr)]">
      <div className="grid content-start gap-4">
        <AreaCombobox
          areas={areas}
          value={zipCode || null}
          // A new zip code resets the location.
          onChange={(chosen) => onChange({ zipCode: chosen ?? '', latitude: '', longitude: '' })}
          error={errors?.zipCode}
        />
        <p className="text-sm text-muted">
          Click the map to set the home’s location, or enter coordinates. Dots are recorded sales.
        </p>
        <div className="grid grid-cols-2 gap-4">
          {(['latitude', 'longitude'] as const).map((name) => (
            <Field key={name} label={name === 'latitude' ? 'Latitude' : 'Longitude'} error={errors?.[name]}>
              <Input
                name={name}
                type="number"
                inputMode="decimal"
                step="0.0001"
                value={values[name]}
                onChange={(event) => onChange({ [name]: event.currentTarget.value })}
              />
            </Field>
          ))}
        </div>
      </div>
      <PlacePicker
        zipCode={zipCode}
        value={place}
        onChange={(chosen) =>
          onChange({ latitude: String(chosen.latitude), longitude: String(chosen.longitude) })
        }
      />
    </div>
  )
}
