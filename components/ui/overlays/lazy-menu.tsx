'use client'

import { type ReactNode, type RefObject, Suspense, useRef, useState } from 'react'
import { MenuTrigger } from './menu-trigger'
import { useWasOpen } from './use-was-open'

/** What the popup of a menu gets from its trigger. */
export type MenuPlace = {
  open: boolean
  onOpenChange: (open: boolean) => void
  anchor: RefObject<HTMLButtonElement | null>
}

type LazyMenuProps = {
  /** Loads the popup's code; called when the menu is about to be used. */
  load: () => unknown
  /** The popup, a `lazy` component. */
  popup: (place: MenuPlace) => ReactNode
  className?: string | undefined
  /** What the trigger says. */
  children: ReactNode
}

/** A button that opens a menu whose code is loaded on demand. */
export function LazyMenu({ load, popup, className, children }: LazyMenuProps) {
  const [open, setOpen] = useState(false)
  const wasOpen = useWasOpen(open)
  const anchor = useRef<HTMLButtonElement>(null)
  return (
    <>
      <MenuTrigger ref={anchor} open={open} onOpen={() => setOpen(true)} load={load} className={className}>
        {children}
      </MenuTrigger>
      {wasOpen && <Suspense fallback={null}>{popup({ open, onOpenChange: setOpen, anchor })}</Suspense>}
    </>
  )
}
