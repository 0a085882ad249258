'use client'

import { Combobox } from '@base-ui/react/combobox'
import { useEffect, useMemo, useState } from 'react'
import { ComboboxField, ComboboxItem } from '@/components/ui/overlays/combobox'
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
  const here = useBrowserZone()
  const groups = useMemo(() => groupsOf(choices, here), [choices, here])
  const chosen = choices.find(({ zone }) => zone === value) ?? timeZoneChoice(value, new Date())
  return (
    <ComboboxField<TimeZoneChoice, Group>
      label={label}
      hint={hint}
      error={error}
      openLabel="Show all time zones"
      emptyText="No time zone found. Try a larger city nearby."
      input={{
        placeholder: 'Search for a city or time zone',
        onFocus: (event) => event.currentTarget.select(),
      }}
      items={groups}
      value={chosen}
      onChange={(choice) => choice && onChange(choice.zone)}
      labelOf={({ name }) => name}
      isEqual={(one, other) => one.zone === other.zone}
      matches={matchesTimeZone}
    >
      {(group) => (
        <Combobox.Group key={group.value} items={group.items}>
          <Combobox.GroupLabel className="px-2.5 pt-2.5 pb-1 text-xs font-medium text-muted">
            {group.value}
          </Combobox.GroupLabel>
          <Combobox.Collection>
            {(choice: TimeZoneChoice) => (
              <ComboboxItem
                key={choice.zone}
                value={choice}
                label={choice.name}
                note={formatOffset(choice.offsetMinutes)}
              />
            )}
          </Combobox.Collection>
        </Combobox.Group>
      )}
    </ComboboxField>
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
