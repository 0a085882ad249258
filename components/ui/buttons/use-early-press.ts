'use client'

import { type RefObject, useEffect } from 'react'

type Presses = { early: WeakSet<Element>; alive: WeakSet<Element> }

/** What opens something opens it too when it was pressed before it could listen. */
export function useEarlyPress(opener: RefObject<Element | null>, open: () => void): void {
  // biome-ignore lint/correctness/useExhaustiveDependencies: once, when it comes alive.
  useEffect(() => {
    const presses = Reflect.get(window, 'presses') as Presses | undefined
    if (!presses || !opener.current) return
    presses.alive.add(opener.current)
    if (presses.early.delete(opener.current)) open()
  }, [])
}
