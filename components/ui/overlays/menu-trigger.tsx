'use client'

import type { RefObject } from 'react'
import { useEarlyPress } from '@/components/ui/early/use-early-press'

export type MenuTriggerProps = React.ComponentProps<'button'> & {
  ref: RefObject<HTMLButtonElement | null>
  open: boolean
  onOpen: () => void
  /** Loads the menu; called when the trigger is about to be used. */
  load: () => unknown
}

/** Opens a menu that is loaded on demand. Arrow keys open it too, as in any menu button. */
export function MenuTrigger({ open, onOpen, load, ref, ...rest }: MenuTriggerProps) {
  useEarlyPress(ref, onOpen)
  return (
    <button
      type="button"
      {...rest}
      ref={ref}
      aria-haspopup="menu"
      aria-expanded={open}
      onClick={onOpen}
      onPointerEnter={load}
      onFocus={load}
      onKeyDown={(event) => {
        if (event.key !== 'ArrowDown' && event.key !== 'ArrowUp') return
        event.preventDefault()
        onOpen()
      }}
    />
  )
}
