'use client'

import { Combobox } from '@base-ui/react/combobox'
import { Check, ChevronsUpDown } from 'lucide-react'
import { useId } from 'react'
import { countOf } from '@/lib/core/text/format'
import type { RecordedArea } from '@/lib/sales/recorded-areas'
import { useData } from '../sale-set'

type Props = {
  areas: RecordedArea[]
  value: string | null
  onChange: (zipCode: string | null) => void
  error?: string
}

/** Chooses one of about seventy zip codes, by typing or from the list. */
export function AreaCombobox({ areas, value, onChange, error }: Props) {
  const id = useId()
  const own = useData().id !== ''
  const items = areas.map(({ zipCode, salesCount }) => ({ value: zipCode, label: zipCode, salesCount }))
  return (
    <div className="grid gap-1.5">
      <label htmlFor={id} className="text-sm font-medium">
        {own ? 'Area (postal code or city)' : 'Area (zip code)'}
      </label>
      <Combobox.Root
        items={items}
        value={items.find((item) => item.value === value) ?? null}
        onValueChange={(item) => onChange(item?.value ?? null)}
        autoHighlight
      >
        <Combobox.InputGroup className="relative">
          <Combobox.Input
            id={id}
            placeholder={own ? undefined : 'e.g. 98103'}
            inputMode={own ? 'text' : 'numeric'}
            aria-describedby={error ? `${id}-error` : undefined}
            aria-invalid={error ? true : undefined}
            className="h-10 w-full rounded-control border border-control bg-surface pr-10 pl-3 text-base text-ink shadow-xs placeholder:text-muted focus-visible:border-focus sm:text-sm"
          />
          <Combobox.Trigger
            aria-label="Show all areas"
            className="absolute inset-y-0 right-0 grid w-10 place-items-center rounded-control text-muted hover:text-ink"
          >
            <ChevronsUpDown className="size-4" aria-hidden="true" />
          </Combobox.Trigger>
        </Combobox.InputGroup>
        <Combobox.Portal>
          <Combobox.Positioner sideOffset={6} className="z-30 outline-none">
            <Combobox.Popup className="w-(--anchor-width) max-w-(--available-width) rounded-control border border-line bg-raised text-ink shadow-float transition-opacity duration-100 data-ending-style:opacity-0 data-starting-style:opacity-0">
              <Combobox.Empty>
                <p className="px-3 py-4 text-sm text-muted">No matching areas.</p>
              </Combobox.Empty>
              <Combobox.List className="max-h-72 overflow-y-auto overscroll-contain p-1 outline-none data-empty:p-0">
                {(item: (typeof items)[number]) => (
                  <Combobox.Item
                    key={item.value}
                    value={item}
                    className="flex cursor-default items-center gap-2 rounded-[0.375rem] px-2.5 py-2 text-sm outline-none select-none data-highlighted:bg-brand-soft data-highlighted:text-brand-ink"
                  >
                    <span className="grid size-4 place-items-center">
                      <Combobox.ItemIndicator>
                        <Check className="size-4" aria-hidden="true" />
                      </Combobox.ItemIndicator>
                    </span>
                    <span className="flex-1 font-medium">{item.label}</span>
                    <span className="text-muted">{countOf(item.salesCount, 'sale')}</span>
                  </Combobox.Item>
                )}
              </Combobox.List>
            </Combobox.Popup>
          </Combobox.Positioner>
        </Combobox.Portal>
      </Combobox.Root>
      {error && (
        <p id={`${id}-error`} className="text-sm text-bad-ink">
          {error}
        </p>
      )}
    </div>
  )
}
