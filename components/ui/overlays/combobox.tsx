'use client'

import { Combobox } from '@base-ui/react/combobox'
import { Check, ChevronsUpDown } from 'lucide-react'
import { useId } from 'react'

type Group<Item> = { value: string; items: Item[] }

type ComboboxFieldProps<Item, Entry extends Item | Group<Item>> = {
  label: string
  hint?: string
  error: string | undefined
  /** What the button that opens the whole list is called. */
  openLabel: string
  emptyText: string
  input?: Pick<React.ComponentProps<'input'>, 'placeholder' | 'inputMode' | 'onFocus'>
  items: readonly Entry[]
  value: Item | null
  onChange: (item: Item | null) => void
  labelOf: (item: Item) => string
  isEqual: (one: Item, other: Item) => boolean
  /** By default, items whose label contains what was typed. */
  matches?: (item: Item, typed: string) => boolean
  /** Renders an item, or a group of items. */
  children: (entry: Entry) => React.ReactNode
}

/** A labeled text field with a list of choices, which typing narrows down. */
export function ComboboxField<Item, Entry extends Item | Group<Item> = Item>({
  label,
  hint,
  error,
  openLabel,
  emptyText,
  input,
  items,
  value,
  onChange,
  labelOf,
  isEqual,
  matches,
  children,
}: ComboboxFieldProps<Item, Entry>) {
  const id = useId()
  const describedBy = [error && `${id}-error`, hint && `${id}-hint`].filter(Boolean).join(' ') || undefined
  return (
    <div className="grid gap-1.5">
      <label htmlFor={id} className="text-sm font-medium">
        {label}
      </label>
      <Combobox.Root
        items={items as readonly Item[]}
        value={value}
        onValueChange={(item: Item | null) => onChange(item)}
        itemToStringLabel={labelOf}
        isItemEqualToValue={isEqual}
        {...(matches && { filter: matches })}
        autoHighlight
      >
        <Combobox.InputGroup className="relative">
          <Combobox.Input
            id={id}
            aria-describedby={describedBy}
            aria-invalid={error ? true : undefined}
            className="h-10 w-full rounded-control border border-control bg-surface pr-10 pl-3 text-base text-ink shadow-xs placeholder:text-muted focus-visible:border-focus aria-invalid:border-bad sm:text-sm"
            {...input}
          />
          <Combobox.Trigger
            aria-label={openLabel}
            className="absolute inset-y-0 right-0 grid w-10 place-items-center rounded-control text-muted hover:text-ink"
          >
            <ChevronsUpDown className="size-4" aria-hidden="true" />
          </Combobox.Trigger>
        </Combobox.InputGroup>
        <Combobox.Portal>
          <Combobox.Positioner sideOffset={6} className="z-30 outline-none">
            <Combobox.Popup className="w-(--anchor-width) max-w-(--available-width) rounded-control border border-line bg-raised text-ink shadow-float transition-opacity duration-100 data-ending-style:opacity-0 data-starting-style:opacity-0">
              <Combobox.Empty>
                <p className="px-3 py-4 text-sm text-muted">{emptyText}</p>
              </Combobox.Empty>
              <Combobox.List className="max-h-72 overflow-y-auto overscroll-contain p-1 outline-none data-empty:p-0">
                {children}
              </Combobox.List>
            </Combobox.Popup>
          </Combobox.Positioner>
        </Combobox.Portal>
      </Combobox.Root>
      {hint && (
        <p id={`${id}-hint`} className="text-sm text-muted">
          {hint}
        </p>
      )}
      {error && (
        <p id={`${id}-error`} className="text-sm text-bad-ink">
          {error}
        </p>
      )}
    </div>
  )
}

/** One choice, with a check mark if it is chosen and something about it at the end. */
export function ComboboxItem({ value, label, note }: { value: unknown; label: string; note: string }) {
  return (
    <Combobox.Item
      value={value}
      className="flex cursor-default items-center gap-2 rounded-[0.375rem] px-2.5 py-2 text-sm outline-none select-none data-highlighted:bg-brand-soft data-highlighted:text-brand-ink"
    >
      <span className="grid size-4 shrink-0 place-items-center">
        <Combobox.ItemIndicator>
          <Check className="size-4" aria-hidden="true" />
        </Combobox.ItemIndicator>
      </span>
      <span className="min-w-0 flex-1">{label}</span>
      <span className="shrink-0 text-muted tabular-nums">{note}</span>
    </Combobox.Item>
  )
}
