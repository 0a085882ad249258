'use client'

import { type RefObject, useEffect } from 'react'

type Presses = { early: WeakSet<Element>; hydrated: WeakSet<Element> }

/** Opens a dialog or menu if its button was pressed before hydration. */
export function useEarlyPress(opener: RefObject<Element | null>, open: () => void): void {
  // biome-ignore lint/correctness/useExhaustiveDependencies: once, on hydration.
  useEffect(() => {
    const presses = Reflect.get(window, 'presses') as Presses | undefined
    if (!presses || !opener.current) return
    presses.hydrated.add(opener.current)
    if (presses.early.delete(opener.current)) open()
  }, [])
}
