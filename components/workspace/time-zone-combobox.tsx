'use client'

import { Combobox } from '@base-ui/react/combobox'
import { Check, ChevronsUpDown } from 'lucide-react'
import { useEffect, useId, useMemo, useState } from 'react'
import {
  formatOffset,
  matchesTimeZone,
  type TimeZoneChoice,
  timeZoneChoice,
} from '@/lib/core/text/places/time-zones'

export type TimeZoneFieldProps = {
  label: string
  hint: string
  error: string | undefined
  /** IANA name. */
  value: string
  onChange: (zone: string) => void
  choices: TimeZoneChoice[]
}

type Group = { value: string; items: TimeZoneChoice[] }

/** About 420 zones. Type a city, a name or an offset, or open the list, which is grouped by offset. */
export default function TimeZoneCombobox(props: TimeZoneFieldProps) {
  const { label, hint, error, value, onChange, choices } = props
  const id = useId()
  const here = useBrowserZone()
  const groups = useMemo(() => groupsOf(choices, here), [choices, here])
  const chosen = choices.find(({ zone }) => zone === value) ?? timeZoneChoice(value, new Date())
  const describedBy = error ? `${id}-error ${id}-hint` : `${id}-hint`
  return (
    <div className="grid gap-1.5">
      <label htmlFor={id} className="text-sm font-medium">
        {label}
      </label>
      <Combobox.Root
        items={groups}
        value={chosen}
        onValueChange={(choice) => choice && onChange(choice.zone)}
        itemToStringLabel={(choice: TimeZoneChoice) => choice.name}
        isItemEqualToValue={(one: TimeZoneChoice, other: TimeZoneChoice) => one.zone === other.zone}
        filter={(choice: TimeZoneChoice, typed: string) => matchesTimeZone(choice, typed)}
        autoHighlight
      >
        <Combobox.InputGroup className="relative">
          <Combobox.Input
            id={id}
            placeholder="Search for a city or time zone"
            aria-describedby={describedBy}
            aria-invalid={error ? true : undefined}
            onFocus={(event) => event.currentTarget.select()}
            className="h-10 w-full rounded-control border border-control bg-surface pr-10 pl-3 text-base text-ink shadow-xs placeholder:text-muted focus-visible:border-focus aria-invalid:border-bad sm:text-sm"
          />
          <Combobox.Trigger
            aria-label="Show all time zones"
            className="absolute inset-y-0 right-0 grid w-10 place-items-center rounded-control text-muted hover:text-ink"
          >
            <ChevronsUpDown className="size-4" aria-hidden="true" />
          </Combobox.Trigger>
        </Combobox.InputGroup>
        <Combobox.Portal>
          <Combobox.Positioner sideOffset={6} className="z-30 outline-none">
            <Combobox.Popup className="w-(--anchor-width) max-w-(--available-width) rounded-control border border-line bg-raised text-ink shadow-float transition-opacity duration-100 data-ending-style:opacity-0 data-starting-style:opacity-0">
              <Combobox.Empty>
                <p className="px-3 py-4 text-sm text-muted">No time zone found. Try a larger city nearby.</p>
              </Combobox.Empty>
              <Combobox.List className="max-h-72 overflow-y-auto overscroll-contain p-1 outline-none data-empty:p-0">
                {(group: Group) => (
                  <Combobox.Group key={group.value} items={group.items}>
                    <Combobox.GroupLabel className="px-2.5 pt-2.5 pb-1 text-xs font-medium text-muted">
                      {group.value}
                    </Combobox.GroupLabel>
                    <Combobox.Collection>
                      {(choice: TimeZoneChoice) => <Choice key={choice.zone} choice={choice} />}
                    </Combobox.Collection>
                  </Combobox.Group>
                )}
              </Combobox.List>
            </Combobox.Popup>
          </Combobox.Positioner>
        </Combobox.Portal>
      </Combobox.Root>
      <p id={`${id}-hint`} className="text-sm text-muted">
        {hint}
      </p>
      {error && (
        <p id={`${id}-error`} className="text-sm text-bad-ink">
          {error}
        </p>
      )}
    </div>
  )
}

function Choice({ choice }: { choice: TimeZoneChoice }) {
  return (
    <Combobox.Item
      value={choice}
      className="flex cursor-default items-center gap-2 rounded-[0.375rem] px-2.5 py-2 text-sm outline-none select-none data-highlighted:bg-brand-soft data-highlighted:text-brand-ink"
    >
      <span className="grid size-4 shrink-0 place-items-center">
        <Combobox.ItemIndicator>
          <Check className="size-4" aria-hidden="true" />
        </Combobox.ItemIndicator>
      </span>
      <span className="min-w-0 flex-1">{choice.name}</span>
      <span className="shrink-0 text-muted tabular-nums">{formatOffset(choice.offsetMinutes)}</span>
    </Combobox.Item>
  )
}

/** Only known in the browser. */
function useBrowserZone(): string | null {
  const [here, setHere] = useState<string | null>(null)
  useEffect(() => setHere(Intl.DateTimeFormat().resolvedOptions().timeZone || null), [])
  return here
}

/** The browser's zone first, then every offset from west to east. */
function groupsOf(choices: TimeZoneChoice[], here: string | null): Group[] {
  const mine = here ? (choices.find(({ zone }) => zone === here) ?? timeZoneChoice(here, new Date())) : null
  const byOffset = new Map<string, TimeZoneChoice[]>()
  for (const choice of choices) {
    if (choice.zone === mine?.zone) continue
    const offset = formatOffset(choice.offsetMinutes)
    byOffset.set(offset, [...(byOffset.get(offset) ?? []), choice])
  }
  return [
    ...(mine ? [{ value: 'Suggested: your browser’s time zone', items: [mine] }] : []),
    ...[...byOffset].map(([value, items]) => ({ value, items })),
  ]
}
