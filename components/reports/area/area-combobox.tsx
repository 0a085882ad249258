'use client'

import { ComboboxField, ComboboxItem } from '@/components/ui/overlays/combobox'
import { countOf } from '@/lib/core/text/format'
import type { RecordedArea } from '@/lib/sales/recorded-areas'
import { placeName, withPlaceName } from '@/lib/sales/shared/place-names'
import { useData } from '../sale-set'

type Props = {
  areas: RecordedArea[]
  value: string | null
  onChange: (zipCode: string | null) => void
  error?: string
}

/** Chooses one of about seventy zip codes, by typing its number or what people call it, or from the list. */
export function AreaCombobox({ areas, value, onChange, error }: Props) {
  const own = useData().id !== ''
  return (
    <ComboboxField<RecordedArea>
      label={own ? 'Area (postal code or city)' : 'Area (zip code)'}
      error={error}
      openLabel="Show all areas"
      emptyText="No matching areas."
      input={own ? { inputMode: 'text' } : { placeholder: 'e.g. 98103 or Green Lake' }}
      items={areas}
      value={areas.find(({ zipCode }) => zipCode === value) ?? null}
      onChange={(area) => onChange(area?.zipCode ?? null)}
      labelOf={({ zipCode }) => zipCode}
      matches={({ zipCode }, typed) => nameIn(zipCode, own).includes(typed.trim().toLowerCase())}
      isEqual={(one, other) => one.zipCode === other.zipCode}
    >
      {(area) => (
        <ComboboxItem
          key={area.zipCode}
          value={area}
          label={area.zipCode}
          note={[own ? null : placeName(area.zipCode), countOf(area.salesCount, 'sale')]
            .filter(Boolean)
            .join(' · ')}
        />
      )}
    </ComboboxField>
  )
}

const nameIn = (zipCode: string, own: boolean) => (own ? zipCode : withPlaceName(zipCode)).toLowerCase()
