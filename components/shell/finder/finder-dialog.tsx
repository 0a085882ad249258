'use client'

import { Autocomplete } from '@base-ui/react/autocomplete'
import { Dialog } from '@base-ui/react/dialog'
import { Search } from 'lucide-react'
import { useRouter } from 'next/navigation'
import { useState } from 'react'
import { scrimClass } from '@/components/ui/overlays/dialog-popup'
import { type FinderGroup, type FinderItem, finderGroups } from './finder-groups'
import { useFinder } from './use-finder'

type FinderDialogProps = { open: boolean; onOpenChange: (open: boolean) => void }

/** Finds pages, work, listings and people by name, and opens them by keyboard. */
export default function FinderDialog({ open, onOpenChange }: FinderDialogProps) {
  return (
    <Dialog.Root open={open} onOpenChange={onOpenChange}>
      <Dialog.Portal>
        <Dialog.Backdrop className={scrimClass} />
        <Dialog.Popup className="fixed inset-x-3 top-3 mx-auto flex max-h-[80dvh] max-w-xl flex-col overflow-hidden rounded-card border border-line bg-raised text-ink shadow-float transition duration-100 data-ending-style:opacity-0 data-starting-style:opacity-0 sm:top-[12dvh]">
          <Dialog.Title className="sr-only">Search</Dialog.Title>
          <FinderList close={() => onOpenChange(false)} />
        </Dialog.Popup>
      </Dialog.Portal>
    </Dialog.Root>
  )
}

function FinderList({ close }: { close: () => void }) {
  const router = useRouter()
  const [search, setSearch] = useState('')
  const { answer, state } = useFinder(search)
  const groups = finderGroups(search, answer)

  function go(href: string) {
    close()
    router.push(href)
  }

  return (
    <Autocomplete.Root
      inline
      open
      items={groups}
      filter={null}
      value={search}
      onValueChange={(value, { reason }) => {
        if (reason !== 'item-press') setSearch(value)
      }}
      itemToStringValue={({ label }: FinderItem) => label}
      autoHighlight="always"
      keepHighlight
    >
      <div className="flex items-center gap-3 border-b border-line px-4">
        <Search className="size-4.5 shrink-0 text-muted" aria-hidden="true" />
        <Autocomplete.Input
          aria-label="Search pages, work, listings and contacts"
          placeholder="Search pages, work, listings and contacts"
          maxLength={100}
          className="h-13 min-w-0 flex-1 bg-transparent text-base outline-hidden placeholder:text-muted sm:text-sm"
        />
        <Dialog.Close className="rounded-control border border-line px-1.5 py-0.5 text-xs text-muted hover:bg-sunken">
          Esc
          <span className="sr-only">, close the search</span>
        </Dialog.Close>
      </div>
      <Autocomplete.Status className="sr-only">{statusOf(groups, state)}</Autocomplete.Status>
      <Autocomplete.List className="min-h-0 flex-1 overflow-y-auto overscroll-contain p-1.5 outline-hidden">
        {(group: FinderGroup) => (
          <Autocomplete.Group key={group.value} items={group.items} className="pb-1.5">
            <Autocomplete.GroupLabel className="px-3 pt-2 pb-1 text-xs font-semibold text-muted">
              {group.value}
            </Autocomplete.GroupLabel>
            <Autocomplete.Collection>
              {(item: FinderItem) => (
                <Autocomplete.Item
                  key={item.key}
                  value={item}
                  onClick={() => go(item.href)}
                  className="flex min-h-10 cursor-pointer items-center gap-3 rounded-control px-3 py-2 text-sm select-none outline-hidden data-highlighted:bg-sunken"
                >
                  <span className="min-w-0 flex-1 truncate font-medium">{item.label}</span>
                  <span className="max-w-[45%] truncate text-xs text-muted">{item.detail}</span>
                </Autocomplete.Item>
              )}
            </Autocomplete.Collection>
          </Autocomplete.Group>
        )}
      </Autocomplete.List>
      {state === 'failed' && (
        <p className="border-t border-line px-4 py-3 text-sm text-bad-ink">
          Your work could not be searched. Check your connection and type again.
        </p>
      )}
      {groups.length === 0 && state === 'known' && (
        <p className="px-4 pb-4 text-sm text-muted">{`Nothing is named “${search.trim()}”.`}</p>
      )}
    </Autocomplete.Root>
  )
}

function statusOf(groups: FinderGroup[], state: string): string {
  if (state === 'loading') return 'Searching'
  const count = groups.reduce((sum, { items }) => sum + items.length, 0)
  return count === 1 ? '1 result' : `${count} results`
}
